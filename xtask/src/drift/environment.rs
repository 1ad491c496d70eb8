//! Settings from the environment, which only make the command stricter.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use chrono::{NaiveDate, Utc};

use crate::environment::variable;

/// The environment, read once.
#[derive(Clone, Debug)]
pub(super) struct Environment {
    /// Whether a job runs the command: it writes nothing, and a stale baseline counts.
    pub(super) ci: bool,
    /// File for the summary of the job.
    pub(super) step_summary: Option<PathBuf>,
    /// File for the outputs of the step.
    pub(super) step_outputs: Option<PathBuf>,
    /// Whether standard output shows colours.
    pub(super) color: bool,
    /// The day for acceptances.
    pub(super) today: NaiveDate,
}

impl Environment {
    pub(super) fn read() -> Self {
        Self {
            ci: variable("CI").is_some_and(|value| value != "false" && value != "0"),
            step_summary: variable("GITHUB_STEP_SUMMARY").map(PathBuf::from),
            step_outputs: variable("GITHUB_OUTPUT").map(PathBuf::from),
            color: io::stdout().is_terminal() && variable("NO_COLOR").is_none(),
            today: Utc::now().date_naive(),
        }
    }
}
