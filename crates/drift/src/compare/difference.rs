//! One difference, before it has a fingerprint.

use serde_json::Value;

use crate::contract::{Confidence, Entry, Facet, Fact, Place, Subject};
use crate::rules::Rule;

/// One side of a difference: a value with its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// The value; None when the side has nothing there.
    pub value: Option<Value>,
    /// Where it stands, or where it would.
    pub place: Place,
    /// How surely.
    pub confidence: Confidence,
}

impl Side {
    /// A value that is written at a place.
    #[must_use]
    pub const fn at(value: Option<Value>, place: Place) -> Self {
        Self { value, place, confidence: Confidence::Explicit }
    }

    /// What a fact says; null is nothing.
    #[must_use]
    pub fn fact(fact: &Fact) -> Self {
        Self {
            value: fact.value().filter(|value| !value.is_null()).cloned(),
            place: fact.place.clone(),
            confidence: fact.confidence,
        }
    }

    /// That a subject is there, told by its type.
    #[must_use]
    pub fn entry(entry: &Entry) -> Self {
        let kind = entry.fact(Facet::Type);
        Self {
            value: Some(kind.and_then(Fact::value).cloned().unwrap_or(Value::Bool(true))),
            place: entry.place.clone(),
            confidence: kind.map(|fact| fact.confidence).unwrap_or_default(),
        }
    }
}

/// All facts of one subject on both sides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entries {
    /// The published side.
    pub published: Option<Entry>,
    /// Our side.
    pub document: Option<Entry>,
}

/// A difference between what is published and what our document says.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What kind of difference.
    pub rule: &'static Rule,
    /// What it is about.
    pub subject: Subject,
    /// The fact, where one fact differs.
    pub facet: Option<Facet>,
    /// The published side.
    pub published: Side,
    /// Our side.
    pub document: Side,
    /// What else is known.
    pub detail: Option<String>,
    /// All facts of the subject on each side, where it has several.
    pub entries: Entries,
}

impl Difference {
    /// A fact that differs.
    #[must_use]
    pub fn fact(
        rule: &'static Rule,
        subject: &Subject,
        facet: Facet,
        ours: &Fact,
        theirs: &Fact,
    ) -> Self {
        Self {
            rule,
            subject: subject.clone(),
            facet: Some(facet),
            published: Side::fact(theirs),
            document: Side::fact(ours),
            detail: None,
            entries: Entries::default(),
        }
    }

    /// Something that is there on one side alone.
    #[must_use]
    pub fn presence(
        rule: &'static Rule,
        subject: Subject,
        published: Side,
        document: Side,
    ) -> Self {
        Self {
            rule,
            subject,
            facet: None,
            published,
            document,
            detail: None,
            entries: Entries::default(),
        }
    }

    /// The same with a remark.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}
