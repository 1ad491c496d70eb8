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

/// An error when a body is read from the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyFault {
    /// It is larger than [`BODY_LIMIT`].
    TooLarge,
    /// It did not arrive in time.
    TooSlow,
    /// It ended early, or its framing is not valid.
    Incomplete,
}

impl Payload {
    /// Reads and checks a body. `None` if it is empty and not required.
    pub(super) fn read(
        &self,
        headers: &HeaderMap,
        body: Result<Bytes, BodyFault>,
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

impl From<BodyFault> for Violation {
    fn from(fault: BodyFault) -> Self {
        let (rule, status) = match fault {
            BodyFault::TooLarge => {
                (format!("must have at most {BODY_LIMIT} bytes"), StatusCode::PAYLOAD_TOO_LARGE)
            }
            BodyFault::TooSlow => {
                ("did not arrive in time".to_owned(), StatusCode::REQUEST_TIMEOUT)
            }
            BodyFault::Incomplete => ("is not complete".to_owned(), StatusCode::BAD_REQUEST),
        };
        Self::new("body", rule).with_status(status)
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
