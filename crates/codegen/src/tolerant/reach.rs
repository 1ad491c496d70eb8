//! Which schemas a document sends, which it reads, and how one leads to another.

use std::collections::BTreeSet;

use dintero_cards_openapi::Document;
use serde_json::Value;

use crate::operation::{operations, parameters, token};

/// Keys under which a schema holds one schema.
const SCHEMA: [&str; 3] = ["items", "not", "additionalProperties"];
/// Keys under which a schema holds a list of schemas.
const SCHEMAS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// Where the schemas of all responses stand.
pub(super) fn response_schemas(document: &Document) -> Vec<String> {
    let mut pointers = Vec::new();
    for operation in operations(document) {
        let responses = operation.value.get("responses").and_then(Value::as_object);
        for status in responses.into_iter().flatten().map(|(status, _)| status) {
            let place = format!("{}/responses/{}", operation.pointer, token(status));
            pointers.extend(content_schemas(document, &place));
        }
    }
    pointers
}

/// Every schema that a parameter or the body of a request is made of.
pub(super) fn sent(document: &Document) -> BTreeSet<String> {
    let mut waiting = Vec::new();
    for operation in operations(document) {
        let parameters = parameters(document, &operation);
        waiting.extend(parameters.iter().map(|(pointer, _)| format!("{pointer}/schema")));
        let body = format!("{}/requestBody", operation.pointer);
        waiting.extend(content_schemas(document, &body));
    }
    let mut sent = BTreeSet::new();
    while let Some(pointer) = waiting.pop() {
        let Some((pointer, schema)) = document.resolve(&pointer) else { continue };
        if sent.insert(pointer.clone()) {
            waiting.extend(properties(&pointer, schema).into_iter().map(|(_, pointer)| pointer));
            waiting.extend(children(&pointer, schema));
        }
    }
    sent
}

fn content_schemas(document: &Document, place: &str) -> Vec<String> {
    let Some((place, owner)) = document.resolve(place) else { return Vec::new() };
    let content = owner.get("content").and_then(Value::as_object);
    let media = content.into_iter().flatten().map(|(media, _)| token(media));
    media.map(|media| format!("{place}/content/{media}/schema")).collect()
}

/// The properties of a schema, by name, with their places.
pub(super) fn properties(pointer: &str, schema: &Value) -> Vec<(String, String)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let names = properties.into_iter().flatten().map(|(name, _)| name);
    names.map(|name| (name.clone(), format!("{pointer}/properties/{}", token(name)))).collect()
}

/// The schemas that a schema holds, save its properties.
pub(super) fn children(pointer: &str, schema: &Value) -> Vec<String> {
    let singles = SCHEMA.iter().filter(|key| schema.get(**key).is_some_and(Value::is_object));
    let lists = SCHEMAS.iter().flat_map(|key| {
        let count = schema.get(*key).and_then(Value::as_array).map_or(0, Vec::len);
        (0..count).map(move |index| format!("{pointer}/{key}/{index}"))
    });
    singles.map(|key| format!("{pointer}/{key}")).chain(lists).collect()
}
