//! Where access tokens come from.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;

use super::AccessToken;
use crate::Result;

/// The future of an access token.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken>> + Send + 'a>>;

/// Gives access tokens to the client, one for each request.
///
/// A source keeps what it has as long as that is good: the client asks every
/// time. Its `Debug` must not show a token.
pub trait TokenSource: fmt::Debug + Send + Sync {
    /// A token that is good now.
    ///
    /// # Errors
    /// There is none to be had.
    fn token(&self) -> TokenFuture<'_>;

    /// The server answered 401 to this token. A source that can get another
    /// forgets this one, unless it has a newer one already.
    fn rejected(&self, token: &AccessToken) {
        let _ = token;
    }
}

impl TokenSource for AccessToken {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(ready(Ok(self.clone())))
    }
}
