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

/// The options of a format.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The exit status.
    pub status: ExitStatus,
    /// Whether colours are written.
    pub color: bool,
    /// Whether facts that are not stated and lines that are not recognised are listed.
    pub verbose: bool,
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
