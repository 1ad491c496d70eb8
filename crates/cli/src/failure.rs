//! The failure of a command, and its exit status.

use std::error::Error as _;
use std::process::ExitCode;
use std::{fmt, io};

/// Exit status of wrong usage, as in clap: nothing was sent.
pub(crate) const USAGE: u8 = 2;
/// Exit status of every other failure.
const FAILURE: u8 = 1;

/// Why a command failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments are invalid.
    Usage(String),
    /// The data or the server is not as it should be.
    Data(String),
    /// The client failed.
    Client(dintero_cards::Error),
    /// A file or stream failed.
    Io(String, io::Error),
}

impl Failure {
    /// Whether the reader of the output has closed it.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Io(_, error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        use dintero_cards::ErrorKind::{Configuration, InvalidInput};
        let code = match self {
            Self::Usage(_) => USAGE,
            Self::Client(error) if matches!(error.kind(), InvalidInput | Configuration) => USAGE,
            Self::Data(_) | Self::Client(_) | Self::Io(..) => FAILURE,
        };
        ExitCode::from(code)
    }

    fn text(&self) -> String {
        match self {
            Self::Usage(what) | Self::Data(what) => what.clone(),
            Self::Client(error) => {
                let causes = std::iter::successors(error.source(), |&cause| cause.source());
                let message = error.message().map(str::to_owned);
                let parts = [error.to_string()].into_iter().chain(message);
                parts.chain(causes.map(ToString::to_string)).collect::<Vec<_>>().join(": ")
            }
            Self::Io(what, error) => format!("{what}: {error}"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::output::clean(&self.text()))
    }
}

impl From<dintero_cards::Error> for Failure {
    fn from(error: dintero_cards::Error) -> Self {
        Self::Client(error)
    }
}

impl From<dintero_cards_sandbox::Error> for Failure {
    fn from(error: dintero_cards_sandbox::Error) -> Self {
        Self::Data(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io("standard output".to_owned(), error)
    }
}
