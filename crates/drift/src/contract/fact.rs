//! A fact: what is said, how surely, and where.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a source says about one facet. Only what is stated can be drift.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The value; null states that there is none.
    Stated(Value),
    /// The source does not say, and its form could not say.
    NotStated,
    /// The source says something that could not be read; the text says why.
    Unreadable(String),
}

/// How a stated value was come by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Written there.
    #[default]
    Explicit,
    /// Not written, and the form would show it if it were so.
    Convention,
    /// Concluded from an example or from prose.
    Inferred,
}

/// Where a fact stands in its source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub column: usize,
    /// JSON pointer, empty where the source is not structured.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pointer: String,
}

const fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_one(column: &usize) -> bool {
    *column == 1
}

impl Place {
    /// The beginning of a line of text.
    #[must_use]
    pub const fn line(line: usize) -> Self {
        Self { line, column: 1, pointer: String::new() }
    }
}

/// One fact with its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What is said.
    #[serde(flatten)]
    pub state: State,
    /// How surely.
    #[serde(default, skip_serializing_if = "is_explicit")]
    pub confidence: Confidence,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_explicit(confidence: &Confidence) -> bool {
    *confidence == Confidence::Explicit
}

impl Fact {
    /// A value that is written there.
    pub fn stated(value: impl Into<Value>, place: Place) -> Self {
        Self { state: State::Stated(value.into()), confidence: Confidence::Explicit, place }
    }

    /// Nothing is written, and the form would show it.
    #[must_use]
    pub fn absent(place: Place) -> Self {
        Self { state: State::Stated(Value::Null), confidence: Confidence::Convention, place }
    }

    /// A value concluded from an example or from prose.
    pub fn inferred(value: impl Into<Value>, place: Place) -> Self {
        Self { state: State::Stated(value.into()), confidence: Confidence::Inferred, place }
    }

    /// Something is written and cannot be read.
    pub fn unreadable(why: impl Into<String>, place: Place) -> Self {
        Self { state: State::Unreadable(why.into()), confidence: Confidence::Explicit, place }
    }

    /// The form cannot say.
    #[must_use]
    pub fn not_stated(place: Place) -> Self {
        Self { state: State::NotStated, confidence: Confidence::Explicit, place }
    }

    /// The stated value, null included.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match &self.state {
            State::Stated(value) => Some(value),
            State::NotStated | State::Unreadable(_) => None,
        }
    }
}
