//! What the generator cannot express is refused here, with its place, instead
//! of being dropped in silence or ending in a panic.

mod content;
mod distinct_names;
mod nodes;
mod request;
mod responses;
mod schemas;
mod security;

use dintero_cards_openapi::Document;
use serde_json::Value;

use crate::operation::{Operation, operations};
use crate::rust_name::{is_legal, of_constant, of_value};
use crate::{Error, constants};
use distinct_names::DistinctNames;

/// Methods that the generated client has without any operation.
const METHODS: [&str; 8] =
    ["api_version", "baseurl", "client", "exec", "inner", "new_with_client", "post", "pre"];

/// Refuses the first thing of a document that would not become working code.
pub(crate) fn check(document: &Document) -> Result<(), Error> {
    version(document)?;
    server(document)?;
    nodes::check(document)?;
    schemas::check(document)?;
    path_items(document)?;
    let operations = operations(document);
    if operations.is_empty() {
        let problem = "the document has no operation";
        return Err(Error::at(document, "/paths", problem, "add one below paths"));
    }
    let mut names = DistinctNames::new("operation");
    for operation in &operations {
        name(document, operation, &mut names)?;
        own_server(document, &operation.pointer, operation.value)?;
        security::check(document, operation)?;
        request::check(document, operation)?;
        responses::check(document, operation)?;
        constants::check(document, operation)?;
    }
    Ok(())
}

fn name(
    document: &Document,
    operation: &Operation<'_>,
    names: &mut DistinctNames,
) -> Result<(), Error> {
    let Some(id) = operation.id() else {
        let problem = "the operation has no operationId";
        return Err(Error::at(document, &operation.pointer, problem, "name it"));
    };
    let pointer = format!("{}/operationId", operation.pointer);
    if !id.starts_with(|c: char| c.is_ascii_alphabetic()) || !is_legal(&of_constant(id)) {
        let problem = format!("the operationId {id:?} gives no Rust name");
        let remedy = "begin it with a letter, and use letters, digits and _";
        return Err(Error::at(document, &pointer, problem, remedy));
    }
    if METHODS.contains(&of_value(id).as_str()) {
        let problem = format!("the client has a method {} of its own", of_value(id));
        return Err(Error::at(document, &pointer, problem, "choose another operationId"));
    }
    names.add(document, id, of_value(id), &pointer)
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

fn path_items(document: &Document) -> Result<(), Error> {
    let paths = document.root().get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        let pointer = format!("/paths/{}", crate::operation::token(path));
        if item.get("$ref").is_some() {
            let problem = "a path that is a reference is not supported";
            return Err(Error::at(document, &pointer, problem, "write its operations here"));
        }
        own_server(document, &pointer, item)?;
    }
    Ok(())
}

/// The client has one base URL; another one would be passed over in silence.
fn own_server(document: &Document, pointer: &str, owner: &Value) -> Result<(), Error> {
    if owner.get("servers").is_none() {
        return Ok(());
    }
    let pointer = format!("{pointer}/servers");
    let problem = "servers of a path or an operation are not supported";
    Err(Error::at(document, &pointer, problem, "make it a document of its own"))
}
