//! Properties of responses that the document marks as `writeOnly`: they are never
//! sent.

use dintero_cards_openapi::{Error, MediaType, Operation, Schema};
use serde_json::Value;

/// Stands for every item of a list in a path.
const ITEMS: &str = "*";

/// Returns the paths of these properties in the responses of an operation.
pub(super) fn paths(operation: &Operation<'_>) -> Result<Vec<Vec<String>>, Error> {
    let mut found = Vec::new();
    for response in operation.responses() {
        for media_type in MediaType::of(&response?.node) {
            if let Some(schema) = Schema::of(&media_type?.node)? {
                collect(&schema, &mut Vec::new(), &mut found)?;
            }
        }
    }
    Ok(found)
}

/// Removes the properties at a path.
pub(crate) fn remove(value: &mut Value, path: &[String]) {
    match (path, value) {
        ([name], Value::Object(map)) => drop(map.remove(name)),
        ([name, rest @ ..], Value::Array(items)) if name == ITEMS => {
            items.iter_mut().for_each(|item| remove(item, rest));
        }
        ([name, rest @ ..], value) => {
            if let Some(value) = value.get_mut(name) {
                remove(value, rest);
            }
        }
        ([], _) => {}
    }
}

fn collect(
    schema: &Schema<'_>,
    path: &mut Vec<String>,
    found: &mut Vec<Vec<String>>,
) -> Result<(), Error> {
    if schema.get("writeOnly").is_some_and(|flag| *flag.value == Value::Bool(true)) {
        found.push(path.clone());
    } else if !schema.is_recursive() {
        let items = schema.items().map(|pointer| (ITEMS, pointer));
        for (name, pointer) in schema.properties().into_iter().chain(items) {
            path.push(name.to_owned());
            collect(&schema.below(&pointer)?, path, found)?;
            path.pop();
        }
    }
    Ok(())
}
