//! Refuses documents that the generator cannot express, with the place, before the
//! generator drops something silently or panics.

mod address;
mod bounds;
mod content;
mod distinct_names;
mod nodes;
mod parts;
mod request;
mod responses;
mod schema;
mod schemas;
mod table;

use dintero_cards_openapi::{Document, OpenApi, Operation};
use serde_json::Value;

use crate::rust_name::{is_legal, is_taken_operation, of_constant, of_type, of_value};
use crate::{Error, constants};
use distinct_names::DistinctNames;

/// Methods that the generated client has without any operation.
const METHODS: [&str; 8] =
    ["api_version", "baseurl", "client", "exec", "inner", "new_with_client", "post", "pre"];

/// Refuses a document at the first part that would not become working code.
pub(crate) fn check(document: &Document) -> Result<(), Error> {
    version(document)?;
    address::server(document)?;
    nodes::check(document)?;
    schemas::check(document)?;
    let openapi = OpenApi::new(document);
    for item in openapi.path_items() {
        let (_, item) = item?;
        if item.origin != item.pointer {
            let problem = "a path that is a reference is not supported";
            return Err(Error::at(document, &item.origin, problem, "write its operations here"));
        }
    }
    let operations = openapi.operations();
    if operations.is_empty() {
        let problem = "the document has no operation";
        return Err(Error::at(document, "/paths", problem, "add one below paths"));
    }
    let mut names = DistinctNames::new("operation");
    for operation in operations {
        let operation = operation?;
        name(&operation, &mut names)?;
        address::operation(&operation)?;
        security(&operation)?;
        request::check(&operation)?;
        responses::check(&operation)?;
        constants::check(&operation)?;
    }
    Ok(())
}

fn name(operation: &Operation<'_>, names: &mut DistinctNames) -> Result<(), Error> {
    let node = &operation.node;
    let Some(id) = operation.id else {
        return Err(Error::of_node(node, "the operation has no operationId", "name it"));
    };
    let pointer = format!("{}/operationId", node.pointer);
    let refuse = |problem, remedy| Err(Error::at(node.document, &pointer, problem, remedy));
    if !id.starts_with(|c: char| c.is_ascii_alphabetic()) || !is_legal(&of_constant(id)) {
        let problem = format!("the operationId {id:?} gives no Rust name");
        return refuse(problem, "begin it with a letter, and use letters, digits and _");
    }
    if METHODS.contains(&of_value(id).as_str()) {
        let problem = format!("the client has a method {} of its own", of_value(id));
        return refuse(problem, "choose another operationId");
    }
    if is_taken_operation(&of_type(id)) {
        let problem = format!("the generated code has a type {} that it needs", of_type(id));
        return refuse(problem, "choose another operationId");
    }
    names.add(node.document, id, of_value(id), &pointer)
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

/// The client authenticates in one way; an operation with other security would be
/// sent wrongly.
fn security(operation: &Operation<'_>) -> Result<(), Error> {
    match operation.node.child("security") {
        Some(own) if Some(own.value) != operation.root.value.get("security") => {
            let problem = "the security of the operation is not that of the document";
            Err(Error::of_node(&own, problem, "make it a document of its own"))
        }
        _ => Ok(()),
    }
}
