//! Which schemas of a document are read from responses, and which are sent.

use std::collections::BTreeSet;

use dintero_cards_openapi::{Document, Node, pointer_token};
use serde_json::Value;

/// Keywords under which a schema has other schemas.
const PARTS: [&str; 7] =
    ["properties", "items", "additionalProperties", "allOf", "oneOf", "anyOf", "not"];

/// The pointers of all schemas that are read, and of all that are sent.
pub(crate) struct Reach {
    pub(crate) read: BTreeSet<String>,
    pub(crate) sent: BTreeSet<String>,
}

impl Reach {
    pub(crate) fn of(document: &Document) -> Self {
        let mut reach = Self { read: BTreeSet::new(), sent: BTreeSet::new() };
        let paths = document.root()["paths"].as_object();
        for (path, item) in paths.into_iter().flatten() {
            let place = format!("/paths/{}", pointer_token(path));
            schemas_below(document, &format!("{place}/parameters"), &mut reach.sent);
            for method in item.as_object().into_iter().flatten().map(|(method, _)| method) {
                let place = format!("{place}/{method}");
                schemas_below(document, &format!("{place}/responses"), &mut reach.read);
                for sent in ["parameters", "requestBody"] {
                    schemas_below(document, &format!("{place}/{sent}"), &mut reach.sent);
                }
            }
        }
        reach
    }
}

/// Adds every schema below a part of an operation.
fn schemas_below(document: &Document, pointer: &str, found: &mut BTreeSet<String>) {
    let Ok(Node { pointer, value: node, .. }) = Node::at(document, pointer) else { return };
    for (key, _) in entries(node) {
        let place = format!("{pointer}/{}", pointer_token(&key));
        match key.as_str() {
            "schema" => schema(document, &place, found),
            "example" | "examples" => {}
            _ => schemas_below(document, &place, found),
        }
    }
}

/// Adds a schema and all schemas below it.
fn schema(document: &Document, pointer: &str, found: &mut BTreeSet<String>) {
    let Some(node) = document.root().pointer(pointer) else { return };
    if !found.insert(pointer.to_owned()) {
        return;
    }
    if let Some(target) = node["$ref"].as_str() {
        return schema(document, target.trim_start_matches('#'), found);
    }
    for part in PARTS {
        let place = format!("{pointer}/{part}");
        match (part, &node[part]) {
            ("items" | "additionalProperties" | "not", Value::Object(_)) => {
                schema(document, &place, found);
            }
            (_, many) => {
                for (key, _) in entries(many) {
                    schema(document, &format!("{place}/{}", pointer_token(&key)), found);
                }
            }
        }
    }
}

fn entries(node: &Value) -> Vec<(String, &Value)> {
    match node {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => {
            list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => Vec::new(),
    }
}
