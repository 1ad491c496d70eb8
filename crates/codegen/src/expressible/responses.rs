//! The responses of an operation: one success, one schema for all errors.

use std::collections::BTreeSet;

use dintero_cards_openapi::{Operation, Response};

use super::content;
use crate::Error;

pub(super) fn check(operation: &Operation<'_>) -> Result<(), Error> {
    let document = operation.node.document;
    let mut fault_schemas = BTreeSet::new();
    let mut success: Option<&str> = None;
    for response in operation.responses() {
        let Response { status, node } = response?;
        let refuse =
            |problem: &str, remedy| Err(Error::at(document, &node.origin, problem, remedy));
        if status == "default" {
            let problem = "a default response beside others is not supported";
            return refuse(problem, "document 4XX and 5XX instead");
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
