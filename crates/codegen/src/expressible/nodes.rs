//! What may stand anywhere: references, patterns, `anyOf`, `not`, enumerations,
//! properties.

use std::collections::BTreeSet;

use dintero_cards_openapi::{Document, Node, pointer_token as token};
use serde_json::{Map, Value};

use super::distinct_names::DistinctNames;
use crate::Error;
use crate::rust_name::{of_type, of_value};

/// Keys whose own keys are names, so that none of them means anything.
const NAMES: [&str; 5] = ["properties", "patternProperties", "headers", "content", "responses"];

pub(super) fn check(document: &Document) -> Result<(), Error> {
    node(document, "", document.root())
}

fn node(document: &Document, pointer: &str, value: &Value) -> Result<(), Error> {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                node(document, &format!("{pointer}/{index}"), item)?;
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                entry(document, pointer, key, value)?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn entry(document: &Document, owner: &str, key: &str, value: &Value) -> Result<(), Error> {
    let pointer = format!("{owner}/{}", token(key));
    match (key, value) {
        // Free data, not part of a schema.
        ("example" | "examples" | "default", _) => Ok(()),
        (key, _) if key.starts_with("x-") => Ok(()),
        ("$ref", Value::String(target)) => reference(document, &pointer, target),
        ("pattern", Value::String(text)) => pattern(document, &pointer, text),
        ("anyOf", Value::Array(_)) => {
            let problem = "the generator makes broken types of anyOf";
            Err(Error::at(document, &pointer, problem, "write it as oneOf"))
        }
        ("not", Value::Object(_)) => {
            let problem = "the generator has no types for not";
            Err(Error::at(document, &pointer, problem, "say what the value is instead"))
        }
        ("enum", Value::Array(values)) => enumeration(document, &pointer, values),
        (key, Value::Object(names)) if NAMES.contains(&key) || owner == "/components" => {
            if key == "properties" {
                properties(document, &pointer, names)?;
            }
            for (name, value) in names {
                node(document, &format!("{pointer}/{}", token(name)), value)?;
            }
            Ok(())
        }
        _ => node(document, &pointer, value),
    }
}

fn properties(
    document: &Document,
    pointer: &str,
    properties: &Map<String, Value>,
) -> Result<(), Error> {
    let mut names = DistinctNames::new("property");
    for name in properties.keys() {
        names.add(document, name, of_value(name), &format!("{pointer}/{}", token(name)))?;
    }
    Ok(())
}

fn enumeration(document: &Document, pointer: &str, values: &[Value]) -> Result<(), Error> {
    let mut names = BTreeSet::new();
    let mut texts = values.iter().filter_map(Value::as_str);
    match texts.find(|text| !names.insert(of_type(text))) {
        Some(text) => {
            let problem = format!("the values do not give distinct Rust names, as {text:?} shows");
            Err(Error::at(document, pointer, problem, "make it a plain string"))
        }
        None => Ok(()),
    }
}

/// A reference leads to a named component; nothing else is looked at above,
/// and the generator follows nothing else.
fn reference(document: &Document, pointer: &str, target: &str) -> Result<(), Error> {
    if !target.starts_with("#/") {
        let problem = format!("the reference {target} leads out of the document");
        return Err(Error::at(document, pointer, problem, "bring what it names into components"));
    }
    let mut path = target[2..].split('/');
    let named = path.next() == Some("components")
        && path.next().is_some_and(|kind| !kind.starts_with("x-"))
        && path.next().is_some()
        && path.next().is_none();
    if !named {
        let problem = format!("the reference {target} does not name a component");
        return Err(Error::at(document, pointer, problem, "bring what it names into components"));
    }
    if Node::at(document, &target[1..]).is_err() {
        let problem = format!("the reference {target} leads nowhere, or in a circle");
        return Err(Error::at(document, pointer, problem, "correct its target"));
    }
    Ok(())
}

fn pattern(document: &Document, pointer: &str, text: &str) -> Result<(), Error> {
    regress::Regex::new(text).map(|_| ()).map_err(|error| {
        let problem = format!("the pattern is no regular expression: {error}");
        Error::at(document, pointer, problem, "write it as ECMA-262 says")
    })
}
