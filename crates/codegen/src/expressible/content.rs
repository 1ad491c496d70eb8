//! Bodies: JSON with a schema, and nothing else.

use dintero_cards_openapi::Document;
use serde_json::Value;

use crate::Error;
use crate::operation::token;

pub(super) const JSON: &str = "application/json";

/// Checks the body that a request or a response has.
pub(super) fn check(document: &Document, pointer: &str, owner: &Value) -> Result<(), Error> {
    let content = owner.get("content").and_then(Value::as_object);
    for (media, value) in content.into_iter().flatten() {
        let pointer = format!("{pointer}/content/{}", token(media));
        if media != JSON {
            let problem = format!("the media type {media} is not supported");
            return Err(Error::at(document, &pointer, problem, "this client speaks JSON only"));
        }
        if value.get("schema").is_none() {
            let problem = "the content has no schema";
            return Err(Error::at(document, &pointer, problem, "give it one"));
        }
    }
    Ok(())
}
