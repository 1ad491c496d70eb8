//! The canonical form of values and contracts, for digests.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::Contract;
use crate::prose;

/// Integers up to this one are exact as floats.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Returns the value with whole numbers as integers and sorted keys.
pub fn canonical(value: &Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(float) if !number.is_i64() && float.fract() == 0.0 && float.abs() < EXACT => {
                #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
                let whole = float as i64;
                whole.into()
            }
            _ => value.clone(),
        },
        Value::Array(items) => items.iter().map(canonical).collect(),
        Value::Object(map) => {
            let mut pairs: Vec<_> = map.iter().map(|(k, v)| (k.clone(), canonical(v))).collect();
            pairs.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(pairs.into_iter().collect::<Map<_, _>>())
        }
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
}

/// Returns a set: canonical items, sorted by their text, without duplicates.
pub fn set(items: impl IntoIterator<Item = Value>) -> Value {
    let mut items: Vec<Value> = items.into_iter().map(|item| canonical(&item)).collect();
    items.sort_by_cached_key(Value::to_string);
    items.dedup();
    Value::Array(items)
}

/// Returns the text for the digest of the facts: one line for each stated fact that
/// is neither null nor prose, sorted by subject and facet.
///
/// A line is the JSON array `[location, name, facet, value]` without spaces, with
/// sorted keys and whole numbers as integers, and ends with LF. Inferred facts are
/// omitted.
pub fn lines(contract: &Contract) -> String {
    let mut out = String::new();
    for entry in contract.entries() {
        for (facet, fact) in &entry.facts {
            let Some(value) = fact.value().filter(|value| !value.is_null()) else { continue };
            if facet.is_prose() || fact.confidence == super::Confidence::Inferred {
                continue;
            }
            let line = Value::from(vec![
                entry.subject.location.as_str().into(),
                entry.subject.name.clone().into(),
                facet.as_str().into(),
                canonical(value),
            ]);
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

/// Returns `sha256:` and 64 hexadecimal digits over [`lines`].
pub fn facts_digest(contract: &Contract) -> String {
    prose::of_bytes(lines(contract).as_bytes())
}
