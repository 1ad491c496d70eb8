//! Paths of parts of responses: of properties that the document marks as `writeOnly`,
//! which are never sent, and of objects, which can get further fields.

use std::collections::BTreeSet;

use dintero_cards_openapi::{Error, MediaType, Operation, Schema};
use serde_json::Value;

/// Stands for every item of a list in a path.
const ITEMS: &str = "*";

/// Names from the body of a response to a part of it.
pub(crate) type Path = Vec<String>;

/// Returns the paths of the schemas of a kind in the responses of an operation.
pub(super) fn paths(
    operation: &Operation<'_>,
    is_of_kind: fn(&Schema<'_>) -> bool,
) -> Result<BTreeSet<Path>, Error> {
    let mut found = BTreeSet::new();
    for response in operation.responses() {
        for media_type in MediaType::of(&response?.node) {
            if let Some(schema) = Schema::of(&media_type?.node)? {
                collect(&schema, is_of_kind, &mut Path::new(), &mut found)?;
            }
        }
    }
    Ok(found)
}

pub(super) fn is_write_only(schema: &Schema<'_>) -> bool {
    schema.get("writeOnly").is_some_and(|flag| *flag.value == Value::Bool(true))
}

pub(super) fn is_object(schema: &Schema<'_>) -> bool {
    !schema.properties().is_empty()
}

pub(crate) fn change(value: &mut Value, path: &[String], work: &mut impl FnMut(&mut Value)) {
    match (path, value) {
        ([], value) => work(value),
        ([name, rest @ ..], Value::Array(items)) if name == ITEMS => {
            items.iter_mut().for_each(|item| change(item, rest, work));
        }
        ([name, rest @ ..], value) => {
            value.get_mut(name).into_iter().for_each(|value| change(value, rest, work));
        }
    }
}

pub(crate) fn remove(value: &mut Value, path: &[String]) {
    let Some((name, owner)) = path.split_last() else { return };
    change(value, owner, &mut |owner| drop(owner.as_object_mut().map(|map| map.remove(name))));
}

fn collect(
    schema: &Schema<'_>,
    is_of_kind: fn(&Schema<'_>) -> bool,
    path: &mut Path,
    found: &mut BTreeSet<Path>,
) -> Result<(), Error> {
    if is_of_kind(schema) {
        found.insert(path.clone());
    }
    if !schema.is_recursive() {
        let items = schema.items().map(|pointer| (ITEMS, pointer));
        for (name, pointer) in schema.properties().into_iter().chain(items) {
            path.push(name.to_owned());
            collect(&schema.below(&pointer)?, is_of_kind, path, found)?;
            path.pop();
        }
    }
    Ok(())
}
