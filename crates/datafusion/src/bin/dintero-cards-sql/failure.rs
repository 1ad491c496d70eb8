//! The failure of the command, and its exit status: the statuses of `dintero-cards`.

use std::error::Error as _;
use std::fmt;

use datafusion::error::DataFusionError;
use dintero_cards::{Error, ErrorKind};

/// The exit statuses besides 0, as the help prints them.
pub(crate) const STATUSES: &str = "\
Exit status:
    0  success
    1  the query failed, or the output could not be written
    2  the arguments, settings or the query were refused
    3  the server refused the credentials or the access token
    4  the server refused the request, or its response is not as documented
    5  the server could not be reached, or the connection failed
    6  the result is partial: cards are malformed
  130  interrupted by Ctrl-C or SIGTERM";

const FAILED: u8 = 1;
const USAGE: u8 = 2;
const AUTHENTICATION: u8 = 3;
const API: u8 = 4;
const NETWORK: u8 = 5;
const PARTIAL: u8 = 6;
const INTERRUPTED: u8 = 130;

/// Why the command failed.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: u8,
    text: String,
}

impl Failure {
    pub(crate) fn usage(text: String) -> Self {
        Self { status: USAGE, text }
    }

    pub(crate) fn partial(text: String) -> Self {
        Self { status: PARTIAL, text }
    }

    pub(crate) fn interrupted() -> Self {
        Self { status: INTERRUPTED, text: "interrupted".to_owned() }
    }

    pub(crate) fn failed(error: &impl fmt::Display) -> Self {
        Self { status: FAILED, text: error.to_string() }
    }
}

/// Shows control characters, which could change the terminal, as escapes.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.chars().try_for_each(|char| match char.is_control() && char != '\n' {
            true => write!(f, "{}", char.escape_default()),
            false => write!(f, "{char}"),
        })
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        (&error).into()
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        let status = match error.kind() {
            ErrorKind::InvalidInput | ErrorKind::Configuration => USAGE,
            _ if error.is_unauthorized() => AUTHENTICATION,
            ErrorKind::Token if error.is_retryable() && error.status().is_none() => NETWORK,
            ErrorKind::Token if error.is_retryable() => API,
            ErrorKind::Token => AUTHENTICATION,
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transfer => NETWORK,
            _ => API,
        };
        let causes = std::iter::successors(error.source(), |&cause| cause.source());
        let texts = std::iter::once(error.to_string()).chain(causes.map(ToString::to_string));
        Self { status, text: texts.collect::<Vec<_>>().join(": ") }
    }
}

/// A failure of the client keeps its meaning, however the engine has wrapped it.
impl From<DataFusionError> for Failure {
    fn from(error: DataFusionError) -> Self {
        let causes = std::iter::successors(error.source(), |&cause| cause.source());
        let client = causes.filter_map(|cause| cause.downcast_ref::<Error>()).next();
        match (client, error.find_root()) {
            (Some(client), _) => client.into(),
            (
                None,
                DataFusionError::SQL(..)
                | DataFusionError::Plan(_)
                | DataFusionError::SchemaError(..)
                | DataFusionError::NotImplemented(_),
            ) => Self::usage(error.find_root().message().into_owned()),
            _ => Self { status: FAILED, text: error.strip_backtrace() },
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::failed(&error)
    }
}
