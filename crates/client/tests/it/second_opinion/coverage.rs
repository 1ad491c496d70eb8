//! Which fields random JSON had, of those it could have.

use std::collections::BTreeSet;

use serde_json::Value;

use super::judge::Judge;
use super::places::places;

/// Fields by their place in the document, and whether they were there.
pub(super) type Fields = BTreeSet<(String, bool)>;

/// Every field of the schemas that a schema leads to, there and not there; a
/// required one is always there.
pub(super) fn fields(judge: &Judge) -> Fields {
    let mut found = BTreeSet::new();
    let mut waiting = vec![judge.at.clone()];
    while let Some(at) = waiting.pop() {
        let (at, schema) = judge.document.resolve(&at).unwrap();
        if schema["items"].is_object() {
            waiting.push(format!("{at}/items"));
        }
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for name in schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name) {
            let place = format!("{at}/properties/{name}");
            if !required.contains(&Value::from(name.as_str())) {
                found.insert((place.clone(), false));
            }
            if found.insert((place.clone(), true)) {
                waiting.push(place);
            }
        }
    }
    found
}

/// Notes which fields a value has, and which it has not.
pub(super) fn note_fields(judge: &Judge, value: &Value, met: &mut Fields) {
    for place in places(&judge.document, &judge.at, value) {
        let Some(properties) = place.schema["properties"].as_object() else { continue };
        for name in properties.keys() {
            let there = value.pointer(&place.pointer).is_some_and(|it| it.get(name).is_some());
            met.insert((format!("{}/properties/{name}", place.at), there));
        }
    }
}
