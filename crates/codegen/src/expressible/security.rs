//! Who may send a request: one answer for the whole document.

use dintero_cards_openapi::Document;

use crate::Error;
use crate::operation::Operation;

/// The client proves who it is in one way; an operation that wants another, or
/// none, would be sent wrongly.
pub(super) fn check(document: &Document, operation: &Operation<'_>) -> Result<(), Error> {
    match operation.value.get("security") {
        Some(own) if Some(own) != document.root().get("security") => {
            let pointer = format!("{}/security", operation.pointer);
            let problem = "the security of the operation is not that of the document";
            Err(Error::at(document, &pointer, problem, "make it a document of its own"))
        }
        _ => Ok(()),
    }
}
