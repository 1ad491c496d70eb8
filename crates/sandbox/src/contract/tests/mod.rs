//! Tests of the contract. `oracle` compares the checks of schemas with those of
//! another validator.

mod encoding;
mod format;
mod oracle;
mod schema;
mod template;

use dintero_cards_openapi::{Document, Schema as SchemaNode, Source};

use super::schema::Schema;

fn compile(text: &str) -> Result<Schema, String> {
    let document = Document::parse(Source { file: "test.yaml", text }).unwrap();
    let schema = SchemaNode::read(&document, "").map_err(|error| error.to_string())?;
    Schema::compile(&schema).map_err(|error| error.to_string())
}
