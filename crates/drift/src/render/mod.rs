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

use crate::report::{ExitStatus, Report};

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people at a terminal.
    Human,
    /// For programs; [`schema`] describes it.
    Json,
    /// Workflow commands that annotate our documents.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// A table for an issue or a job summary.
    Markdown,
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
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Human, Self::Json, Self::Github, Self::Sarif, Self::Markdown];

    /// Returns the name used on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Github => "github",
            Self::Sarif => "sarif",
            Self::Markdown => "markdown",
        }
    }

    /// Returns the format with a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

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
