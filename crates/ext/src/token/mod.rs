//! Who asks: access tokens and where they come from.
//!
//! - [`TokenSource`] is what the client asks for a token before each request;
//!   a fixed [`AccessToken`] is one, and so is anything of your own.
//! - [`ClientCredentials`] become one that asks "Get Token" and keeps the
//!   answer until shortly before it expires (`issuer`, `refresh`).
//! - `authorization` turns either into a header.

mod access_token;
mod authorization;
mod credentials;
mod issuer;
mod refresh;
mod source;

pub use access_token::AccessToken;
pub(crate) use authorization::{Authorization, Presented};
pub use credentials::ClientCredentials;
pub(crate) use issuer::GetToken;
pub(crate) use refresh::Refresh;
pub use source::{TokenFuture, TokenSource};
