//! A difference, before it has a fingerprint.

use std::sync::Arc;

use serde_json::Value;

use crate::contract::{Confidence, Entry, Facet, Fact, Place, Subject};
use crate::rules::Rule;

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

/// All facts of one subject on both sides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entries {
    /// The published side.
    pub published: Option<Arc<Entry>>,
    /// Our side.
    pub document: Option<Arc<Entry>>,
}

impl Side {
    /// Returns a value with its place.
    pub(crate) fn at(value: impl Into<Value>, place: Place) -> Self {
        Self { value: Some(value.into()), place, confidence: Confidence::Explicit }
    }

    /// Returns the place where a value would be.
    pub(crate) fn nothing(place: Place) -> Self {
        Self { place, ..Self::default() }
    }

    /// Returns the value of a fact; null is no value.
    pub(crate) fn fact(fact: &Fact) -> Self {
        let value = fact.value().filter(|value| !value.is_null()).cloned();
        Self { value, place: fact.place.clone(), confidence: fact.confidence }
    }

    /// Returns a whole subject, with its type as the value.
    pub(crate) fn entry(entry: &Entry) -> Self {
        let kind = entry.fact(Facet::Type);
        let value = kind.and_then(Fact::value).cloned().unwrap_or(Value::Bool(true));
        let confidence = kind.map(|fact| fact.confidence).unwrap_or_default();
        Self { value: Some(value), place: entry.place.clone(), confidence }
    }
}

impl Difference {
    /// Returns a difference of a subject as a whole.
    pub(crate) fn whole(
        rule: &'static Rule,
        subject: &Subject,
        published: Side,
        document: Side,
    ) -> Self {
        let (subject, entries) = (subject.clone(), Entries::default());
        Self { rule, subject, facet: None, published, document, detail: None, entries }
    }

    /// Returns a difference of one fact.
    pub(crate) fn fact(
        rule: &'static Rule,
        subject: &Subject,
        facet: Facet,
        ours: &Fact,
        theirs: &Fact,
    ) -> Self {
        let whole = Self::whole(rule, subject, Side::fact(theirs), Side::fact(ours));
        Self { facet: Some(facet), ..whole }
    }

    /// Returns a subject that only the published side has; it would be written at `place`.
    pub(super) fn added(rule: &'static Rule, entry: &Arc<Entry>, place: Place) -> Self {
        let whole = Self::whole(rule, &entry.subject, Side::entry(entry), Side::nothing(place));
        let entries = Entries { published: Some(entry.clone()), document: None };
        Self { entries, ..whole }
    }

    /// Returns a subject that only our document has.
    pub(super) fn removed(rule: &'static Rule, entry: &Entry, place: Place) -> Self {
        Self::whole(rule, &entry.subject, Side::nothing(place), Side::entry(entry))
    }
}
