//! The exit status of a command; 2 means wrong usage, as in clap.

use std::io;

/// The exit statuses of every command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything is fresh, or every check holds.
    Fine = 0,
    /// Something is stale, or a check fails; the output names the fix.
    Findings = 1,
    /// A file or a program is missing, or fails.
    Unavailable = 3,
    /// A document is not valid.
    InvalidDocument = 5,
}

/// A failure of a command: the exit status and the reason.
pub(crate) struct Failure(pub(crate) Exit, pub(crate) String);

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self(Exit::Unavailable, error.to_string())
    }
}

pub(crate) type Outcome<T> = Result<T, Failure>;
