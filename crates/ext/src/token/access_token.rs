//! An access token.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};

/// An access token, a JSON Web Token; `Debug` does not show it.
#[derive(Clone)]
pub struct AccessToken(SecretString);

impl AccessToken {
    /// A token that was got elsewhere. As a [`TokenSource`](crate::TokenSource)
    /// it is used as long as the client lives.
    #[must_use]
    pub fn new(token: impl Into<String>) -> Self {
        Self(SecretString::from(token.into()))
    }

    /// The token itself, to hand to another program.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(..)")
    }
}
