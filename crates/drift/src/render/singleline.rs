//! One line for each finding, for editors and grep.

use std::io::{self, Write};

use super::{Style, words};
use crate::report::Report;

pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for (_, finding) in report.findings() {
        let spec = &finding.spec;
        let accepted = if finding.accepted.is_some() { " (accepted)" } else { "" };
        writeln!(
            out,
            "{}:{}:{}: {}[{}] {} {}{accepted}",
            spec.file,
            spec.line,
            spec.col,
            finding.severity.as_str(),
            finding.rule.id,
            finding.fingerprint,
            words::message(finding),
        )?;
    }
    for comparison in &report.comparisons {
        for fault in &comparison.faults {
            writeln!(
                out,
                "{}: unreadable: line {}: {}",
                comparison.document, fault.line, fault.why
            )?;
        }
    }
    for source in report.unavailable.iter().chain(&report.unreadable) {
        writeln!(out, "source: {source}")?;
    }
    for fault in &report.baseline {
        writeln!(out, "baseline: {}: {}", fault.fingerprint, fault.why)?;
    }
    words::ending(report, style, out)
}
