//! Sources of access tokens.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;

use super::AccessToken;
use crate::Result;

/// Future that resolves to an access token.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken>> + Send + 'a>>;

/// Source of access tokens; the client asks it before each request.
///
/// An implementation caches its token, since it is asked every time, and its
/// `Debug` must not show the token.
pub trait TokenSource: fmt::Debug + Send + Sync {
    /// Returns an access token that is valid now.
    ///
    /// # Errors
    /// Returns an error if no access token could be obtained; see
    /// [`Error::token`](crate::Error::token).
    fn token(&self) -> TokenFuture<'_>;

    /// Reports that the server responded 401 to this token. A source that can
    /// obtain another token drops this one, unless it already has a newer one.
    /// The default does nothing.
    fn rejected(&self, token: &AccessToken) {
        let _ = token;
    }
}

impl dyn TokenSource {
    /// Creates a source from a function, which is called before each request.
    ///
    /// ```
    /// use dintero_cards::{AccessToken, CardsClient, Error, TokenSource};
    ///
    /// # fn read_token() -> Result<String, std::io::Error> { Ok("token".to_owned()) }
    /// let source = <dyn TokenSource>::from_fn(|| async {
    ///     read_token().map(AccessToken::new).map_err(Error::token)
    /// });
    /// let client = CardsClient::builder("T12345678").token_source(source).build()?;
    /// # Ok::<(), Error>(())
    /// ```
    pub fn from_fn<F, R>(function: F) -> impl TokenSource + 'static
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<AccessToken>> + Send + 'static,
    {
        Function(function)
    }
}

/// A source that calls a function.
struct Function<F>(F);

impl<F, R> TokenSource for Function<F>
where
    F: Fn() -> R + Send + Sync,
    R: Future<Output = Result<AccessToken>> + Send + 'static,
{
    fn token(&self) -> TokenFuture<'_> {
        Box::pin((self.0)())
    }
}

impl<F> fmt::Debug for Function<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenSource(..)")
    }
}

impl TokenSource for AccessToken {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(ready(Ok(self.clone())))
    }
}
