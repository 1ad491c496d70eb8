//! Names of a document that give the same name in Rust.

use std::collections::BTreeMap;

use dintero_cards_openapi::Document;

use crate::Error;

/// The Rust names of one scope, each with its source.
pub(super) struct DistinctNames {
    what: &'static str,
    taken: BTreeMap<String, (String, String)>,
}

impl DistinctNames {
    /// Returns an empty scope; `what` is the word for a member in messages.
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, taken: BTreeMap::new() }
    }

    /// Adds a name.
    ///
    /// # Errors
    /// The Rust name exists already; the error has both places.
    pub(super) fn add(
        &mut self,
        document: &Document,
        name: &str,
        rust_name: String,
        pointer: &str,
    ) -> Result<(), Error> {
        let entry = (name.to_owned(), pointer.to_owned());
        let Some((other, place)) = self.taken.insert(rust_name.clone(), entry) else {
            return Ok(());
        };
        let (what, place) = (self.what, document.position(&place));
        let problem = if other == name {
            format!("the {what} {name} stands here a second time, after {place}")
        } else {
            format!("the {what} {name} and {other} at {place} both become {rust_name}")
        };
        Err(Error::at(document, pointer, problem, "give each a name of its own"))
    }
}
