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
            if entry.until.is_none_or(|until| until >= today) {
                finding.accepted = Some(Acceptance {
                    reason: entry.reason.clone(),
                    until: entry.until.map(|until| until.to_string()),
                });
            }
        }
    }
    for entry in baseline.entries() {
        let of_entry = |operation: &String| *operation == entry.operation;
        let compared = report
            .comparisons
            .iter()
            .any(|one| of_entry(&one.operation) && one.form == entry.form && one.faults.is_empty());
        // Every operation of a document is compared, or reported as not compared.
        let is_known = report.comparisons.iter().any(|one| of_entry(&one.operation))
            || report.not_compared.iter().any(|one| of_entry(&one.operation));
        let why = if !is_known {
            "there is no such operation: `baseline prune` removes it".to_owned()
        } else if compared && !needed.contains(&entry.fingerprint) {
            "it is stale: `baseline prune` removes it".to_owned()
        } else if let Some(until) = entry.until.filter(|until| *until < today) {
            format!("it was accepted until {until}")
        } else {
            continue;
        };
        report.baseline.push(BaselineFault { fingerprint: entry.fingerprint.clone(), why });
    }
}

/// Returns the entry that accepts a finding, or `None` for a finding of a pinned rule
/// unless `host_checked` confirms that the host was checked.
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
