//! The schemas that a document sends and reads, and the schemas below a schema.

use std::collections::BTreeSet;

use dintero_cards_openapi::{
    Document, MediaType, Node, OpenApi, Operation, pointer_token as token,
};
use serde_json::Value;

/// Keys under which a schema holds one schema.
const SCHEMA: [&str; 3] = ["items", "not", "additionalProperties"];
/// Keys under which a schema holds a list of schemas, which describe the same value.
const COMPOSITION: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// Returns the JSON pointers of the schemas of all responses.
pub(super) fn response_schemas(document: &Document) -> Vec<String> {
    let responses = operations(document).flat_map(|operation| operation.responses()).flatten();
    responses.flat_map(|response| content_schemas(&response.node)).collect()
}

/// Returns the JSON pointers of all schemas of parameters and request bodies.
pub(super) fn sent(document: &Document) -> BTreeSet<String> {
    let mut waiting = Vec::new();
    for operation in operations(document) {
        let parameters = operation.parameters().into_iter().flatten();
        waiting.extend(parameters.filter_map(|parameter| schema_pointer(&parameter.node)));
        let body = operation.request_body().ok().flatten();
        waiting.extend(body.iter().flat_map(content_schemas));
    }
    reached(document, waiting, below)
}

/// Returns the JSON pointers of all schemas of responses.
pub(super) fn read(document: &Document) -> BTreeSet<String> {
    reached(document, response_schemas(document), below)
}

/// Returns schemas and all schemas that they lead to.
pub(super) fn reached(
    document: &Document,
    mut waiting: Vec<String>,
    next: fn(&str, &Value) -> Vec<String>,
) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    while let Some(pointer) = waiting.pop() {
        let Ok(Node { pointer, value, .. }) = Node::at(document, &pointer) else { continue };
        if reached.insert(pointer.clone()) {
            waiting.extend(next(&pointer, value));
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

/// Returns the schemas below a schema.
pub(crate) fn below(pointer: &str, schema: &Value) -> Vec<String> {
    let properties = properties(pointer, schema).into_iter().map(|(_, pointer)| pointer);
    properties.chain(children(pointer, schema)).collect()
}

/// Returns the properties of a schema, by name, with their JSON pointers.
pub(super) fn properties(pointer: &str, schema: &Value) -> Vec<(String, String)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let names = properties.into_iter().flatten().map(|(name, _)| name);
    names.map(|name| (name.clone(), format!("{pointer}/properties/{}", token(name)))).collect()
}

/// Returns the schemas of a schema, except its properties.
pub(super) fn children(pointer: &str, schema: &Value) -> Vec<String> {
    let singles = SCHEMA.iter().filter(|key| schema.get(**key).is_some_and(Value::is_object));
    singles.map(|key| format!("{pointer}/{key}")).chain(parts(pointer, schema)).collect()
}

/// Returns the schemas that a schema is composed of.
pub(super) fn parts(pointer: &str, schema: &Value) -> Vec<String> {
    let of_key = |key: &&str| {
        let count = schema.get(*key).and_then(Value::as_array).map_or(0, Vec::len);
        (0..count).map(|index| format!("{pointer}/{key}/{index}")).collect::<Vec<_>>()
    };
    COMPOSITION.iter().flat_map(of_key).collect()
}
