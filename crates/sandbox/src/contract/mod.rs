//! What the documents ask of a request, compiled once when the sandbox starts.
//!
//! Nothing here is written by hand for a parameter: routes, methods, security,
//! parameters and bodies are read from the documents. A rule that this room
//! cannot enforce is refused at the start, with its place, and is never
//! skipped in silence.
//!
//! - [`Contract::compile`] reads the documents; [`Contract::route`] finds the
//!   operation of a request.
//! - [`Operation::arguments`] and [`Operation::payload`] check a request and
//!   give its values; what breaks a rule is a [`Violation`].

mod body;
mod check;
mod compile;
mod encoding;
pub(crate) mod format;
mod operation;
mod parameter;
mod route;
mod schema;
mod template;
#[cfg(test)]
mod tests;

pub(crate) use body::{BODY_LIMIT, BodyFault, Refused};
pub(crate) use check::Violation;
pub(crate) use encoding::pairs;
pub(crate) use operation::{Operation, Security};
pub(crate) use parameter::{Arguments, Leniency};
pub(crate) use route::Route;

use dintero_cards_openapi::Document;

use crate::error::Error;
use crate::operation_id::OperationId;

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
            operations.extend(compile::operations(document).map_err(|error| Error::Document {
                file: error.file().to_owned(),
                position: error.position(),
                message: error.message().to_owned(),
            })?);
        }
        Ok(Self { operations })
    }

    /// The operation with an operationId, if a document has it.
    pub(crate) fn operation(&self, id: OperationId) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// Finds the operation of a request by path and method.
    pub(crate) fn route(&self, method: &http::Method, path: &str) -> Route<'_> {
        route::find(&self.operations, method, path)
    }
}
