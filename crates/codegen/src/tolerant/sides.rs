//! Required properties that one side never sends.
//!
//! A property that is `writeOnly` is absent from responses, and one that is
//! `readOnly` is absent from requests. A schema that is used on that side must
//! not require it, or no such response could be read and no such request built.

use std::collections::BTreeSet;

use dintero_cards_openapi::Document;
use serde_json::Value;

use super::reach;

/// Removes from `required` every property that is absent on a side on which
/// its schema is used.
pub(super) fn relax(
    document: &Document,
    root: &mut Value,
    read: &BTreeSet<String>,
    sent: &BTreeSet<String>,
) {
    for (schemas, flag) in [(read, "writeOnly"), (sent, "readOnly")] {
        for pointer in schemas {
            let parts = parts(document, pointer);
            let absent = absent(document, &parts, flag);
            if absent.is_empty() {
                continue;
            }
            for part in &parts {
                let required = root.pointer_mut(part).and_then(|part| part.get_mut("required"));
                if let Some(required) = required.and_then(Value::as_array_mut) {
                    required.retain(|name| name.as_str().is_none_or(|it| !absent.contains(it)));
                }
            }
        }
    }
}

/// The places of a schema and of all that describes the same object.
fn parts(document: &Document, pointer: &str) -> BTreeSet<String> {
    reach::reached(document, vec![pointer.to_owned()], reach::parts)
}

/// Names of the properties that carry a flag, themselves or in a part of theirs.
fn absent(document: &Document, parts: &BTreeSet<String>, flag: &str) -> BTreeSet<String> {
    let schemas = parts.iter().filter_map(|part| Some((part, document.root().pointer(part)?)));
    schemas
        .flat_map(|(part, schema)| reach::properties(part, schema))
        .filter(|(_, property)| {
            let parts = self::parts(document, property);
            parts.iter().any(|part| {
                document.root().pointer(part).is_some_and(|schema| schema[flag] == true)
            })
        })
        .map(|(name, _)| name)
        .collect()
}
