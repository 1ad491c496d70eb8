//! Every object of a document: its keywords, its references, its schemas.

use dintero_cards_openapi::{Document, Node, Schema};
use serde_json::Value as Json;

use super::schema;
use super::table::{Use, Value, usage};
use crate::Error;

/// Keys that may stand beside `$ref`: OpenAPI ignores all, and these say nothing
/// that a client needs.
const BESIDE_REFERENCE: [&str; 6] =
    ["$ref", "deprecated", "description", "example", "summary", "title"];

/// The largest code, in properties: the memory of the generator grows with it, and stays
/// below 512 MB (`tests/it/hostile.rs`).
const MAX_SIZE: usize = 8_000;
/// The size of the code of a type, beside its properties: an estimate, from its attributes and
/// the code that reads, writes and prints it.
const TYPE_SIZE: usize = 4;
/// Values of an enumeration whose code is as large as that of a property: an estimate, since
/// a value is a line in each match, and a property has a method in the builder.
const VALUES: usize = 8;

pub(super) fn check(document: &Document) -> Result<(), Error> {
    object(&Node::root(document), "Root", &mut 0)
}

fn object(node: &Node<'_>, kind: &str, size: &mut usize) -> Result<(), Error> {
    // A boolean as a schema, or a mistake that the generator's own types report.
    let Some(map) = node.value.as_object() else { return Ok(()) };
    if let Some(Json::String(target)) = map.get("$ref") {
        return reference(node, target, kind);
    }
    if kind == "Schema" {
        schema::check(node)?;
        *size += self::size(node)?;
        if *size > MAX_SIZE {
            let problem = "the code of the schemas up to here is too large to generate";
            return Err(Error::of_node(node, problem, "leave out what the operations do not use"));
        }
    }
    for key in map.keys().filter(|key| !key.starts_with("x-")) {
        let Some(child) = node.child(key) else { continue };
        match usage(kind, key) {
            Some(Use::Accepted(value)) => below(&child, value, size)?,
            // A flag that is false says what holds anyway.
            Some(Use::Refused(..))
                if *child.value == Json::Bool(false) && key.starts_with("allow") => {}
            Some(Use::Refused(problem, remedy)) => {
                return Err(Error::of_node(&child, problem, remedy));
            }
            None => {
                let problem = format!("OpenAPI 3.0.3 has no {key} in a {kind} Object");
                let remedy = "correct the keyword; extensions begin with x-";
                return Err(Error::of_node(&child, problem, remedy));
            }
        }
    }
    Ok(())
}

fn below(node: &Node<'_>, value: Value, size: &mut usize) -> Result<(), Error> {
    let (kind, children): (&str, Vec<String>) = match (value, node.value) {
        (Value::One(kind), _) => return object(node, kind, size),
        (Value::List(kind), Json::Array(items)) => {
            (kind, (0..items.len()).map(|index| index.to_string()).collect())
        }
        (Value::Map(kind), Json::Object(map)) => {
            // Paths, statuses and callbacks are no free names: theirs are extensions.
            let free = !matches!(kind, "PathItem" | "Response");
            (kind, map.keys().filter(|key| free || !key.starts_with("x-")).cloned().collect())
        }
        _ => return Ok(()),
    };
    let mut children = children.iter().filter_map(|key| node.child(key));
    children.try_for_each(|child| object(&child, kind, size))
}

/// The size of the code of a schema, without the schemas below it.
fn size(schema: &Node<'_>) -> Result<usize, Error> {
    let count = |key: &str| match schema.value.get(key) {
        Some(Json::Object(map)) => map.len(),
        Some(Json::Array(list)) => list.len(),
        _ => 0,
    };
    let (values, parts, alternatives) = (count("enum"), count("allOf"), count("oneOf"));
    // All parts become one type, which repeats their properties; a single one does not.
    let properties = match (parts, count("properties")) {
        (0, properties) | (1, properties @ 0) => properties,
        _ => Schema::read(schema.document, &schema.pointer)?.properties().len(),
    };
    // A required property that nothing describes is one too.
    let properties = properties.max(count("required"));
    let is_type = properties + values + parts + alternatives > 0;
    Ok(properties + alternatives + values / VALUES + if is_type { TYPE_SIZE } else { 0 })
}

/// A reference leads to a named component; nothing else is looked at above,
/// and the generator follows nothing else.
fn reference(node: &Node<'_>, target: &str, kind: &str) -> Result<(), Error> {
    let document = node.document;
    let pointer = format!("{}/$ref", node.pointer);
    let refuse = |problem: &str, remedy| {
        Err(Error::at(document, &pointer, format!("the reference {target} {problem}"), remedy))
    };
    let remedy = "bring what it names into components";
    if !target.starts_with("#/") {
        return refuse("leads out of the document", remedy);
    }
    let component = target.strip_prefix("#/components/").and_then(|rest| rest.split_once('/'));
    if !component.is_some_and(|(kind, name)| !kind.starts_with("x-") && !name.contains('/')) {
        return refuse("does not name a component", remedy);
    }
    if Node::at(document, &target[1..]).is_err() {
        return refuse("leads nowhere, or in a circle", "correct its target");
    }
    let keys = node.value.as_object().into_iter().flat_map(|map| map.keys());
    let mut beside = keys.filter(|key| !key.starts_with("x-"));
    // A path item may have both, which is refused as a whole.
    match beside.find(|key| !BESIDE_REFERENCE.contains(&key.as_str())) {
        Some(key) if kind != "PathItem" => {
            let problem = format!("{key} beside $ref means nothing");
            let remedy =
                "write allOf with the reference as its only element, and the rest beside it";
            Err(Error::at(document, &format!("{}/{key}", node.pointer), problem, remedy))
        }
        _ => Ok(()),
    }
}
