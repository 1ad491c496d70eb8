//! The facts that a source states about one subject.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Facet, Fact, Place, Subject};

/// A subject with its facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The subject.
    #[serde(flatten)]
    pub subject: Subject,
    /// The place where the subject is named.
    pub place: Place,
    /// The facts.
    pub facts: BTreeMap<Facet, Fact>,
    /// Whether every field of the value is listed. It is false for an example without
    /// fields and for a collapsed object.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub listed: bool,
    /// Paragraphs below the subject, if the form does not show which of them are its
    /// description. Empty in structured forms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<Paragraph>,
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_yes(listed: &bool) -> bool {
    *listed
}

impl Entry {
    /// Returns a subject without facts.
    pub const fn new(subject: Subject, place: Place) -> Self {
        Self { subject, place, facts: BTreeMap::new(), listed: true, paragraphs: Vec::new() }
    }

    /// Returns the fact about a facet, if there is one.
    pub fn fact(&self, facet: Facet) -> Option<&Fact> {
        self.facts.get(&facet)
    }

    /// Returns the stated text of a facet.
    pub fn text(&self, facet: Facet) -> Option<&str> {
        self.fact(facet)?.value()?.as_str()
    }

    /// Whether the facet is stated to be true.
    pub fn is(&self, facet: Facet) -> bool {
        self.fact(facet).and_then(Fact::value).and_then(serde_json::Value::as_bool) == Some(true)
    }
}

/// A paragraph of a text page, stored as digests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its first line, counted from 1.
    pub line: usize,
    /// Digest of the paragraph alone.
    pub digest: String,
    /// Digest of the paragraphs of this subject up to and including this one.
    pub through: String,
    /// Facts written below the paragraph; they belong to its subject.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<Facet, Fact>,
    /// The words, to compare them. They are not stored.
    #[serde(skip)]
    pub text: String,
}
