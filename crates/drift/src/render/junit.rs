//! `JUnit` XML: one test case for each fact that was compared, so that a
//! dashboard sees what passes and not only what fails.

use std::io::{self, Write};

use super::words;
use crate::report::{Comparison, Report};
use crate::rules::Severity;

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"drift\">")?;
    for comparison in &report.comparisons {
        suite(comparison, out)?;
    }
    sources(report, out)?;
    writeln!(out, "</testsuites>")
}

/// What kept the check from comparing: a report without cases would look like
/// one in which everything passes.
fn sources(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let baseline = report.baseline.iter().map(|fault| {
        let name = format!("baseline {}", fault.fingerprint);
        (name, "error", fault.why.clone())
    });
    let missing = report.not_compared.iter().map(|missing| {
        let name = format!("{} in {}", missing.operation, missing.document);
        (name, "skipped", missing.why.clone())
    });
    let unavailable = report.unavailable.iter().enumerate();
    let unavailable = unavailable
        .map(|(at, why)| (format!("unavailable source {}", at + 1), "error", why.clone()));
    let unreadable = report.unreadable.iter().enumerate();
    let unreadable =
        unreadable.map(|(at, why)| (format!("unreadable source {}", at + 1), "error", why.clone()));
    let cases: Vec<(String, &str, String)> =
        unavailable.chain(unreadable).chain(baseline).chain(missing).collect();
    if cases.is_empty() {
        return Ok(());
    }
    let count = |kind: &str| cases.iter().filter(|case| case.1 == kind).count();
    writeln!(
        out,
        "  <testsuite name=\"sources\" tests=\"{}\" failures=\"0\" skipped=\"{}\" errors=\"{}\">",
        cases.len(),
        count("skipped"),
        count("error"),
    )?;
    for (name, kind, why) in &cases {
        writeln!(out, "    <testcase classname=\"drift\" name=\"{}\">", xml(name))?;
        writeln!(out, "      <{kind} message=\"{}\"/>", xml(why))?;
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// A case for each fact that agrees, each finding and each fault.
fn suite(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let findings = &comparison.findings;
    let failing = findings
        .iter()
        .filter(|finding| finding.accepted.is_none() && finding.severity != Severity::Notice);
    let skipped = findings.iter().filter(|finding| finding.accepted.is_some());
    writeln!(
        out,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" errors=\"{}\">",
        xml(&comparison.operation),
        comparison.agreed.len() + findings.len() + comparison.faults.len(),
        failing.count(),
        skipped.count(),
        comparison.faults.len(),
    )?;
    for agreed in &comparison.agreed {
        writeln!(out, "    <testcase classname=\"drift\" name=\"{}\"/>", xml(agreed))?;
    }
    for finding in findings {
        let name = xml(&format!("{} {}", finding.rule.id, finding.subject.subject()));
        writeln!(out, "    <testcase classname=\"drift\" name=\"{name}\">")?;
        let message = xml(&words::message(finding));
        match (&finding.accepted, finding.severity) {
            (Some(accepted), _) => {
                writeln!(out, "      <skipped message=\"{}\"/>", xml(&accepted.reason))?;
            }
            (None, Severity::Notice) => writeln!(out, "      <system-out>{message}</system-out>")?,
            (None, severity) => writeln!(
                out,
                "      <failure type=\"{}\" message=\"{message}\"/>",
                severity.as_str()
            )?,
        }
        writeln!(out, "    </testcase>")?;
    }
    for fault in &comparison.faults {
        writeln!(out, "    <testcase classname=\"drift\" name=\"page line {}\">", fault.line)?;
        writeln!(out, "      <error message=\"{}\"/>", xml(&fault.why))?;
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// Text of XML 1.0: five characters have names, some must not be there at all.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' => out.push(' '),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
