//! What the generator cannot express is refused here, with its place, instead
//! of being dropped in silence or ending in a panic.

use std::collections::BTreeSet;

use dintero_cards_openapi::Document;
use serde_json::Value;

use crate::Error;
use crate::operation::{Operation, operations, parameters, token};

const JSON: &str = "application/json";

/// Refuses the first thing of a document that would not become working code.
pub(crate) fn check(document: &Document) -> Result<(), Error> {
    version(document)?;
    server(document)?;
    nodes(document, "", document.root())?;
    let operations = operations(document);
    if operations.is_empty() {
        let problem = "the document has no operation";
        return Err(Error::at(document, "/paths", problem, "add one below paths"));
    }
    let mut ids = BTreeSet::new();
    for operation in &operations {
        let Some(id) = operation.id() else {
            let problem = "the operation has no operationId";
            return Err(Error::at(document, &operation.pointer, problem, "name it"));
        };
        if !ids.insert(id) {
            let pointer = format!("{}/operationId", operation.pointer);
            let problem = format!("the operationId {id} stands here a second time");
            return Err(Error::at(document, &pointer, problem, "give each operation its own"));
        }
        request(document, operation)?;
        responses(document, operation)?;
    }
    Ok(())
}

fn version(document: &Document) -> Result<(), Error> {
    let version = document.root().get("openapi").and_then(Value::as_str);
    match version {
        Some(version) if version.starts_with("3.0.") => Ok(()),
        Some(version) => {
            let problem = format!("OpenAPI {version} is not supported");
            Err(Error::at(document, "/openapi", problem, "transcribe it to OpenAPI 3.0"))
        }
        None => {
            let problem = "this is no OpenAPI document: openapi is missing or no text";
            Err(Error::at(document, "/openapi", problem, "begin it with openapi: 3.0.3"))
        }
    }
}

fn server(document: &Document) -> Result<(), Error> {
    match document.root().pointer("/servers/0/url").and_then(Value::as_str) {
        Some(url) if !url.contains('{') => Ok(()),
        Some(_) => Err(Error::at(
            document,
            "/servers/0/url",
            "a server with variables is not supported",
            "write the URL out",
        )),
        None => Err(Error::at(
            document,
            "/servers",
            "the document names no server",
            "add servers/0/url",
        )),
    }
}

/// What may stand anywhere: references, patterns, `anyOf`.
fn nodes(document: &Document, pointer: &str, node: &Value) -> Result<(), Error> {
    match node {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                nodes(document, &format!("{pointer}/{index}"), item)?;
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                let pointer = format!("{pointer}/{}", token(key));
                match (key.as_str(), value) {
                    // Free data, not part of a schema.
                    ("example" | "examples" | "default", _) => continue,
                    (key, _) if key.starts_with("x-") => continue,
                    ("$ref", Value::String(target)) => reference(document, &pointer, target)?,
                    ("pattern", Value::String(text)) => pattern(document, &pointer, text)?,
                    ("anyOf", Value::Array(_)) => {
                        let problem = "the generator makes broken types of anyOf";
                        return Err(Error::at(document, &pointer, problem, "write it as oneOf"));
                    }
                    _ => {}
                }
                nodes(document, &pointer, value)?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn reference(document: &Document, pointer: &str, target: &str) -> Result<(), Error> {
    if !target.starts_with("#/") {
        let problem = format!("the reference {target} leads out of the document");
        return Err(Error::at(document, pointer, problem, "bring what it names into components"));
    }
    if document.resolve(&target[1..]).is_none() {
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

fn request(document: &Document, operation: &Operation<'_>) -> Result<(), Error> {
    let mut in_path = BTreeSet::new();
    for (pointer, parameter) in parameters(document, operation) {
        let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
        let place = parameter.get("in").and_then(Value::as_str).unwrap_or_default();
        let refuse = |problem: String, remedy| {
            Err(Error::at(document, &pointer, format!("parameter {name}: {problem}"), remedy))
        };
        if place == "path" {
            in_path.insert(name.to_owned());
        }
        if !matches!(place, "path" | "query" | "header") {
            return refuse(format!("in {place} is not supported"), "use path, query or header");
        }
        if parameter.get("schema").is_none() {
            return refuse("it has no schema".to_owned(), "give it one");
        }
        if place == "query" && !is_repeated_key(parameter) {
            return refuse(
                "a list goes on the wire as a repeated key, whatever style and explode say".into(),
                "use style form with explode true, or send it by hand",
            );
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
            json_content(document, &pointer, body)?;
        }
    }
    Ok(())
}

/// Whether the style of a parameter is the one that the generator writes.
fn is_repeated_key(parameter: &Value) -> bool {
    let style = parameter.get("style").and_then(Value::as_str).unwrap_or("form");
    let explode = parameter.get("explode").and_then(Value::as_bool).unwrap_or(style == "form");
    style == "form" && explode
}

fn responses(document: &Document, operation: &Operation<'_>) -> Result<(), Error> {
    let base = format!("{}/responses", operation.pointer);
    let responses = operation.value.get("responses").and_then(Value::as_object);
    let mut fault_schemas = BTreeSet::new();
    let mut has_success = false;
    for status in responses.into_iter().flatten().map(|(status, _)| status) {
        let pointer = format!("{base}/{}", token(status));
        if status == "default" {
            let problem = "a default response beside others is not supported";
            return Err(Error::at(document, &pointer, problem, "document 4XX and 5XX instead"));
        }
        let Some((place, response)) = document.resolve(&pointer) else { continue };
        json_content(document, &place, response)?;
        let schema = document.child(&format!("{place}/content/{}", token(JSON)), "schema");
        match status.as_bytes().first() {
            Some(b'2') => has_success = true,
            _ => drop(fault_schemas.insert(schema.map(|(pointer, _)| pointer))),
        }
        if fault_schemas.len() > 1 {
            let problem = "the error responses of an operation have several schemas";
            return Err(Error::at(document, &pointer, problem, "give all of them one schema"));
        }
    }
    if has_success {
        return Ok(());
    }
    Err(Error::at(document, &base, "no response says what success is", "add 200"))
}

fn json_content(document: &Document, pointer: &str, owner: &Value) -> Result<(), Error> {
    let content = owner.get("content").and_then(Value::as_object);
    for (media, value) in content.into_iter().flatten() {
        let pointer = format!("{pointer}/content/{}", token(media));
        if media != JSON {
            let problem = format!("the media type {media} is not supported");
            return Err(Error::at(document, &pointer, problem, "this client speaks JSON only"));
        }
        if value.get("schema").is_none() {
            let problem = "the content has no schema";
            return Err(Error::at(document, &pointer, problem, "give it one"));
        }
    }
    Ok(())
}
