//! Which schemas a document sends, which it reads, and how one leads to another.

use std::collections::BTreeSet;

use dintero_cards_openapi::{
    Document, MediaType, Node, OpenApi, Operation, pointer_token as token,
};
use serde_json::Value;

/// Keys under which a schema holds one schema.
const SCHEMA: [&str; 3] = ["items", "not", "additionalProperties"];
/// Keys under which a schema holds a list of schemas.
const SCHEMAS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// Where the schemas of all responses stand.
pub(super) fn response_schemas(document: &Document) -> Vec<String> {
    let responses = operations(document).flat_map(|operation| operation.responses()).flatten();
    responses.flat_map(|response| content_schemas(&response.node)).collect()
}

/// Every schema that a parameter or the body of a request is made of.
pub(super) fn sent(document: &Document) -> BTreeSet<String> {
    let mut waiting = Vec::new();
    for operation in operations(document) {
        let parameters = operation.parameters().into_iter().flatten();
        waiting.extend(parameters.filter_map(|parameter| schema_pointer(&parameter.node)));
        let body = operation.request_body().ok().flatten();
        waiting.extend(body.iter().flat_map(content_schemas));
    }
    reached(document, waiting)
}

/// Every schema that a response is made of.
pub(super) fn read(document: &Document) -> BTreeSet<String> {
    reached(document, response_schemas(document))
}

/// The schemas at some places, and all that they lead to.
fn reached(document: &Document, mut waiting: Vec<String>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    while let Some(pointer) = waiting.pop() {
        let Ok(Node { pointer, value, .. }) = Node::at(document, &pointer) else { continue };
        if reached.insert(pointer.clone()) {
            waiting.extend(properties(&pointer, value).into_iter().map(|(_, pointer)| pointer));
            waiting.extend(children(&pointer, value));
        }
    }
    reached
}

fn operations(document: &Document) -> impl Iterator<Item = Operation<'_>> {
    OpenApi::new(document).operations().into_iter().flatten()
}

fn content_schemas(owner: &Node<'_>) -> Vec<String> {
    MediaType::of(owner).iter().flatten().filter_map(|media| schema_pointer(&media.node)).collect()
}

fn schema_pointer(owner: &Node<'_>) -> Option<String> {
    owner.child("schema").map(|schema| schema.pointer)
}

/// The properties of a schema, by name, with their places.
pub(crate) fn properties(pointer: &str, schema: &Value) -> Vec<(String, String)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let names = properties.into_iter().flatten().map(|(name, _)| name);
    names.map(|name| (name.clone(), format!("{pointer}/properties/{}", token(name)))).collect()
}

/// The schemas that a schema holds, save its properties.
pub(crate) fn children(pointer: &str, schema: &Value) -> Vec<String> {
    let singles = SCHEMA.iter().filter(|key| schema.get(**key).is_some_and(Value::is_object));
    let lists = lists(pointer, schema, &SCHEMAS);
    singles.map(|key| format!("{pointer}/{key}")).chain(lists).collect()
}

/// The schemas that stand in the lists of a schema at some keys.
pub(super) fn lists(pointer: &str, schema: &Value, keys: &[&str]) -> Vec<String> {
    let of_key = |key: &&str| {
        let count = schema.get(*key).and_then(Value::as_array).map_or(0, Vec::len);
        (0..count).map(|index| format!("{pointer}/{key}/{index}")).collect::<Vec<_>>()
    };
    keys.iter().flat_map(of_key).collect()
}
