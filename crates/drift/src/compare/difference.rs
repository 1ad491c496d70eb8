//! A difference, before it has a fingerprint.

use serde_json::Value;

use crate::contract::{Confidence, Entry, Facet, Fact, Place, Subject};
use crate::rules::Rule;

/// One side of a difference: a value with its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// The value; None if the side has none.
    pub value: Option<Value>,
    /// The place of the value, or where it would be.
    pub place: Place,
    /// The confidence.
    pub confidence: Confidence,
}

impl Side {
    /// Returns a value with its place.
    #[must_use]
    pub const fn at(value: Option<Value>, place: Place) -> Self {
        Self { value, place, confidence: Confidence::Explicit }
    }

    /// Returns the value of a fact; null is no value.
    #[must_use]
    pub fn fact(fact: &Fact) -> Self {
        Self {
            value: fact.value().filter(|value| !value.is_null()).cloned(),
            place: fact.place.clone(),
            confidence: fact.confidence,
        }
    }

    /// Returns a whole subject, with its type as the value.
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
    /// The rule.
    pub rule: &'static Rule,
    /// The subject.
    pub subject: Subject,
    /// The fact that differs; None if the whole subject differs.
    pub facet: Option<Facet>,
    /// The published side.
    pub published: Side,
    /// Our side.
    pub document: Side,
    /// Further information.
    pub detail: Option<String>,
    /// All facts of the subject on both sides, if it has several.
    pub entries: Entries,
}

impl Difference {
    /// Returns a difference of one fact.
    #[must_use]
    pub fn fact(
        rule: &'static Rule,
        subject: &Subject,
        facet: Facet,
        ours: &Fact,
        theirs: &Fact,
    ) -> Self {
        let (published, document) = (Side::fact(theirs), Side::fact(ours));
        let whole = Self::presence(rule, subject.clone(), published, document);
        Self { facet: Some(facet), ..whole }
    }

    /// Returns a subject that only one side has.
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
}
