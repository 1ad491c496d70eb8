//! The responses of an operation: one success, one schema for all errors.

use std::collections::BTreeSet;

use dintero_cards_openapi::{Operation, Response};

use super::content;
use crate::Error;
use crate::tolerant::DEFAULT;

pub(super) fn check(operation: &Operation<'_>) -> Result<(), Error> {
    let document = operation.node.document;
    let mut fault_schemas = BTreeSet::new();
    let mut success: Option<&str> = None;
    let responses = operation.responses();
    let succeeds = responses.iter().flatten().any(|response| response.status.starts_with('2'));
    for response in responses {
        let Response { status, node } = response?;
        let refuse =
            |problem: &str, remedy| Err(Error::at(document, &node.origin, problem, remedy));
        if status == DEFAULT && !succeeds {
            let problem = "a default response does not say what success is";
            return refuse(problem, "add 200, and document 4XX and 5XX instead");
        }
        let schema = content::check(&node)?.map(|schema| schema.pointer);
        if !status.starts_with('2') {
            fault_schemas.insert(schema);
        } else if let Some(other) = success.replace(status) {
            let problem = format!("{status} is a success, and so is {other}");
            return refuse(&problem, "document one success");
        }
        if fault_schemas.len() > 1 {
            let problem = "the error responses of an operation have several schemas";
            return refuse(problem, "give all of them one schema");
        }
    }
    if success.is_some() {
        return Ok(());
    }
    let pointer = format!("{}/responses", operation.node.pointer);
    Err(Error::at(document, &pointer, "no response says what success is", "add 200"))
}
