//! Texts that several formats use.

use serde_json::Value;

use super::{Hints, Style};
use crate::finding::{CrateSteps, Finding};
use crate::report::{Comparison, NotCompared, Report};
use crate::rules::Severity;
use crate::sanitise;

/// Returns the first lines of a text, with at most a number of bytes together.
pub(super) fn whole_lines(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = text.as_bytes()[..most].iter().rposition(|byte| *byte == b'\n');
    &text[..end.map_or(0, |end| end + 1)]
}

/// Returns a value for readers: texts without quotes, null as `nothing`.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        // The beginning of a digest tells it from others.
        Value::String(text) if text.starts_with("sha256:") && text.len() > 20 => {
            format!("{}\u{2026}", sanitise::line(text.get(..19).unwrap_or(text)))
        }
        Value::String(text) => sanitise::line(text),
        other => sanitise::line(&other.to_string()),
    }
}

/// Returns the difference in one line.
pub(super) fn message(finding: &Finding) -> String {
    let facet = finding.subject.facet.as_deref().map_or(String::new(), |facet| format!(" {facet}"));
    let (published, document) = (value(&finding.published.value), value(&finding.document.value));
    format!(
        "{}: {}{facet}: published {published}, document {document}",
        finding.rule.summary,
        finding.subject.subject(),
    )
}

/// Returns the next step for a finding.
pub(super) fn fix(finding: &Finding, hints: Hints) -> String {
    let value = value(&finding.published.value);
    match &finding.subject.facet {
        Some(facet) if finding.rule.id != "prose-changed" => {
            let then = hints.after_edit.map_or(String::new(), |then| format!(" and run `{then}`"));
            format!("set {facet} to {value}{then}")
        }
        _ => format!("{} explain {}", hints.command, finding.rule.id),
    }
}

/// Returns `wire breaks | crate a patch, b minor`; without crates if the caller gave none.
pub(super) fn effects(finding: &Finding) -> String {
    let wire = finding.wire.as_str();
    match &finding.crates {
        Some(steps) => format!("wire {wire} | crate {}", crates(steps)),
        None => format!("wire {wire}"),
    }
}

/// Returns crates with their version steps, on one line.
pub fn crates(steps: &CrateSteps) -> String {
    let steps: Vec<String> = steps.iter().map(|(name, step)| format!("{name} {step}")).collect();
    steps.join(", ")
}

/// Returns the compared page and the coverage, on one line.
pub(super) fn header(comparison: &Comparison) -> String {
    let Comparison { source, coverage, operation, document, form, .. } = comparison;
    let digest = source.sha256.strip_prefix("sha256:").unwrap_or(&source.sha256);
    let digest = digest.get(..12).unwrap_or(digest);
    let date = source.fetched_at.as_deref().map_or(String::new(), |date| format!(" of {date}"));
    let (name, named, all) =
        (sanitise::line(&source.name), coverage.parameters_named, coverage.parameters);
    let (fields, examples) = (coverage.response_fields, coverage.example_fields);
    format!(
        "{operation} ({document}) published {name}{date} sha256 {digest} form={form} coverage \
         {named}/{all} params, {fields} response fields, {examples} example fields"
    )
}

/// Returns the counts for the last line.
pub(super) fn counts(report: &Report) -> String {
    let some =
        |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let not_stated: usize = report.comparisons.iter().map(|one| one.not_stated.len()).sum();
    format!(
        "{}, {}, {}, {} accepted, {} not stated",
        some(report.active(Severity::Error), "error"),
        some(report.active(Severity::Warning), "warning"),
        some(report.active(Severity::Notice), "notice"),
        report.accepted(),
        some(not_stated, "fact"),
    )
}

/// Returns the last line: counts and exit status.
pub(super) fn ending(report: &Report, style: Style) -> String {
    format!("{}; exit {}: {}", counts(report), style.status.code(), style.status)
}

/// Returns whatever is no finding and a reader must know, each with its severity and,
/// for a fault of a page, our document.
pub(super) fn problems(report: &Report) -> Vec<(Severity, Option<&str>, String)> {
    let faults = report.comparisons.iter().flat_map(|one| {
        one.faults.iter().map(|fault| {
            let what = format!("page unreadable, line {}: {}", fault.line, fault.why);
            (Severity::Error, Some(one.document.as_str()), what)
        })
    });
    let unreadable = report.unreadable.iter().map(|what| (Severity::Error, None, what.clone()));
    let unreached = report.unavailable.iter().map(|what| (Severity::Warning, None, what.clone()));
    let baseline = report.baseline.iter().map(|fault| {
        (Severity::Error, None, format!("baseline {}: {}", fault.fingerprint, fault.why))
    });
    let silent = not_compared(report).map(|what| (Severity::Notice, None, what));
    faults.chain(unreadable).chain(unreached).chain(baseline).chain(silent).collect()
}

/// Returns a line for each document with operations that were not compared.
fn not_compared(report: &Report) -> impl Iterator<Item = String> {
    report.not_compared.chunk_by(|one, other| one.document == other.document).map(|missing| {
        let NotCompared { document, operation, why } = &missing[0];
        let (document, operation) = (sanitise::line(document), sanitise::line(operation));
        match missing.len() {
            1 => format!("not compared: {operation} in {document}: {why}"),
            count => format!(
                "not compared: {count} operations in {document} have no page, {operation} first"
            ),
        }
    })
}
