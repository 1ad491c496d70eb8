//! The baseline: findings that a person has accepted, with reasons.
//!
//! No acceptance lasts unnoticed: an entry that is stale or expired is a problem
//! itself.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::finding::{Acceptance, Finding, FindingSubject, fingerprint};
use crate::report::{BaselineFault, Comparison, Report};
use crate::rules;

/// The header of the file.
const HEADER: &str = "\
# Accepted findings of the drift check, with reasons.
# `accept` adds entries, and `baseline prune` removes those that no longer apply.
# The check still prints accepted findings.
";

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Fingerprint of the finding.
    pub fingerprint: String,
    /// Id of the rule.
    pub rule: String,
    /// The operation, `GET /path`.
    pub operation: String,
    /// Part of the operation.
    #[serde(rename = "in")]
    pub location: String,
    /// Name in that part.
    pub name: String,
    /// The fact that differs; absent if the whole subject differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<String>,
    /// The published value, as JSON.
    pub published_value: String,
    /// The value in our document, as JSON.
    pub document_value: String,
    /// Form of the page. Comparisons with other forms do not make the entry stale.
    pub form: String,
    /// The reason.
    pub reason: String,
    /// The day of the acceptance.
    pub accepted_on: NaiveDate,
    /// The last day of the acceptance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Address of a discussion.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Whether the host was checked by another source; pinned rules require it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub host_checked: bool,
}

/// The problem of a file that is not valid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidBaseline(String);

/// Every accepted finding, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    #[serde(default)]
    accepted: Vec<Entry>,
}

impl Baseline {
    /// Reads the file. An empty text is an empty baseline.
    ///
    /// # Errors
    /// The text is no TOML of this form, or an entry was changed by hand and has another
    /// fingerprint, names no rule, gives no reason, accepts a finding of a pinned rule
    /// without `host_checked`, or is there twice.
    pub fn parse(text: &str) -> Result<Self, InvalidBaseline> {
        let baseline: Self =
            toml::from_str(text).map_err(|error| InvalidBaseline(error.to_string()))?;
        let mut seen = BTreeSet::new();
        for entry in &baseline.accepted {
            let name = &entry.fingerprint;
            entry.check().map_err(|why| InvalidBaseline(format!("entry {name}: {why}")))?;
            if !seen.insert(name) {
                return Err(InvalidBaseline(format!("entry {name} is there twice")));
            }
        }
        Ok(baseline)
    }

    /// Returns the text of the file.
    pub fn to_text(&self) -> String {
        let body = toml::to_string(self).expect("entries are flat tables of texts");
        let body = if self.accepted.is_empty() { String::new() } else { format!("\n{body}") };
        format!("{HEADER}{body}")
    }

    /// Returns the entries, sorted by operation, subject and rule.
    pub fn entries(&self) -> &[Entry] {
        &self.accepted
    }

    /// Returns the entry of a finding.
    pub fn find(&self, fingerprint: &str) -> Option<&Entry> {
        self.accepted.iter().find(|entry| entry.fingerprint == fingerprint)
    }

    /// Adds an entry. It replaces one with the same fingerprint.
    pub fn insert(&mut self, entry: Entry) {
        self.remove(&entry.fingerprint);
        self.accepted.push(entry);
        self.accepted.sort_by(|one, other| one.sorted_by().cmp(&other.sorted_by()));
    }

    /// Removes the entry of a finding.
    pub fn remove(&mut self, fingerprint: &str) {
        self.accepted.retain(|entry| entry.fingerprint != fingerprint);
    }
}

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

impl Entry {
    fn sorted_by(&self) -> (&str, &str, &str, &str, &str) {
        (&self.operation, &self.location, &self.name, &self.rule, &self.fingerprint)
    }

    /// Returns the subject.
    pub fn subject(&self) -> FindingSubject {
        FindingSubject {
            location: self.location.clone(),
            name: self.name.clone(),
            facet: self.facet.clone(),
        }
    }

    fn check(&self) -> Result<(), String> {
        let rule =
            rules::find(&self.rule).ok_or_else(|| format!("there is no rule {}", self.rule))?;
        if self.reason.trim().is_empty() {
            return Err("there is no reason".to_owned());
        }
        if rule.is_pinned(self.facet.as_deref()) && !self.host_checked {
            return Err(format!("{} is accepted only with host_checked = true", rule.id));
        }
        let json = |text: &str| {
            serde_json::from_str::<Value>(text).map_err(|_| format!("{text} is no JSON value"))
        };
        let (published, document) = (json(&self.published_value)?, json(&self.document_value)?);
        let fits = fingerprint(&self.rule, &self.operation, &self.subject(), &published, &document);
        match fits == self.fingerprint {
            true => Ok(()),
            false => Err(format!("the fingerprint of this entry would be {fits}, it does not fit")),
        }
    }
}
