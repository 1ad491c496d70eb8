//! Authorization of requests: access tokens, their sources, and the header.
//!
//! - [`TokenSource`] gives the client an access token for each request; a fixed
//!   [`AccessToken`] is a source, and so is any type of your own.
//! - [`ClientCredentials`] are what "Get Token" exchanges for an access token.
//! - `header` makes the `Authorization` header from either.

mod header;
mod secrets;
mod source;

pub(crate) use header::{AuthHeader, Authorization};
pub use secrets::{AccessToken, ClientCredentials};
pub use source::{TokenFuture, TokenSource};
