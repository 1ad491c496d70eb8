//! Failures of a command.

use std::fmt;
use std::io;

use dintero_docs_drift::ExitStatus;

pub(super) type Outcome<T> = Result<T, Failure>;

/// A failure, with an exit status.
#[derive(Debug)]
pub(super) enum Failure {
    /// The usage is wrong.
    Usage(String),
    /// A source could not be reached.
    Unavailable(String),
    /// A source could not be read.
    Unreadable(String),
    /// One of our documents is not valid.
    Document(String),
    /// The baseline is not valid.
    Baseline(String),
    /// A file of the workspace, or the output, failed.
    Io(io::Error),
}

impl Failure {
    pub(super) const fn status(&self) -> ExitStatus {
        match self {
            // A job treats 3 as an unreachable site: a full disk must not look like one.
            Self::Usage(_) | Self::Io(_) => ExitStatus::Usage,
            Self::Unavailable(_) => ExitStatus::Unavailable,
            Self::Unreadable(_) => ExitStatus::Unreadable,
            Self::Document(_) => ExitStatus::Document,
            Self::Baseline(_) => ExitStatus::Baseline,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(why)
            | Self::Unavailable(why)
            | Self::Unreadable(why)
            | Self::Document(why)
            | Self::Baseline(why) => f.write_str(why),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
