//! Errors that prevent the checks.

/// The reason why a server cannot be checked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A URL is not `https`, and not `http` on this machine either: credentials
    /// would go over the network in the clear.
    #[error("a URL must be https, or http on this machine")]
    InsecureUrl,
    /// A base URL cannot be parsed, or it holds credentials, a query or a fragment.
    #[error("a base URL cannot be read, or it holds credentials, a query or a fragment")]
    InvalidUrl,
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
    Transport(reqwest::Error),
    /// TLS cannot be configured: the platform has no certificates.
    #[cfg(feature = "rustls")]
    #[error("TLS cannot be configured; does the machine have certificates?")]
    Tls(rustls::Error),
}
