//! A report in the format that its reader wants.

mod github;
mod human;
mod json;
mod junit;
mod markdown;
mod sarif;
mod singleline;
mod words;

use std::io;

pub use github::{outputs, summary_fits};
pub use json::schema;
pub use markdown::MARKER;

use crate::report::{Report, Verdict};

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people at a terminal.
    Human,
    /// One line for each finding.
    Singleline,
    /// For programs; [`schema`] describes it.
    Json,
    /// Workflow commands that annotate our documents.
    Github,
    /// `JUnit` XML: a test case for each rule and subject.
    Junit,
    /// SARIF 2.1.0.
    Sarif,
    /// A table for an issue or a job summary.
    Markdown,
}

/// How a report is to be rendered.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// What the check came to.
    pub verdict: Verdict,
    /// Whether colours are written.
    pub color: bool,
    /// Whether what is not stated, not parsed and not compared is listed.
    pub verbose: bool,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::Human,
        Self::Singleline,
        Self::Json,
        Self::Github,
        Self::Junit,
        Self::Sarif,
        Self::Markdown,
    ];

    /// The name used on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Singleline => "singleline",
            Self::Json => "json",
            Self::Github => "github",
            Self::Junit => "junit",
            Self::Sarif => "sarif",
            Self::Markdown => "markdown",
        }
    }

    /// Writes a report.
    ///
    /// # Errors
    /// What is written to fails.
    pub fn write(self, report: &Report, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Human => human::write(report, style, out),
            Self::Singleline => singleline::write(report, style, out),
            Self::Json => json::write(report, style, out),
            Self::Github => github::write(report, style, out),
            Self::Junit => junit::write(report, out),
            Self::Sarif => sarif::write(report, out),
            Self::Markdown => markdown::write(report, style, out),
        }
    }
}
