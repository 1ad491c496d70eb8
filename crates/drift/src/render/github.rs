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
            writeln!(out, "::{severity} title=drift::and {more} more")?;
        }
        let problems = words::problems(report).into_iter();
        for (_, file, what) in problems.filter(|(of, ..)| *of == severity).take(SHOWN) {
            let file = file.map_or(String::new(), |f| format!("file={},line=1,", property(f)));
            writeln!(out, "::{severity} {file}title=drift::{}", data(&what))?;
        }
    }
    writeln!(out, "{}", words::ending(report, style))
}

fn annotation(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let document = &finding.document;
    let message = format!("{} ({})", words::message(finding), words::effects(finding));
    writeln!(
        out,
        "::{} file={},line={},col={},title={}::{}",
        finding.severity,
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
pub fn summary_fits(summary: &str) -> &str {
    words::whole_lines(summary, SUMMARY_BYTES)
}
