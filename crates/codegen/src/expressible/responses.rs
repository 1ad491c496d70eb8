//! The responses of an operation: one success, one schema for all errors.

use std::collections::BTreeSet;

use dintero_cards_openapi::Document;
use serde_json::Value;

use super::content::{self, JSON};
use crate::Error;
use crate::operation::{Operation, token};

pub(super) fn check(document: &Document, operation: &Operation<'_>) -> Result<(), Error> {
    let base = format!("{}/responses", operation.pointer);
    let responses = operation.value.get("responses").and_then(Value::as_object);
    let mut fault_schemas = BTreeSet::new();
    let mut success: Option<&str> = None;
    for status in responses.into_iter().flatten().map(|(status, _)| status) {
        if status.starts_with("x-") {
            continue;
        }
        let pointer = format!("{base}/{}", token(status));
        if status == "default" {
            let problem = "a default response beside others is not supported";
            return Err(Error::at(document, &pointer, problem, "document 4XX and 5XX instead"));
        }
        let Some((place, response)) = document.resolve(&pointer) else { continue };
        content::check(document, &place, response)?;
        let schema = document.child(&format!("{place}/content/{}", token(JSON)), "schema");
        if !status.starts_with('2') {
            fault_schemas.insert(schema.map(|(pointer, _)| pointer));
        } else if let Some(other) = success.replace(status) {
            let problem = format!("{status} is a success, and so is {other}");
            return Err(Error::at(document, &pointer, problem, "document one success"));
        }
        if fault_schemas.len() > 1 {
            let problem = "the error responses of an operation have several schemas";
            return Err(Error::at(document, &pointer, problem, "give all of them one schema"));
        }
    }
    if success.is_some() {
        return Ok(());
    }
    Err(Error::at(document, &base, "no response says what success is", "add 200"))
}
