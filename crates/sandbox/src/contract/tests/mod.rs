//! The promises of the schema checker, and another validator to compare it with.

mod oracle;
mod schema;

use dintero_cards_openapi::{Document, Schema as SchemaNode, Source};

use super::schema::Schema;

fn compile(text: &str) -> Result<Schema, String> {
    let document = Document::parse(Source { file: "test.yaml", text }).unwrap();
    let schema = SchemaNode::read(&document, "").map_err(|error| error.to_string())?;
    Schema::compile(&schema).map_err(|error| error.to_string())
}
