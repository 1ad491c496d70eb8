//! Why a server cannot be looked at.

use std::fmt;

/// Why a server cannot be looked at.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A URL is not `https`, and not `http` on this machine either: credentials
    /// would go over the network in the clear.
    InsecureUrl,
    /// A URL is no URL.
    InvalidUrl,
    /// A header or path cannot hold what was given.
    Unsendable,
    /// No access token was given for the credentials; the status of the answer,
    /// where there was one.
    NoToken(Option<u16>),
    /// The server cannot be reached, or breaks off.
    Transport(reqwest::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InsecureUrl => f.write_str("a URL must be https, or http on this machine"),
            Self::InvalidUrl => f.write_str("a URL cannot be read"),
            Self::Unsendable => f.write_str("an id or a secret has characters that cannot be sent"),
            Self::NoToken(Some(status)) => write!(f, "no access token: status {status}"),
            Self::NoToken(None) => f.write_str("no access token: the answer holds none"),
            Self::Transport(error) if error.is_timeout() => f.write_str("the server is too slow"),
            Self::Transport(error) if error.is_connect() => f.write_str("no connection"),
            Self::Transport(_) => f.write_str("the server broke off"),
        }
    }
}

impl std::error::Error for Error {}
