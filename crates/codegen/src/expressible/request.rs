//! The parameters and the body of an operation.

use std::collections::BTreeSet;

use dintero_cards_openapi::Document;
use serde_json::Value;

use super::content;
use super::distinct_names::DistinctNames;
use crate::Error;
use crate::operation::{Operation, parameters};
use crate::rust_name::{is_legal, of_constant, of_value};

const SCALARS: [&str; 4] = ["boolean", "integer", "number", "string"];

pub(super) fn check(document: &Document, operation: &Operation<'_>) -> Result<(), Error> {
    let mut in_path = BTreeSet::new();
    let mut names = DistinctNames::new("parameter");
    for (pointer, value) in parameters(document, operation) {
        let name = value.get("name").and_then(Value::as_str).unwrap_or_default();
        if let Err((problem, remedy)) = parameter(document, &pointer, value) {
            let problem = format!("parameter {name}: {problem}");
            return Err(Error::at(document, &pointer, problem, remedy));
        }
        names.add(document, name, of_value(name), &pointer)?;
        if value["in"] == "path" {
            in_path.insert(name.to_owned());
        }
    }
    let wanted: BTreeSet<String> = operation
        .path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
        .collect();
    if let Some(name) = wanted.symmetric_difference(&in_path).next() {
        let problem = format!("the path and its parameters disagree about {name}");
        let remedy = "declare every name in braces as a parameter in path, and no other";
        return Err(Error::at(document, &operation.pointer, problem, remedy));
    }
    if operation.value.get("requestBody").is_some() {
        let pointer = format!("{}/requestBody", operation.pointer);
        if let Some((pointer, body)) = document.resolve(&pointer) {
            content::check(document, &pointer, body)?;
        }
    }
    Ok(())
}

/// What is wrong with a parameter, and the remedy.
type Fault = (String, &'static str);

fn parameter(document: &Document, pointer: &str, parameter: &Value) -> Result<(), Fault> {
    let refuse = |problem: &str, remedy| Err((problem.to_owned(), remedy));
    let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
    let place = parameter.get("in").and_then(Value::as_str).unwrap_or_default();
    if !matches!(place, "path" | "query" | "header") {
        return Err((format!("in {place} is not supported"), "use path, query or header"));
    }
    // As part of the name of a constant, after the name of the operation.
    if !name.contains(|c: char| c.is_alphanumeric())
        || !is_legal(&of_constant(&format!("x {name}")))
    {
        return refuse("it gives no Rust name", "use letters, digits and _");
    }
    if parameter.get("schema").is_none() {
        return refuse("it has no schema", "give it one");
    }
    if place == "path" && parameter.get("required") != Some(&Value::Bool(true)) {
        return refuse("what stands in the path is never left out", "say required: true");
    }
    if place == "query" && !is_repeated_key(parameter) {
        return refuse(
            "a list goes on the wire as a repeated key, whatever style and explode say",
            "use style form with explode true, or send it by hand",
        );
    }
    let style = parameter.get("style").and_then(Value::as_str).unwrap_or("simple");
    if place != "query" && style != "simple" {
        return Err((format!("the style {style} is not supported"), "use style simple"));
    }
    let schema = format!("{pointer}/schema");
    if place == "query" {
        let items = document.resolve(&schema).filter(|(_, schema)| schema["type"] == "array");
        let schema = items.map_or(schema, |(list, _)| format!("{list}/items"));
        if !is_scalar(document, &schema) {
            let problem = "what goes into the query is one value or a list of values";
            return refuse(problem, "declare a type that is no object");
        }
        return Ok(());
    }
    let nullable = |(_, schema): (String, &Value)| schema["nullable"] == true;
    if !is_scalar(document, &schema) || document.resolve(&schema).is_some_and(nullable) {
        let problem = format!("what goes into the {place} is one value");
        return Err((problem, "declare a type that is no list, no object and not nullable"));
    }
    Ok(())
}

/// Whether the style of a parameter is the one that the generator writes.
fn is_repeated_key(parameter: &Value) -> bool {
    let style = parameter.get("style").and_then(Value::as_str).unwrap_or("form");
    let explode = parameter.get("explode").and_then(Value::as_bool).unwrap_or(style == "form");
    style == "form" && explode
}

fn is_scalar(document: &Document, pointer: &str) -> bool {
    let kind = document.resolve(pointer).and_then(|(_, schema)| schema.get("type")?.as_str());
    kind.is_some_and(|kind| SCALARS.contains(&kind))
}
