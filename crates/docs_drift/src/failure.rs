//! Failures of a command.

use std::fmt::Display;
use std::io;

use dintero_docs_drift::ExitStatus;

pub(crate) type Outcome<T> = Result<T, Failure>;

/// A failure: the exit status and the reason.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) ExitStatus, pub(crate) String);

impl Failure {
    /// Returns the failure of an error about something with a name.
    pub(crate) fn of<E: Display>(status: ExitStatus, name: impl Display) -> impl FnOnce(E) -> Self {
        move |error| Self(status, format!("{name}: {error}"))
    }

    pub(crate) fn usage(why: impl Into<String>) -> Self {
        Self(ExitStatus::Usage, why.into())
    }
}

/// A file of the workspace, or the output, failed. A job treats 3 as an unreachable
/// site: a full disk must not look like one.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::usage(error.to_string())
    }
}
