//! Extensions and titles, which the generator must not see.
//!
//! It reads some extensions: pagination of dropshot needs a dependency that the
//! client does not have, and `x-rust-type` names any type of any package. It calls
//! types by the titles of schemas, which are sentences for people.

use serde_json::Value;

/// Keys whose values hold names or free data: an `x-` there is no extension.
const DATA: [&str; 4] = ["default", "enum", "example", "examples"];
/// Keys whose own keys are names of the document.
const NAMES: [&str; 8] = [
    "callbacks",
    "content",
    "encoding",
    "headers",
    "links",
    "mapping",
    "patternProperties",
    "properties",
];

/// Removes every extension and every title of a schema.
pub(super) fn strip(root: &mut Value) {
    let Some(map) = root.as_object_mut() else { return };
    map.retain(|key, _| !key.starts_with("x-"));
    for (key, value) in map.iter_mut() {
        match (key.as_str(), value) {
            ("components", Value::Object(kinds)) => kinds.values_mut().for_each(strip_values),
            ("info" | "security", _) => {}
            (_, value) => strip_node(value),
        }
    }
}

fn strip_node(node: &mut Value) {
    match node {
        Value::Array(items) => items.iter_mut().for_each(strip_node),
        Value::Object(map) => {
            map.retain(|key, _| !key.starts_with("x-") && key != "title");
            for (key, value) in map.iter_mut() {
                match key.as_str() {
                    key if DATA.contains(&key) => {}
                    key if NAMES.contains(&key) => strip_values(value),
                    "security" => {}
                    _ => strip_node(value),
                }
            }
        }
        _ => {}
    }
}

/// Strips what names stand for, and keeps the names.
fn strip_values(names: &mut Value) {
    match names {
        Value::Object(map) => map.values_mut().for_each(strip_node),
        other => strip_node(other),
    }
}
