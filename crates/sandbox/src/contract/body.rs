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

/// An invalid body, with the status of the response.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct InvalidBody {
    pub(crate) status: StatusCode,
    pub(crate) message: String,
}

impl Payload {
    /// Reads and checks a body. `None` if it is empty and not required.
    pub(super) fn read(
        &self,
        headers: &HeaderMap,
        body: Result<Bytes, BodyFault>,
    ) -> Result<Option<Value>, InvalidBody> {
        let body = body.map_err(BodyFault::into_invalid_body)?;
        if body.is_empty() {
            return if self.required { Err(bad_request("body is required")) } else { Ok(None) };
        }
        if !is_json(headers) {
            return Err(InvalidBody {
                status: StatusCode::UNSUPPORTED_MEDIA_TYPE,
                message: "the header Content-Type must be application/json".to_owned(),
            });
        }
        let value: Value = serde_json::from_slice(&body).map_err(|error| {
            bad_request(format!(
                "body is not valid JSON at line {}, column {}",
                error.line(),
                error.column()
            ))
        })?;
        self.schema.check("body", &value)?;
        Ok(Some(value))
    }
}

impl BodyFault {
    fn into_invalid_body(self) -> InvalidBody {
        match self {
            Self::TooLarge => InvalidBody {
                status: StatusCode::PAYLOAD_TOO_LARGE,
                message: format!("body must have at most {BODY_LIMIT} bytes"),
            },
            Self::TooSlow => InvalidBody {
                status: StatusCode::REQUEST_TIMEOUT,
                message: "body did not arrive in time".to_owned(),
            },
            Self::Incomplete => bad_request("body is not complete"),
        }
    }
}

impl From<Violation> for InvalidBody {
    fn from(violation: Violation) -> Self {
        bad_request(violation.to_string())
    }
}

fn bad_request(message: impl Into<String>) -> InvalidBody {
    InvalidBody { status: StatusCode::BAD_REQUEST, message: message.into() }
}

/// Whether there is exactly one content type and it is JSON, with any parameters.
fn is_json(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(first), None) = (types.next(), types.next()) else { return false };
    let Ok(text) = first.to_str() else { return false };
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}
