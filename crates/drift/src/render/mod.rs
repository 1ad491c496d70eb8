//! The formats of a report.

mod github;
mod human;
mod json;
mod markdown;
mod sarif;
mod words;

use std::io;

pub use github::{outputs, summary_fits};
pub use json::schema;
pub use markdown::MARKER;
pub use words::crates;

use crate::names::names;
use crate::report::{ExitStatus, Report};

names! {
    /// The formats of a report.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
    pub enum Format {
        Human = "human": "For people at a terminal.",
        Json = "json": "For programs; [`schema`] describes it.",
        Github = "github": "Workflow commands that annotate our documents.",
        Sarif = "sarif": "SARIF 2.1.0.",
        Markdown = "markdown": "A table for an issue or a job summary.",
    }
}

/// The commands that reports name.
#[derive(Clone, Copy, Debug)]
pub struct Hints {
    /// The command of the check, of which `accept` and `explain` are subcommands.
    pub command: &'static str,
    /// The command to run after an edit of a document.
    pub after_edit: Option<&'static str>,
}

/// The options of a format.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The exit status.
    pub status: ExitStatus,
    /// Whether colours are written.
    pub color: bool,
    /// Whether facts that are not stated and lines that are not recognised are listed.
    pub verbose: bool,
    /// The commands that the report names.
    pub hints: Hints,
}

impl Default for Hints {
    fn default() -> Self {
        Self { command: "docs-drift", after_edit: None }
    }
}

impl Style {
    /// Returns the options of a short report without colours.
    pub fn new(status: ExitStatus) -> Self {
        Self { status, color: false, verbose: false, hints: Hints::default() }
    }
}

impl Format {
    /// Writes a report.
    ///
    /// # Errors
    /// Writing to `out` fails.
    pub fn write(self, report: &Report, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Human => human::write(report, style, out),
            Self::Json => json::write(report, style, out),
            Self::Github => github::write(report, style, out),
            Self::Sarif => sarif::write(report, out),
            Self::Markdown => markdown::write(report, style, out),
        }
    }
}
