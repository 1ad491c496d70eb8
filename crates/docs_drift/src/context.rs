//! The context of every command, with the settings from the environment, which only make
//! a command stricter.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::path::PathBuf;

use chrono::{NaiveDate, Utc};

use crate::project::Project;

pub(crate) struct Context<'a> {
    pub(crate) project: &'a Project<'a>,
    /// The site that the arguments name.
    pub(crate) site: Option<&'a str>,
    /// Standard output: the requested text alone.
    pub(crate) out: &'a mut dyn Write,
    /// Standard error: everything else.
    pub(crate) err: &'a mut dyn Write,
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

impl<'a> Context<'a> {
    /// Reads the environment.
    pub(crate) fn new(
        project: &'a Project<'a>,
        site: Option<&'a str>,
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
    ) -> Self {
        Self {
            project,
            site,
            out,
            err,
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
