//! The parts of an `allOf`: they agree on each property.
//!
//! Of a property that its parts describe differently the generator makes a type that no
//! value has, or leaves the property out.

use std::collections::{BTreeMap, BTreeSet};

use dintero_cards_openapi::{Schema, pointer_token as token};
use serde_json::Value;

use crate::Error;

/// Refuses a property that two parts describe differently, at the later one.
pub(super) fn check(schema: &Schema<'_>) -> Result<(), Error> {
    for (name, pointers) in shared(schema) {
        let described: Result<Vec<Schema<'_>>, _> =
            pointers.iter().map(|pointer| schema.below(pointer)).collect();
        let described = described?;
        for (index, other) in described.iter().enumerate() {
            for one in &described[..index] {
                if !agree(one, other)? {
                    let problem = format!("two parts of allOf describe {name} differently");
                    let remedy = "describe it in one of them";
                    let document = other.parts[0].document;
                    return Err(Error::at(document, other.origin(), problem, remedy));
                }
            }
        }
    }
    Ok(())
}

/// The properties that several parts have, with the place in each.
fn shared<'a>(schema: &Schema<'a>) -> BTreeMap<&'a str, Vec<String>> {
    let (mut seen, mut shared) = (BTreeSet::new(), BTreeMap::<_, Vec<_>>::new());
    let parts = schema.parts.iter().filter(|part| seen.insert(&part.pointer));
    for part in parts {
        let properties = part.value.get("properties").and_then(Value::as_object);
        for (name, _) in properties.into_iter().flatten() {
            shared.entry(name.as_str()).or_default().push(&part.pointer);
        }
    }
    shared.retain(|_, parts| parts.len() > 1);
    let pointer = |name: &str, part: &&String| format!("{part}/properties/{}", token(name));
    let all = shared.into_iter();
    all.map(|(name, parts)| (name, parts.iter().map(|part| pointer(name, part)).collect()))
        .collect()
}

/// Whether two schemas of one value have the same type, format, values, items and
/// alternatives, as far as both have any, and agree on their properties.
fn agree(one: &Schema<'_>, other: &Schema<'_>) -> Result<bool, Error> {
    if one.pointer() == other.pointer() || one.parts[0].value == other.parts[0].value {
        return Ok(true);
    }
    let differ = |keyword| match (one.get(keyword), other.get(keyword)) {
        (Some(one), Some(other)) => one.value != other.value,
        _ => false,
    };
    if ["type", "format", "enum"].into_iter().any(differ)
        || !(one.alternatives.is_empty() && other.alternatives.is_empty())
    {
        return Ok(false);
    }
    let others: BTreeMap<&str, String> = other.properties().into_iter().collect();
    let mut pairs: Vec<(String, &String)> = Vec::new();
    for (name, pointer) in one.properties() {
        pairs.extend(others.get(name).map(|other| (pointer, other)));
    }
    let items = other.items();
    pairs.extend(one.items().zip(items.as_ref()));
    for (pointer, other_pointer) in pairs {
        if !agree(&one.below(&pointer)?, &other.below(other_pointer)?)? {
            return Ok(false);
        }
    }
    Ok(true)
}
