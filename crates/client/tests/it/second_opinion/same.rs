//! What a type must give back of the JSON it was read from.
//!
//! It may lose fields that the document does not have, and nulls; it may spell
//! a time or a UUID in another way. Nothing else changes.

use chrono::{DateTime, Utc};
use dintero_cards_openapi::{Document, pointer_token};
use serde_json::{Map, Value, json};

/// What is left of a value without unknown fields and nulls.
pub(super) fn kept(document: &Document, at: &str, value: &Value) -> Value {
    walk(document, at, value, true)
}

/// A value with times and UUIDs in one spelling.
pub(super) fn spelt(document: &Document, at: &str, value: &Value) -> Value {
    walk(document, at, value, false)
}

fn walk(document: &Document, at: &str, value: &Value, keeping: bool) -> Value {
    let (at, schema) = document.resolve(at).unwrap();
    match value {
        Value::Object(fields) => {
            let Some(properties) = schema["properties"].as_object() else { return value.clone() };
            let mut left = Map::new();
            for (name, value) in fields {
                let known = properties.contains_key(name);
                let inner = format!("{at}/properties/{}", pointer_token(name));
                if keeping && (!known || value.is_null()) {
                    continue;
                }
                let value =
                    if known { walk(document, &inner, value, keeping) } else { value.clone() };
                left.insert(name.clone(), value);
            }
            Value::Object(left)
        }
        Value::Array(items) if schema["items"].is_object() => {
            let inner = format!("{at}/items");
            items.iter().map(|item| walk(document, &inner, item, keeping)).collect()
        }
        Value::String(text) if !keeping => match schema["format"].as_str() {
            Some("date-time") => DateTime::parse_from_rfc3339(text)
                .map_or_else(|_| value.clone(), |time| json!(time.with_timezone(&Utc))),
            Some("uuid") => json!(text.to_lowercase()),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}
