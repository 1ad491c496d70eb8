//! A finding: a difference with a fingerprint, ready to be reported.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::Ours;
use crate::compare::{Difference, Entries};
use crate::contract::{Confidence, canonical};
use crate::rules::{Rule, Severity, Wire};
use crate::{prose, sanitise};

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct About {
    /// Part of the operation: `query`, `response` …
    #[serde(rename = "in")]
    pub location: String,
    /// Name there; empty for the part as a whole.
    pub name: String,
    /// The fact, where one fact differs.
    pub facet: Option<String>,
}

impl About {
    /// Location and name, as people say them.
    #[must_use]
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
    /// What is published; null when nothing is.
    pub value: Value,
    /// The line of the page, when the page is at hand; made safe to show.
    pub raw: Option<String>,
    /// Line of the page, from 1.
    pub line: usize,
    /// How surely it was read.
    pub confidence: String,
}

/// Our side.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DocumentSide {
    /// What our document says; null when it says nothing.
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

/// The version steps that the caller adds to a finding, by crate. Nothing here
/// depends on them: reports print them.
pub type CrateSteps = BTreeMap<&'static str, &'static str>;

/// Why a finding is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Acceptance {
    /// The reason that was given.
    pub reason: String,
    /// The last day on which it counts, `YYYY-MM-DD`.
    pub until: Option<String>,
}

/// One reported difference.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// Id of the rule.
    #[serde(serialize_with = "id")]
    #[schemars(with = "String")]
    pub rule: &'static Rule,
    /// Twelve hexadecimal digits over rule, subject and both values.
    pub fingerprint: String,
    /// How loud it is.
    pub severity: Severity,
    /// What it does to callers of a published client.
    pub wire: Wire,
    /// The version steps of each crate; null when the caller gives none.
    #[serde(rename = "crate")]
    pub crates: Option<CrateSteps>,
    /// What it is about.
    pub subject: About,
    /// All facts of the subject on each side, where it has several.
    #[serde(skip)]
    pub entries: Entries,
    /// The published side.
    pub published: PublishedSide,
    /// Our side.
    pub document: DocumentSide,
    /// What else is known, made safe to show.
    pub detail: Option<String>,
    /// Why it is accepted; null when it is not.
    pub accepted: Option<Acceptance>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn id<S: serde::Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.id)
}

impl Finding {
    /// Turns a difference into a finding. `page` has the lines of the page,
    /// when it is at hand.
    #[must_use]
    pub fn new(ours: &Ours, difference: &Difference, page: &[String]) -> Self {
        let rule = difference.rule;
        let about = About {
            location: difference.subject.location.to_string(),
            name: sanitise::value(&difference.subject.name),
            facet: difference.facet.map(|facet| facet.to_string()),
        };
        let published = difference.published.value.clone().unwrap_or(Value::Null);
        let document = difference.document.value.clone().unwrap_or(Value::Null);
        let place = &difference.document.place;
        let (published, document) = (safe(&canonical(&published)), safe(&canonical(&document)));
        let raw = difference.published.place.line.checked_sub(1).and_then(|line| page.get(line));
        let deviation = ours
            .deviation(&place.pointer)
            .map(|deviation| format!("known deviation: {}", deviation.what));
        Self {
            rule,
            fingerprint: fingerprint(rule.id, &ours.key(), &about, &published, &document),
            severity: rule.severity,
            wire: rule.wire,
            crates: None,
            subject: about,
            entries: difference.entries.clone(),
            published: PublishedSide {
                value: published,
                raw: raw.map(|raw| sanitise::line(raw.trim())),
                line: difference.published.place.line,
                confidence: confidence(difference.published.confidence).to_owned(),
            },
            document: DocumentSide {
                value: document,
                file: ours.file.clone(),
                line: place.line,
                col: place.column,
                pointer: place.pointer.clone(),
                excerpt: ours.line(place.line).unwrap_or("").to_owned(),
            },
            detail: difference.detail.as_deref().map(sanitise::line).or(deviation),
            accepted: None,
        }
    }
}

const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Explicit => "explicit",
        Confidence::Convention => "convention",
        Confidence::Inferred => "inferred",
    }
}

/// Items of a list that are shown.
const MOST_ITEMS: usize = 200;

/// A value whose texts are safe to show. What is left out stays in a digest, so
/// that a further change of it is a new finding.
fn safe(value: &Value) -> Value {
    match value {
        Value::String(text) => sanitise::value(text).into(),
        Value::Array(items) => {
            let mut shown: Vec<Value> = items.iter().take(MOST_ITEMS).map(safe).collect();
            if let Some(rest) = items.get(MOST_ITEMS..).filter(|rest| !rest.is_empty()) {
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

/// Names a finding for baselines. Neither message nor place is part of it, so
/// it survives rewording and moving; both values are, so that a further change
/// is a new finding.
#[must_use]
pub fn fingerprint(
    rule: &str,
    operation: &str,
    about: &About,
    published: &Value,
    document: &Value,
) -> String {
    let facet = about.facet.as_deref().unwrap_or("");
    let (published, document) = (canonical(published).to_string(), canonical(document).to_string());
    let parts = [rule, operation, &about.location, &about.name, facet, &published, &document];
    let mut hasher = hmac_sha256::Hash::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    dintero_cards_openapi::hex(&hasher.finalize()[..6])
}
