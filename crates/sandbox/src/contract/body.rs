//! The body of a request: its media type, its JSON, its schema.

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use super::check::Violation;
use super::schema::Schema;

/// Maximum length of a body, in bytes. Documented requests have a few hundred.
pub(crate) const BODY_LIMIT: usize = 64 * 1024;

/// The JSON body of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Payload {
    pub(super) required: bool,
    pub(super) schema: Schema,
}

impl Payload {
    /// Reads and checks a body. `None` if it is empty and not required.
    pub(super) fn read(
        &self,
        headers: &HeaderMap,
        body: Result<Bytes, Violation>,
    ) -> Result<Option<Value>, Violation> {
        let body = body?;
        if body.is_empty() {
            let required = Violation::new("body", "is required");
            return if self.required { Err(required) } else { Ok(None) };
        }
        if !is_json(headers) {
            let violation = Violation::new("the header Content-Type", "must be application/json");
            return Err(violation.with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        if body.starts_with("\u{feff}".as_bytes()) {
            let rule = "has a byte order mark at line 1, column 1, which JSON does not allow";
            return Err(Violation::new("body", rule));
        }
        let value: Value = serde_json::from_slice(&body).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let rule = format!("is not valid JSON at line {line}, column {column}");
            Violation::new("body", rule)
        })?;
        self.schema.check("body", &value)?;
        Ok(Some(value))
    }
}

/// Whether there is exactly one content type and it is JSON, with any parameters.
fn is_json(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(first), None) = (types.next(), types.next()) else { return false };
    let Ok(text) = first.to_str() else { return false };
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}
