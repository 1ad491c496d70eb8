//! A finding: a difference with a fingerprint.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::Ours;
use crate::compare::{Difference, Entries};
use crate::contract::canonical;
use crate::rules::{Rule, Severity, Wire};
use crate::{prose, sanitise};

/// The subject of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingSubject {
    /// Part of the operation: `query`, `response` …
    #[serde(rename = "in")]
    pub location: String,
    /// Name in that part; empty for the part as a whole.
    pub name: String,
    /// The fact that differs; null if the whole subject differs.
    pub facet: Option<String>,
}

impl FindingSubject {
    /// Returns part and name, separated by a space.
    pub fn subject(&self) -> String {
        if self.name.is_empty() {
            self.location.clone()
        } else {
            format!("{} {}", self.location, self.name)
        }
    }
}

/// The published side.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PublishedSide {
    /// The published value; null for none.
    pub value: Value,
    /// The line of the page, safe to print; null if the page is not available.
    pub raw: Option<String>,
    /// Line of the page, from 1.
    pub line: usize,
    /// The confidence of the reading: `explicit`, `convention` or `inferred`.
    pub confidence: String,
}

/// Our side.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DocumentSide {
    /// The value in our document; null for none.
    pub value: Value,
    /// File, relative to the root of the workspace.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub col: usize,
    /// JSON pointer.
    pub pointer: String,
    /// The line itself.
    pub excerpt: String,
}

/// The version steps that the caller adds to a finding, by crate. This package
/// only prints them.
pub type CrateSteps = BTreeMap<&'static str, &'static str>;

/// The acceptance of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Acceptance {
    /// The given reason.
    pub reason: String,
    /// The last day of the acceptance, `YYYY-MM-DD`.
    pub until: Option<String>,
}

/// A reported difference.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// Id of the rule.
    #[serde(serialize_with = "id")]
    #[schemars(with = "String")]
    pub rule: &'static Rule,
    /// Twelve hexadecimal digits over rule, subject and both values.
    pub fingerprint: String,
    /// The severity.
    pub severity: Severity,
    /// The effect on callers of a published client.
    pub wire: Wire,
    /// The version steps of each crate; null when the caller gives none.
    #[serde(rename = "crate")]
    pub crates: Option<CrateSteps>,
    /// The subject.
    pub subject: FindingSubject,
    /// All facts of the subject on both sides.
    #[serde(skip)]
    pub entries: Entries,
    /// The published side.
    pub published: PublishedSide,
    /// Our side.
    pub document: DocumentSide,
    /// Further information, safe to print.
    pub detail: Option<String>,
    /// The acceptance; null for an open finding.
    pub accepted: Option<Acceptance>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn id<S: serde::Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.id)
}

impl Finding {
    /// Turns a difference into a finding. `page` has the lines of the page; it is
    /// empty if the page is not available.
    pub fn new(ours: &Ours, difference: &Difference, page: &[String]) -> Self {
        let rule = difference.rule;
        let subject = FindingSubject {
            location: difference.subject.location.to_string(),
            name: sanitise::value(&difference.subject.name),
            facet: difference.facet.map(|facet| facet.to_string()),
        };
        let published = difference.published.value.clone().unwrap_or(Value::Null);
        let document = difference.document.value.clone().unwrap_or(Value::Null);
        let place = &difference.document.place;
        let (published, document) = (safe(&canonical(&published)), safe(&canonical(&document)));
        let raw = difference.published.place.line.checked_sub(1).and_then(|line| page.get(line));
        let deviation = ours.deviation(&place.pointer);
        let deviation = deviation.map(|what| format!("known deviation: {what}"));
        Self {
            rule,
            fingerprint: fingerprint(rule.id, &ours.key(), &subject, &published, &document),
            severity: rule.severity,
            wire: rule.wire,
            crates: None,
            subject,
            entries: difference.entries.clone(),
            published: PublishedSide {
                value: published,
                raw: raw.map(|raw| sanitise::line(raw.trim())),
                line: difference.published.place.line,
                confidence: difference.published.confidence.to_string(),
            },
            document: DocumentSide {
                value: document,
                file: ours.file.clone(),
                line: place.line,
                col: place.column,
                pointer: place.pointer.to_string(),
                excerpt: ours.line(place.line).unwrap_or("").to_owned(),
            },
            detail: difference.detail.as_deref().map(sanitise::line).or(deviation),
            accepted: None,
        }
    }
}

/// The most items of a list that are printed: more than any published enumeration has, and
/// few enough for a row of a table.
const MAX_ITEMS: usize = 200;

/// Returns a value with texts that are safe to print. A digest stands for the
/// omitted items, so that their change makes a new finding.
fn safe(value: &Value) -> Value {
    match value {
        Value::String(text) => sanitise::value(text).into(),
        Value::Array(items) => {
            let mut shown: Vec<Value> = items.iter().take(MAX_ITEMS).map(safe).collect();
            if let Some(rest) = items.get(MAX_ITEMS..).filter(|rest| !rest.is_empty()) {
                let digest = prose::of_bytes(Value::from(rest).to_string().as_bytes());
                shown.push(format!("{} more {digest}", rest.len()).into());
            }
            shown.into()
        }
        Value::Object(map) => Value::Object(
            map.iter().map(|(key, value)| (sanitise::value(key), safe(value))).collect(),
        ),
        other => other.clone(),
    }
}

/// Returns the fingerprint of a finding, by which baselines name it. Message and
/// place are not part of it, so it survives rewording and moving. Both values are,
/// so a further change makes a new finding.
pub fn fingerprint(
    rule: &str,
    operation: &str,
    subject: &FindingSubject,
    published: &Value,
    document: &Value,
) -> String {
    let facet = subject.facet.as_deref().unwrap_or("");
    let (published, document) = (canonical(published).to_string(), canonical(document).to_string());
    let parts = [rule, operation, &subject.location, &subject.name, facet, &published, &document];
    let mut hasher = hmac_sha256::Hash::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    dintero_cards_openapi::hex(&hasher.finalize()[..6])
}
