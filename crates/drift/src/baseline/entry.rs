//! The file of accepted findings.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::finding::{FindingSubject, fingerprint};
use crate::rules;

/// The header of the file.
const HEADER: &str = "\
# Findings of the drift check that are accepted, with reasons.
# The subcommand `accept` writes this file, and `baseline prune` removes stale entries.
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
pub struct InvalidBaseline(pub(crate) String);

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
        let values = [json(&self.published_value)?, json(&self.document_value)?];
        let [published, document] = &values;
        let fits = fingerprint(&self.rule, &self.operation, &self.subject(), published, document);
        match fits == self.fingerprint {
            true => Ok(()),
            false => Err(format!("the fingerprint of this entry would be {fits}, it does not fit")),
        }
    }
}
