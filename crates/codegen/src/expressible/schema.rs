//! One schema: its type, format, pattern, values, properties and alternatives.

use std::collections::BTreeSet;

use dintero_cards_openapi::{Node, Schema, pattern_flags, pointer_token as token};
use serde_json::Value;

use super::distinct_names::DistinctNames;
use super::parts;
use crate::Error;
use crate::choice::choice;
use crate::rust_name::{of_type, of_value};

const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

pub(super) fn check(schema: &Node<'_>) -> Result<(), Error> {
    kind(schema)?;
    if let Some(pattern) = schema.child("pattern") {
        pattern_flags(pattern.text()?).map_err(|problem| pattern.error(problem))?;
    }
    if let Some(values) = schema.child("enum") {
        enumeration(&values)?;
    }
    if let Some(properties) = schema.child("properties") {
        let mut names = DistinctNames::new("property");
        for name in properties.value.as_object().into_iter().flat_map(|map| map.keys()) {
            let pointer = format!("{}/{}", properties.pointer, token(name));
            names.add(schema.document, name, of_value(name), &pointer)?;
        }
    }
    if schema.value["readOnly"] == true && schema.value["writeOnly"] == true {
        let problem = "a value is both readOnly and writeOnly";
        return Err(Error::of_node(schema, problem, "leave one of both out"));
    }
    composition(schema)
}

fn kind(schema: &Node<'_>) -> Result<(), Error> {
    let kind = schema.child("type");
    if let Some(kind) = &kind
        && !kind.value.as_str().is_some_and(|kind| TYPES.contains(&kind))
    {
        let problem = format!("OpenAPI 3.0.3 has no type {}", kind.value);
        let remedy = "use one of array, boolean, integer, number, object, string, and nullable";
        return Err(Error::of_node(kind, problem, remedy));
    }
    let kind = kind.and_then(|kind| kind.value.as_str());
    let Some(format) = schema.child("format") else { return Ok(()) };
    let Some(text) = format.value.as_str() else {
        return Err(Error::of_node(&format, "the format is no text", "correct it"));
    };
    // Formats of texts are open, and one that is unknown is read as text.
    let fits = match kind {
        Some("string") => true,
        Some("integer") => matches!(text, "int32" | "int64"),
        Some("number") => matches!(text, "double" | "float"),
        _ => false,
    };
    if !fits {
        let kind = kind.unwrap_or("value without a type");
        let problem = format!("the format {text} of a {kind} is not supported");
        let remedy = "use int32, int64, float, double or those of a string, or leave it out";
        return Err(Error::of_node(&format, problem, remedy));
    }
    Ok(())
}

fn enumeration(values: &Node<'_>) -> Result<(), Error> {
    let mut names = BTreeSet::new();
    let all = values.value.as_array();
    let mut texts = all.into_iter().flatten().filter_map(Value::as_str);
    match texts.find(|text| !names.insert(of_type(text))) {
        Some(text) => {
            let problem = format!("the values do not give distinct Rust names, as {text:?} shows");
            Err(Error::of_node(values, problem, "make it a plain string"))
        }
        None => Ok(()),
    }
}

/// A choice stands for itself, or alone in an `allOf`, which refers to it.
fn composition(schema: &Node<'_>) -> Result<(), Error> {
    let document = schema.document;
    choice(document, &schema.pointer)?;
    if schema.value.get("oneOf").is_some() {
        return Ok(());
    }
    if let Some(discriminator) = schema.child("discriminator") {
        let problem = "a discriminator stands where no oneOf is";
        let remedy = "list the alternatives in a oneOf beside it";
        return Err(Error::of_node(&discriminator, problem, remedy));
    }
    let Some(all) = schema.child("allOf") else { return Ok(()) };
    let count = all.value.as_array().map_or(0, Vec::len);
    let read = Schema::read(document, &schema.pointer)?;
    if !read.alternatives.is_empty() && (count > 1 || schema.child("properties").is_some()) {
        let problem = "a oneOf is part of an allOf";
        let remedy = "put the other parts into each alternative";
        return Err(Error::of_node(&all, problem, remedy));
    }
    parts::check(&read)
}
