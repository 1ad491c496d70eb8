//! The failure of the command, and its exit status: the statuses of `dintero-cards`.

use std::fmt;

use datafusion::error::DataFusionError;
use dintero_cards::Error;
use dintero_cards_datafusion::explain;

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
        DataFusionError::External(Box::new(error)).into()
    }
}

impl From<DataFusionError> for Failure {
    fn from(error: DataFusionError) -> Self {
        let (status, text) = explain(&error);
        Self { status, text }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::failed(&error)
    }
}
