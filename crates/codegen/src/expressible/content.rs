//! Bodies: only JSON with a schema is supported.

use dintero_cards_openapi::{MediaType, Node};

use crate::Error;

const JSON: &str = "application/json";

/// Checks the body of a request or a response, and returns its schema.
pub(super) fn check<'a>(owner: &Node<'a>) -> Result<Option<Node<'a>>, Error> {
    let mut schema = None;
    for media in MediaType::of(owner) {
        let MediaType { name, node } = media?;
        if name != JSON {
            let problem = format!("the media type {name} is not supported");
            return Err(Error::of_node(&node, problem, "this client speaks JSON only"));
        }
        schema = node.get("schema")?;
        if schema.is_none() {
            return Err(Error::of_node(&node, "the content has no schema", "give it one"));
        }
    }
    Ok(schema)
}
