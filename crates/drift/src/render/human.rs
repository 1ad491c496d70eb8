//! The format for a terminal: place, values, effects and fix of each finding.

use std::io::{self, Write};

use super::{Style, words};
use crate::finding::{Acceptance, Finding};
use crate::report::{Comparison, Report};
use crate::rules::Severity;

pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for comparison in &report.comparisons {
        writeln!(out, "{}", words::header(comparison))?;
        let is_prose = |finding: &&Finding| finding.rule.id == "prose-changed";
        let (prose, others): (Vec<_>, Vec<_>) = comparison.findings.iter().partition(is_prose);
        for one in others {
            finding(one, style, comparison, out)?;
        }
        // Changed prose is one line, because it changes no client.
        if !prose.is_empty() {
            let names: Vec<String> = prose.into_iter().map(folded).collect();
            writeln!(out, "notice prose-changed  {}", names.join(", "))?;
        }
        for silent in comparison.not_stated.iter().filter(|_| style.verbose) {
            writeln!(out, "  not stated  {} {}", silent.subject, silent.facet)?;
        }
        for unparsed in comparison.unparsed.iter().filter(|_| style.verbose) {
            writeln!(out, "  not parsed  line {}: {}", unparsed.line, unparsed.text)?;
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
    let (document, published) = (&finding.document, &finding.published);
    let (on, off) = colour(finding.severity, style.color);
    let accepted = if finding.accepted.is_some() { "accepted " } else { "" };
    let (severity, rule, subject) = (finding.severity, finding.rule, finding.subject.subject());
    writeln!(out, "{on}{accepted}{severity}{off} {}  {subject}", rule.id)?;
    let pad = " ".repeat(document.line.to_string().len());
    let column = " ".repeat(document.col.saturating_sub(1));
    writeln!(out, "  {pad}--> {}:{}:{}\n  {pad} |", document.file, document.line, document.col)?;
    writeln!(out, "  {} | {}\n  {pad} | {column}^", document.line, document.excerpt)?;
    let raw = published.raw.as_deref().filter(|raw| !raw.is_empty() && raw.len() <= 120);
    let raw = raw.map_or(String::new(), |raw| format!("   | {raw}"));
    // A removed subject has no place.
    let line = if published.line > 0 { format!(":{}", published.line) } else { String::new() };
    let inferred = if published.confidence == "inferred" { " (inferred)" } else { "" };
    let (form, value) = (&comparison.form, words::value(&published.value));
    writeln!(out, "  published  <{form}>{line}  {value}{inferred}{raw}")?;
    writeln!(out, "  document  {}\n  {}", words::value(&document.value), words::effects(finding))?;
    if let Some(detail) = &finding.detail {
        writeln!(out, "  note  {detail}")?;
    }
    if let Some(Acceptance { reason, until }) = &finding.accepted {
        let until = until.as_deref().map_or(String::new(), |until| format!(" until {until}"));
        return writeln!(out, "  accepted{until}  {reason}");
    }
    let is_pinned = rule.is_pinned(finding.subject.facet.as_deref());
    let host = if is_pinned { " --i-checked-host" } else { "" };
    let (fix, fingerprint) = (words::fix(finding, style.hints), &finding.fingerprint);
    let command = style.hints.command;
    let accept = format!("{command} accept {fingerprint} --reason \u{2026}{host}");
    writeln!(out, "  fix   {fix} | accept: {accept}")
}

fn folded(finding: &Finding) -> String {
    let accepted = if finding.accepted.is_some() { ", accepted" } else { "" };
    format!("{} ({}{accepted})", finding.subject.subject(), finding.fingerprint)
}

const fn colour(severity: Severity, color: bool) -> (&'static str, &'static str) {
    match severity {
        _ if !color => ("", ""),
        Severity::Error => ("\u{1b}[1;31m", "\u{1b}[0m"),
        Severity::Warning => ("\u{1b}[1;33m", "\u{1b}[0m"),
        Severity::Notice => ("\u{1b}[1;36m", "\u{1b}[0m"),
    }
}
