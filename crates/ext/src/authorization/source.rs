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

impl TokenSource for AccessToken {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(ready(Ok(self.clone())))
    }
}
