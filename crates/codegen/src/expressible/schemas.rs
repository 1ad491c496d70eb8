//! The schemas that a document names: their names, their number, and that none is
//! composed of itself.

use dintero_cards_openapi::{Document, Schema, pointer_token as token};
use serde_json::Value;

use super::distinct_names::DistinctNames;
use crate::Error;
use crate::rust_name::{is_legal, is_taken, of_type};

/// The generator follows references by recursion; this bounds how far.
const MAX_SCHEMAS: usize = 1_000;

pub(super) fn check(document: &Document) -> Result<(), Error> {
    let schemas = document.root().pointer("/components/schemas").and_then(Value::as_object);
    if schemas.is_some_and(|schemas| schemas.len() > MAX_SCHEMAS) {
        let problem = format!("the document names more than {MAX_SCHEMAS} schemas");
        let remedy = "leave out what its operations do not use";
        return Err(Error::at(document, "/components/schemas", problem, remedy));
    }
    let mut names = DistinctNames::new("schema");
    for (name, _) in schemas.into_iter().flatten() {
        let pointer = format!("/components/schemas/{}", token(name));
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let rust_name = of_type(name);
        if !begins || !name.chars().all(allowed) || !is_legal(&rust_name) {
            let problem = format!("the schema name {name:?} gives no Rust name");
            let remedy = "begin it with a letter, and use letters, digits, . - and _";
            return Err(Error::at(document, &pointer, problem, remedy));
        }
        if is_taken(&rust_name) {
            let problem = format!("Rust has its own {rust_name}, which the code needs");
            return Err(Error::at(document, &pointer, problem, "give the schema another name"));
        }
        names.add(document, name, rust_name, &pointer)?;
        Schema::read(document, &pointer)?;
    }
    Ok(())
}
