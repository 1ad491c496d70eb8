//! The changes that decoding and encoding may make to JSON.
//!
//! Fields that the document does not have are lost, and nulls; times and UUIDs may
//! be written differently. Nothing else changes.

use chrono::{DateTime, Utc};
use dintero_cards_openapi::{Document, Node, pointer_token};
use serde_json::{Map, Value, json};

/// Returns a value without unknown fields and nulls.
pub(super) fn known_only(document: &Document, at: &str, value: &Value) -> Value {
    walk(document, at, value, true)
}

/// Returns a value with times and UUIDs in one notation.
pub(super) fn normalised(document: &Document, at: &str, value: &Value) -> Value {
    walk(document, at, value, false)
}

fn walk(document: &Document, at: &str, value: &Value, known_only: bool) -> Value {
    let Node { pointer: at, value: schema, .. } = Node::at(document, at).unwrap();
    match value {
        Value::Object(fields) => {
            let Some(properties) = schema["properties"].as_object() else { return value.clone() };
            let mut left = Map::new();
            for (name, value) in fields {
                let known = properties.contains_key(name);
                let inner = format!("{at}/properties/{}", pointer_token(name));
                if known_only && (!known || value.is_null()) {
                    continue;
                }
                let value =
                    if known { walk(document, &inner, value, known_only) } else { value.clone() };
                left.insert(name.clone(), value);
            }
            Value::Object(left)
        }
        Value::Array(items) if schema["items"].is_object() => {
            let inner = format!("{at}/items");
            items.iter().map(|item| walk(document, &inner, item, known_only)).collect()
        }
        Value::String(text) if !known_only => match schema["format"].as_str() {
            Some("date-time") => DateTime::parse_from_rfc3339(text)
                .map_or_else(|_| value.clone(), |time| json!(time.with_timezone(&Utc))),
            Some("uuid") => json!(text.to_lowercase()),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}
