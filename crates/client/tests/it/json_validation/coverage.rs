//! Coverage: the fields that random JSON had, of those that it could have.

use std::collections::BTreeSet;

use dintero_cards_openapi::Node;
use serde_json::Value;

use super::comparison::Comparison;
use super::places::places;

/// Fields by their place in the document, and whether they were present.
pub(super) type Fields = BTreeSet<(String, bool)>;

/// Returns every field of the schemas below a schema, present and absent; a required
/// one is always present.
pub(super) fn fields(comparison: &Comparison) -> Fields {
    let mut found = BTreeSet::new();
    let mut waiting = vec![comparison.at.clone()];
    while let Some(at) = waiting.pop() {
        let Node { pointer: at, value: schema, .. } = Node::at(&comparison.document, &at).unwrap();
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

/// Records the fields that a value has and those that it lacks.
pub(super) fn note_fields(comparison: &Comparison, value: &Value, met: &mut Fields) {
    for place in places(&comparison.document, &comparison.at, value) {
        let Some(properties) = place.schema["properties"].as_object() else { continue };
        for name in properties.keys() {
            let there =
                value.pointer(&place.pointer).is_some_and(|fields| fields.get(name).is_some());
            met.insert((format!("{}/properties/{name}", place.at), there));
        }
    }
}
