//! The file of accepted findings: one table for each.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::finding::{About, fingerprint};
use crate::rules;

/// What stands above the entries.
const HEADER: &str = "\
# Findings of the drift check that are accepted, with reasons.
# Written by `cargo xtask drift accept`; `cargo xtask drift baseline prune` takes
# out what is no longer needed. The check still prints what is accepted.
";

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Digest of what follows, up to the values.
    pub fingerprint: String,
    /// Id of the rule.
    pub rule: String,
    /// The operation, `GET /path`.
    pub operation: String,
    /// Part of the operation.
    #[serde(rename = "in")]
    pub location: String,
    /// Name there.
    pub name: String,
    /// The fact, where one fact differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<String>,
    /// What is published, as JSON.
    pub published_value: String,
    /// What our document says, as JSON.
    pub document_value: String,
    /// Form of the page that it was found in; another form is not asked whether
    /// the entry is still needed.
    pub form: String,
    /// Why it is accepted.
    pub reason: String,
    /// When it was.
    pub accepted_on: NaiveDate,
    /// The last day on which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Where it is discussed.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// That the host was checked by another way; asked for by pinned rules.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub host_checked: bool,
}

/// The file is not valid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(pub(crate) String);

/// Every accepted finding, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    #[serde(default)]
    accepted: Vec<Entry>,
}

impl Baseline {
    /// Reads the file; an empty text is an empty baseline.
    ///
    /// # Errors
    /// The text is no TOML of this shape, an entry was changed by hand so that
    /// its fingerprint no longer fits, names no rule, gives no reason, accepts a
    /// pinned rule without a word that the host was checked, or stands twice.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let baseline: Self = toml::from_str(text).map_err(|error| Invalid(error.to_string()))?;
        let mut seen = BTreeSet::new();
        for entry in &baseline.accepted {
            entry.check().map_err(|why| Invalid(format!("entry {}: {why}", entry.fingerprint)))?;
            if !seen.insert(&entry.fingerprint) {
                return Err(Invalid(format!("entry {} stands twice", entry.fingerprint)));
            }
        }
        Ok(baseline)
    }

    /// The text of the file.
    ///
    /// # Panics
    /// Never: entries are flat tables of texts.
    #[must_use]
    pub fn to_text(&self) -> String {
        let body = toml::to_string(self).expect("entries are flat tables of texts");
        let body = if self.accepted.is_empty() { String::new() } else { format!("\n{body}") };
        format!("{HEADER}{body}")
    }

    /// The entries, sorted by operation, subject and rule.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.accepted
    }

    /// The entry of a finding.
    #[must_use]
    pub fn find(&self, fingerprint: &str) -> Option<&Entry> {
        self.accepted.iter().find(|entry| entry.fingerprint == fingerprint)
    }

    /// Adds an entry; one with the same fingerprint is replaced.
    pub fn insert(&mut self, entry: Entry) {
        self.accepted.retain(|other| other.fingerprint != entry.fingerprint);
        self.accepted.push(entry);
        self.accepted.sort_by(|one, other| one.sorted_by().cmp(&other.sorted_by()));
    }

    /// Takes entries out.
    pub fn remove(&mut self, fingerprints: &BTreeSet<String>) {
        self.accepted.retain(|entry| !fingerprints.contains(&entry.fingerprint));
    }
}

impl Entry {
    fn sorted_by(&self) -> (&str, &str, &str, &str, &str) {
        (&self.operation, &self.location, &self.name, &self.rule, &self.fingerprint)
    }

    /// What it is about.
    #[must_use]
    pub fn about(&self) -> About {
        About {
            location: self.location.clone(),
            name: self.name.clone(),
            facet: self.facet.clone(),
        }
    }

    fn check(&self) -> Result<(), String> {
        let rule =
            rules::find(&self.rule).ok_or_else(|| format!("there is no rule {}", self.rule))?;
        if self.reason.trim().is_empty() {
            return Err("no reason is given".to_owned());
        }
        if rule.is_pinned(self.facet.as_deref()) && !self.host_checked {
            return Err(format!("{} is accepted only with host_checked = true", rule.id));
        }
        let json = |text: &str| {
            serde_json::from_str::<Value>(text).map_err(|_| format!("{text} is no JSON value"))
        };
        let (published, document) = (json(&self.published_value)?, json(&self.document_value)?);
        let expected =
            fingerprint(&self.rule, &self.operation, &self.about(), &published, &document);
        if expected == self.fingerprint {
            Ok(())
        } else {
            Err(format!("the fingerprint does not fit the entry, which would have {expected}"))
        }
    }
}
