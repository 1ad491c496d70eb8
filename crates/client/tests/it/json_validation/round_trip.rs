//! The changes that decoding and encoding may make to JSON.
//!
//! Nulls of documented fields are lost, and fields that the document does not have where
//! a type is only sent; times and UUIDs may be written differently. Nothing else changes.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dintero_cards_openapi::{Document, Node, pointer_token};
use serde_json::{Map, Value, json};

/// Returns a value as a type keeps it; `read` are the schemas of responses.
pub(super) fn kept(document: &Document, at: &str, value: &Value, read: &BTreeSet<String>) -> Value {
    walk(document, at, value, Some(read))
}

/// Returns a value with times and UUIDs in one notation.
pub(super) fn normalised(document: &Document, at: &str, value: &Value) -> Value {
    walk(document, at, value, None)
}

/// Drops what a type does not keep, or else normalises texts.
fn walk(document: &Document, at: &str, value: &Value, kept: Option<&BTreeSet<String>>) -> Value {
    let Node { pointer: at, value: schema, .. } = Node::at(document, at).unwrap();
    match value {
        Value::Object(fields) => {
            let Some(properties) = schema["properties"].as_object() else { return value.clone() };
            let mut left = Map::new();
            for (name, value) in fields {
                let known = properties.contains_key(name);
                let inner = format!("{at}/properties/{}", pointer_token(name));
                let is_lost = |read: &BTreeSet<String>| {
                    if known { value.is_null() } else { !read.contains(&at) }
                };
                if kept.is_some_and(is_lost) {
                    continue;
                }
                let value = if known { walk(document, &inner, value, kept) } else { value.clone() };
                left.insert(name.clone(), value);
            }
            Value::Object(left)
        }
        Value::Array(items) if schema["items"].is_object() => {
            let inner = format!("{at}/items");
            items.iter().map(|item| walk(document, &inner, item, kept)).collect()
        }
        Value::String(text) if kept.is_none() => match schema["format"].as_str() {
            Some("date-time") => DateTime::parse_from_rfc3339(text)
                .map_or_else(|_| value.clone(), |time| json!(time.with_timezone(&Utc))),
            Some("uuid") => json!(text.to_lowercase()),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}
