//! Workflow commands: annotations of our documents, which a maintainer edits.
//!
//! A step shows ten annotations of a severity: the nine most important ones, and one
//! with the number of the others.

use std::io::{self, Write};

use super::{Style, words};
use crate::finding::Finding;
use crate::report::Report;
use crate::rules::Severity;

/// The most annotations of one severity in a step, without the one with the number.
const SHOWN: usize = 9;

/// The largest summary of a job, one mebibyte.
const SUMMARY_BYTES: usize = 1024 * 1024;

pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for severity in [Severity::Error, Severity::Warning, Severity::Notice] {
        let findings: Vec<&Finding> = report
            .findings()
            .map(|(_, finding)| finding)
            .filter(|finding| finding.severity == severity && finding.accepted.is_none())
            .collect();
        for finding in findings.iter().take(SHOWN) {
            annotation(finding, out)?;
        }
        if findings.len() > SHOWN {
            let more = findings.len() - SHOWN;
            writeln!(out, "::{} title=drift::and {more} more", severity.as_str())?;
        }
    }
    for comparison in &report.comparisons {
        for fault in comparison.faults.iter().take(SHOWN) {
            let message = format!("page unreadable, line {}: {}", fault.line, fault.why);
            let file = property(&comparison.document);
            writeln!(out, "::error file={file},line=1,title=drift::{}", data(&message))?;
        }
    }
    for source in report.unreadable.iter().take(SHOWN) {
        writeln!(out, "::error title=drift::{}", data(source))?;
    }
    for source in report.unavailable.iter().take(SHOWN) {
        writeln!(out, "::warning title=drift::{}", data(source))?;
    }
    for fault in report.baseline.iter().take(SHOWN) {
        let message = format!("baseline {}: {}", fault.fingerprint, fault.why);
        writeln!(out, "::error title=drift::{}", data(&message))?;
    }
    words::ending(report, style, out)
}

fn annotation(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let document = &finding.document;
    let message = format!("{} ({})", words::message(finding), words::effects(finding));
    writeln!(
        out,
        "::{} file={},line={},col={},title={}::{}",
        finding.severity.as_str(),
        property(&document.file),
        document.line.max(1),
        document.col.max(1),
        property(finding.rule.id),
        data(&message),
    )
}

/// Returns the text of a command, escaped for the runner.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Returns the value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Returns the lines for the file in `GITHUB_OUTPUT`.
#[must_use]
pub fn outputs(report: &Report, style: Style) -> String {
    format!(
        "errors={}\nwarnings={}\nnotices={}\naccepted={}\nexit={}\n",
        report.active(Severity::Error),
        report.active(Severity::Warning),
        report.active(Severity::Notice),
        report.accepted(),
        style.status.code(),
    )
}

/// Returns the beginning of a summary that fits a job, up to the end of a line.
#[must_use]
pub fn summary_fits(summary: &str) -> &str {
    if summary.len() <= SUMMARY_BYTES {
        return summary;
    }
    let end = summary.as_bytes()[..SUMMARY_BYTES].iter().rposition(|byte| *byte == b'\n');
    &summary[..end.map_or(0, |end| end + 1)]
}
