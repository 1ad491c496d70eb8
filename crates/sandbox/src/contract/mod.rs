//! The rules of the documents for requests, compiled when the sandbox starts.
//!
//! Routes, methods, security, parameters and bodies are read from the documents;
//! no code is specific to a parameter. A rule that this module cannot enforce is
//! an error at the start, with its place, and is never ignored.
//!
//! - [`Contract::compile`] reads the documents; [`Contract::route`] finds the
//!   operation of a request.
//! - [`Operation::arguments`] and [`Operation::payload`] check a request and
//!   return its values; a request that breaks a rule is a [`Violation`].

mod body;
mod check;
mod compile;
mod encoding;
pub(crate) mod format;
mod operation;
mod parameter;
mod paths;
mod pattern;
mod schema;
mod template;
#[cfg(test)]
mod tests;

pub(crate) use body::BODY_LIMIT;
pub(crate) use check::Violation;
pub(crate) use encoding::pairs;
pub(crate) use operation::{Operation, Security};
pub(crate) use parameter::{Arguments, Leniency};
pub(crate) use paths::{Path, change, remove};

use dintero_cards_openapi::Document;
use http::Method;

use crate::error::Error;
use crate::operation_id::OperationId;

/// Path parameters by name, and their segments, still encoded.
pub(crate) type Segments = Vec<(String, String)>;

/// Every operation of the documents.
#[derive(Debug)]
pub(crate) struct Contract {
    operations: Vec<Operation>,
}

impl Contract {
    /// Compiles the operations of all documents, in their order.
    pub(crate) fn compile(documents: &[&Document]) -> Result<Self, Error> {
        let mut operations = Vec::new();
        for document in documents {
            operations.extend(compile::operations(document)?);
        }
        Ok(Self { operations })
    }

    pub(crate) fn operation(&self, id: OperationId) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// Finds the operation of a request, with its path parameters. The error has the other
    /// methods of the path.
    pub(crate) fn route(
        &self,
        method: &Method,
        path: &str,
    ) -> Result<(&Operation, Segments), Vec<&str>> {
        let mut allowed = Vec::new();
        for operation in &self.operations {
            match operation.path.values(path) {
                Some(values) if operation.method == *method => return Ok((operation, values)),
                Some(_) => allowed.push(operation.method.as_str()),
                None => {}
            }
        }
        Err(allowed)
    }
}
