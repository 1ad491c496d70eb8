//! The exit status of a program that ends with an error.

use super::{Error, ErrorKind};

/// The arguments or settings were refused, as in most commands.
const USAGE: u8 = 2;
const AUTHENTICATION: u8 = 3;
const API: u8 = 4;
const NETWORK: u8 = 5;

impl Error {
    /// Returns the exit status of a program that ends with this error. The commands of this
    /// project have these statuses:
    ///
    /// | status | meaning |
    /// |---|---|
    /// | 2 | the arguments or settings were refused |
    /// | 3 | the server refused the credentials or the access token |
    /// | 4 | the server refused the request, or its response is not as documented |
    /// | 5 | the server could not be reached, or the connection failed |
    #[must_use]
    pub fn exit_status(&self) -> u8 {
        match self.kind() {
            ErrorKind::InvalidInput | ErrorKind::Configuration => USAGE,
            _ if self.is_unauthorized() => AUTHENTICATION,
            ErrorKind::Token if self.is_retryable() && self.status().is_none() => NETWORK,
            ErrorKind::Token if self.is_retryable() => API,
            ErrorKind::Token => AUTHENTICATION,
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transfer => NETWORK,
            ErrorKind::Status
            | ErrorKind::TooLarge
            | ErrorKind::Decode
            | ErrorKind::RepeatedCursor
            | ErrorKind::EmptyPages
            | ErrorKind::NoCreatedAt => API,
        }
    }
}
