//! A table for an issue or a job summary.

use std::io::{self, Write};

use super::{Style, words};
use crate::finding::Finding;
use crate::report::{Comparison, Report};

/// Hidden line by which the scheduled job finds its open issue.
pub const MARKER: &str = "<!-- drift-check: documentation -->";

/// The most rows of an issue, whose body may have 65,536 characters.
const MAX_ROWS: usize = 60;

/// The most bytes of the whole, so that it fits into an issue.
const MAX_BYTES: usize = 60_000;

pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut whole = Vec::new();
    everything(report, style, &mut whole)?;
    let whole = String::from_utf8_lossy(&whole);
    let shown = words::whole_lines(&whole, MAX_BYTES);
    out.write_all(shown.as_bytes())?;
    if shown.len() == whole.len() {
        return Ok(());
    }
    writeln!(out, "\nThe rest is omitted: `{} check` prints it.", style.hints.command)
}

fn everything(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{MARKER}\n## Published documentation and our documents\n")?;
    writeln!(out, "**{}**: {}\n", style.status, words::counts(report))?;
    for comparison in &report.comparisons {
        table(comparison, out)?;
    }
    for (_, _, what) in words::problems(report) {
        writeln!(out, "- {}", code(&what))?;
    }
    Ok(())
}

fn table(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### {} in {}\n", code(&comparison.operation), code(&comparison.document))?;
    writeln!(out, "{}\n", code(&words::header(comparison)))?;
    if comparison.findings.is_empty() && comparison.faults.is_empty() {
        return writeln!(out, "There is no difference.\n");
    }
    writeln!(
        out,
        "| | rule | subject | published | document | where | wire | crate | fingerprint |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|---|---|")?;
    for finding in comparison.findings.iter().take(MAX_ROWS) {
        row(finding, out)?;
    }
    if comparison.findings.len() > MAX_ROWS {
        writeln!(out, "\nand {} more", comparison.findings.len() - MAX_ROWS)?;
    }
    writeln!(out)
}

fn row(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let state = match &finding.accepted {
        Some(_) => "accepted",
        None => finding.severity.as_str(),
    };
    writeln!(
        out,
        "| {state} | {} | {} | {} | {} | {} | {} | {} | {} |",
        code(finding.rule.id),
        code(&finding.subject.subject()),
        code(&words::value(&finding.published.value)),
        code(&words::value(&finding.document.value)),
        code(&format!("{}:{}", finding.document.file, finding.document.line)),
        finding.wire.as_str(),
        finding.crates.as_ref().map_or(String::new(), words::crates),
        code(&finding.fingerprint),
    )
}

/// Returns a code span. Its content cannot end it, so links, mentions and tags in it
/// have no effect.
fn code(text: &str) -> String {
    let text: String = text.chars().take(300).collect();
    let text = crate::sanitise::line(&text).replace('`', "'").replace('|', "\\|");
    if text.trim().is_empty() { String::new() } else { format!("`{text}`") }
}
