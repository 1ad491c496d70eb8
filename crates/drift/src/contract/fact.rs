//! A fact: its state, confidence and place.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::names::names;

/// The state of one facet in a source. Only stated facts can differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactState {
    /// The value; null states that there is no value.
    Stated(Value),
    /// The source does not state it, and its form cannot state it.
    NotStated,
    /// The source states it in a way that cannot be read; the text is the reason.
    Unreadable(String),
}

names! {
    /// The confidence of a stated value.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    pub enum Confidence {
        #[default]
        Explicit = "explicit": "The source states the value.",
        Convention = "convention": "The source states nothing, and its form would show another value.",
        Inferred = "inferred": "The value follows from an example or from prose.",
    }
}

/// The place of a fact in its source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub column: usize,
    /// JSON pointer; empty if the source is not structured. Facts of one node share it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub pointer: Arc<str>,
}

const fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_one(column: &usize) -> bool {
    *column == 1
}

impl Place {
    /// Returns the beginning of a line of text.
    pub fn line(line: usize) -> Self {
        Self { line, column: 1, ..Self::default() }
    }
}

/// One fact with its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The state.
    #[serde(flatten)]
    pub state: FactState,
    /// The confidence.
    #[serde(default, skip_serializing_if = "is_explicit")]
    pub confidence: Confidence,
    /// The place.
    #[serde(flatten)]
    pub place: Place,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_explicit(confidence: &Confidence) -> bool {
    *confidence == Confidence::Explicit
}

impl Fact {
    /// Returns a value that the source states.
    pub fn stated(value: impl Into<Value>, place: Place) -> Self {
        Self { state: FactState::Stated(value.into()), confidence: Confidence::Explicit, place }
    }

    /// Returns the fact that there is no value, which the form would show.
    pub fn absent(place: Place) -> Self {
        Self { state: FactState::Stated(Value::Null), confidence: Confidence::Convention, place }
    }

    /// Returns a value that follows from an example or from prose.
    pub fn inferred(value: impl Into<Value>, place: Place) -> Self {
        Self { state: FactState::Stated(value.into()), confidence: Confidence::Inferred, place }
    }

    /// Returns a fact that cannot be read.
    pub fn unreadable(why: impl Into<String>, place: Place) -> Self {
        Self { state: FactState::Unreadable(why.into()), confidence: Confidence::Explicit, place }
    }

    /// Returns a fact that the form cannot state.
    pub fn not_stated(place: Place) -> Self {
        Self { state: FactState::NotStated, confidence: Confidence::Explicit, place }
    }

    /// Whether a value is stated besides null and false, which say that there is nothing.
    pub(crate) fn says_something(&self) -> bool {
        self.value().is_some_and(|value| !value.is_null() && *value != false)
    }

    /// Returns the stated value, null included.
    pub fn value(&self) -> Option<&Value> {
        match &self.state {
            FactState::Stated(value) => Some(value),
            FactState::NotStated | FactState::Unreadable(_) => None,
        }
    }
}
