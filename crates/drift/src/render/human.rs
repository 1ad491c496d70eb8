//! The format for a terminal: place, values, effects and fix of each finding.

use std::io::{self, Write};

use super::{Style, words};
use crate::finding::Finding;
use crate::report::{Comparison, Report};
use crate::rules::Severity;

pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for comparison in &report.comparisons {
        writeln!(out, "{}", words::header(comparison))?;
        let prose = |finding: &&Finding| finding.rule.id == "prose-changed";
        for one in comparison.findings.iter().filter(|finding| !prose(finding)) {
            finding(one, style, comparison, out)?;
        }
        folded(&comparison.findings.iter().filter(prose).collect::<Vec<_>>(), out)?;
        if style.verbose {
            silent(comparison, out)?;
        }
    }
    for (_, _, what) in words::problems(report) {
        writeln!(out, "{what}")?;
    }
    writeln!(out, "{}", words::ending(report, style))
}

fn finding(
    finding: &Finding,
    style: Style,
    comparison: &Comparison,
    out: &mut dyn Write,
) -> io::Result<()> {
    let document = &finding.document;
    let (on, off) = colour(finding.severity, style.color);
    let accepted = if finding.accepted.is_some() { "accepted " } else { "" };
    writeln!(
        out,
        "{on}{accepted}{}{off} {}  {}",
        finding.severity.as_str(),
        finding.rule.id,
        finding.subject.subject()
    )?;
    let pad = " ".repeat(document.line.to_string().len());
    writeln!(out, "  {pad}--> {}:{}:{}", document.file, document.line, document.col)?;
    writeln!(out, "  {pad} |")?;
    writeln!(out, "  {} | {}", document.line, document.excerpt)?;
    writeln!(out, "  {pad} | {}^", " ".repeat(document.col.saturating_sub(1)))?;
    let published = &finding.published;
    let raw = published.raw.as_deref().filter(|raw| !raw.is_empty() && raw.len() <= 120);
    let raw = raw.map_or(String::new(), |raw| format!("   | {raw}"));
    // A removed subject has no place.
    let place = match published.line {
        0 => format!("<{}>", comparison.form),
        line => format!("<{}>:{line}", comparison.form),
    };
    let inferred = if published.confidence == "inferred" { " (inferred)" } else { "" };
    writeln!(out, "  published  {place}  {}{inferred}{raw}", words::value(&published.value))?;
    writeln!(out, "  document  {}", words::value(&document.value))?;
    writeln!(out, "  {}", words::effects(finding))?;
    if let Some(detail) = &finding.detail {
        writeln!(out, "  note  {detail}")?;
    }
    match &finding.accepted {
        Some(accepted) => {
            let until =
                accepted.until.as_deref().map_or(String::new(), |until| format!(" until {until}"));
            writeln!(out, "  accepted{until}  {}", accepted.reason)
        }
        None => {
            let host = if finding.rule.is_pinned(finding.subject.facet.as_deref()) {
                " --i-checked-host"
            } else {
                ""
            };
            writeln!(
                out,
                "  fix   {} | accept: cargo xtask drift accept {} --reason \u{2026}{host}",
                words::fix(finding),
                finding.fingerprint
            )
        }
    }
}

/// Writes changed prose on one line, because it changes no client.
fn folded(findings: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = findings
        .iter()
        .map(|finding| {
            let accepted = if finding.accepted.is_some() { ", accepted" } else { "" };
            format!("{} ({}{accepted})", finding.subject.subject(), finding.fingerprint)
        })
        .collect();
    writeln!(out, "notice prose-changed  {}", names.join(", "))
}

fn silent(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    for silent in &comparison.not_stated {
        writeln!(out, "  not stated  {} {}", silent.subject, silent.facet)?;
    }
    for unparsed in &comparison.unparsed {
        writeln!(out, "  not parsed  line {}: {}", unparsed.line, unparsed.text)?;
    }
    Ok(())
}

const fn colour(severity: Severity, color: bool) -> (&'static str, &'static str) {
    if !color {
        return ("", "");
    }
    match severity {
        Severity::Error => ("\u{1b}[1;31m", "\u{1b}[0m"),
        Severity::Warning => ("\u{1b}[1;33m", "\u{1b}[0m"),
        Severity::Notice => ("\u{1b}[1;36m", "\u{1b}[0m"),
    }
}
