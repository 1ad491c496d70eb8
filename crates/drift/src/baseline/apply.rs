//! The baseline applied to a report: accepted findings, stale entries.

use chrono::NaiveDate;

use super::{Baseline, Entry};
use crate::finding::{Acceptance, Finding};
use crate::report::{BaselineFault, Comparison, Report};

/// Marks the findings of a report that are accepted on a day, and reports entries
/// that are expired or stale.
///
/// Only a comparison of the same operation and form without damage can show that an
/// entry is stale.
pub fn apply(baseline: &Baseline, report: &mut Report, today: NaiveDate) {
    let mut needed = Vec::new();
    for comparison in &mut report.comparisons {
        for finding in &mut comparison.findings {
            let Some(entry) = baseline.find(&finding.fingerprint) else { continue };
            needed.push(entry.fingerprint.clone());
            if !is_expired(entry, today) {
                finding.accepted = Some(Acceptance {
                    reason: entry.reason.clone(),
                    until: entry.until.map(|until| until.to_string()),
                });
            }
        }
    }
    for entry in baseline.entries() {
        let compared = report.comparisons.iter().any(|comparison| is_comparable(comparison, entry));
        let why = if is_gone(report, entry) {
            "there is no such operation: run `cargo xtask drift baseline prune`".to_owned()
        } else if compared && !needed.contains(&entry.fingerprint) {
            "it is stale: run `cargo xtask drift baseline prune`".to_owned()
        } else if let Some(until) = entry.until.filter(|_| is_expired(entry, today)) {
            format!("it was accepted until {until}")
        } else {
            continue;
        };
        report.baseline.push(BaselineFault { fingerprint: entry.fingerprint.clone(), why });
    }
}

/// Whether the last day of an entry has passed.
fn is_expired(entry: &Entry, today: NaiveDate) -> bool {
    entry.until.is_some_and(|until| until < today)
}

/// Whether no document has the operation of an entry: every operation is compared,
/// or reported as not compared.
fn is_gone(report: &Report, entry: &Entry) -> bool {
    let mut known = report.comparisons.iter().map(|comparison| &comparison.operation);
    let mut silent = report.not_compared.iter().map(|missing| &missing.operation);
    known.all(|operation| *operation != entry.operation)
        && silent.all(|operation| *operation != entry.operation)
}

fn is_comparable(comparison: &Comparison, entry: &Entry) -> bool {
    comparison.operation == entry.operation
        && comparison.form == entry.form
        && comparison.faults.is_empty()
}

/// Returns the entry that accepts a finding, or `None` for a finding of a pinned rule
/// unless `host_checked` confirms that the host was checked.
#[must_use]
pub fn accept(
    comparison: &Comparison,
    finding: &Finding,
    reason: &str,
    today: NaiveDate,
    host_checked: bool,
) -> Option<Entry> {
    let pinned = finding.rule.is_pinned(finding.subject.facet.as_deref());
    (!pinned || host_checked).then(|| Entry {
        fingerprint: finding.fingerprint.clone(),
        rule: finding.rule.id.to_owned(),
        operation: comparison.operation.clone(),
        location: finding.subject.location.clone(),
        name: finding.subject.name.clone(),
        facet: finding.subject.facet.clone(),
        published_value: finding.published.value.to_string(),
        document_value: finding.document.value.to_string(),
        form: comparison.form.clone(),
        reason: reason.to_owned(),
        accepted_on: today,
        until: None,
        reference: None,
        host_checked: pinned,
    })
}
