//! The format for programs: the report with its exit status.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::Style;
use crate::report::Report;
use crate::rules::Severity;

/// Returns the JSON Schema of the JSON output.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Output<'static>).to_value()
}

pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let summary = Summary {
        errors: report.active(Severity::Error),
        warnings: report.active(Severity::Warning),
        notices: report.active(Severity::Notice),
        accepted: report.accepted(),
        exit: style.status.code(),
        meaning: style.status.as_str(),
    };
    serde_json::to_writer_pretty(&mut *out, &Output { report, summary })?;
    writeln!(out)
}

/// Counts, without accepted findings, and exit status.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// Errors that are not accepted.
    errors: usize,
    /// Warnings that are not accepted.
    warnings: usize,
    /// Notices that are not accepted.
    notices: usize,
    /// Findings that are accepted.
    accepted: usize,
    /// Exit status.
    exit: u8,
    /// Meaning of the exit status.
    meaning: &'static str,
}

/// The whole output.
#[derive(Serialize, JsonSchema)]
struct Output<'a> {
    #[serde(flatten)]
    report: &'a Report,
    /// Counts and exit status.
    summary: Summary,
}
