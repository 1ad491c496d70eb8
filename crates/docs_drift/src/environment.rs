//! Settings from the environment, which only make the command stricter.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use chrono::{NaiveDate, Utc};

/// The environment, read once.
#[derive(Clone, Debug)]
pub(crate) struct Environment {
    /// Whether a job runs the command: it writes nothing, and a stale baseline counts.
    pub(crate) ci: bool,
    /// File for the summary of the job.
    pub(crate) step_summary: Option<PathBuf>,
    /// File for the outputs of the step.
    pub(crate) step_outputs: Option<PathBuf>,
    /// Whether standard output shows colours.
    pub(crate) color: bool,
    /// The day for acceptances.
    pub(crate) today: NaiveDate,
}

impl Environment {
    pub(crate) fn read() -> Self {
        Self {
            ci: variable("CI").is_some_and(|value| value != "false" && value != "0"),
            step_summary: variable("GITHUB_STEP_SUMMARY").map(PathBuf::from),
            step_outputs: variable("GITHUB_OUTPUT").map(PathBuf::from),
            color: io::stdout().is_terminal() && variable("NO_COLOR").is_none(),
            today: Utc::now().date_naive(),
        }
    }
}

/// Returns a variable; an empty one counts as absent.
#[expect(clippy::disallowed_methods, reason = "the program reads the environment here")]
pub fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}
