//! Errors that prevent the checks.

use dintero_cards_http::{ClientError, InvalidEndpoint};

/// The reason why a server cannot be checked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Credentials must not be sent to a base URL of the target.
    #[error("the base URL of the target cannot be used")]
    Url(#[from] InvalidEndpoint),
    /// An id or a secret has characters that a header or a path cannot hold.
    #[error("an id or a secret has characters that cannot be sent")]
    Unsendable,
    /// No access token was given for the credentials; the status of the response,
    /// if it was not 200.
    #[error("no access token: {}", .0.map_or("the response has none".to_owned(), |s| format!("status {s}")))]
    NoToken(Option<u16>),
    /// The server cannot be reached, or the connection ended early.
    #[error("{}", match .0 {
        error if error.is_timeout() => "the server is too slow",
        error if error.is_connect() => "no connection",
        _ => "the connection ended early",
    })]
    Transport(#[source] reqwest::Error),
    /// The HTTP client cannot be created.
    #[error("no HTTP client")]
    Client(#[from] ClientError),
}
