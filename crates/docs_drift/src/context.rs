//! The context of every command, with the settings from the environment, which only make
//! a command stricter.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::path::PathBuf;

use chrono::{NaiveDate, Utc};
use dintero_docs_drift::ExitStatus;
use dintero_docs_drift::render::Style;

use crate::project::Project;

/// The context of every command.
pub(crate) struct Context<'a> {
    pub(crate) project: &'a Project<'a>,
    /// The site that the arguments name.
    pub(crate) site: Option<&'a str>,
    pub(crate) environment: &'a Environment,
    /// Standard output: the requested text alone.
    pub(crate) out: &'a mut dyn Write,
    /// Standard error: everything else.
    pub(crate) err: &'a mut dyn Write,
}

impl Context<'_> {
    /// Returns the style of a report without colours.
    pub(crate) fn style(&self, status: ExitStatus) -> Style {
        Style { hints: self.project.hints, ..Style::new(status) }
    }
}

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
