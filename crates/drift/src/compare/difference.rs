//! One difference, before it has a fingerprint.

use serde_json::Value;

use crate::contract::{Confidence, Entry, Facet, Fact, Place, Subject};
use crate::rules::{Rule, Step};

/// What one side says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The value; None when the side has nothing there.
    pub value: Option<Value>,
    /// Where it stands, or where it would.
    pub place: Place,
    /// How surely.
    pub confidence: Confidence,
}

impl Told {
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
    pub docs: Told,
    /// Our side.
    pub spec: Told,
    /// What else is known.
    pub detail: Option<String>,
    /// Version step, where the values make it another than the rule's.
    pub step: Option<Step>,
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
            docs: Told::fact(theirs),
            spec: Told::fact(ours),
            detail: None,
            step: None,
        }
    }

    /// Something that is there on one side alone.
    #[must_use]
    pub const fn presence(rule: &'static Rule, subject: Subject, docs: Told, spec: Told) -> Self {
        Self { rule, subject, facet: None, docs, spec, detail: None, step: None }
    }

    /// The same with a remark.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}
