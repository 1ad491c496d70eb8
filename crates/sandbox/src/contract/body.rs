//! The body of a request: its media type, its JSON, its schema.

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use super::check::Violation;
use super::schema::Schema;

/// The largest body that is read, in bytes. Requests of the documents have
/// some hundred.
pub(crate) const BODY_LIMIT: usize = 64 * 1024;

/// The JSON that an operation takes.
#[derive(Clone, Debug)]
pub(crate) struct Payload {
    pub(super) required: bool,
    pub(super) schema: Schema,
}

/// Why a body could not be read from the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyFault {
    /// It is larger than [`BODY_LIMIT`].
    TooLarge,
    /// It did not come in time.
    TooSlow,
    /// It ended early, or its framing is broken.
    Broken,
}

/// Why a body is refused, with the status that says so.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) status: StatusCode,
    pub(crate) message: String,
}

impl Payload {
    /// Reads and checks a body. `None` when there is none and none is needed.
    pub(super) fn read(
        &self,
        headers: &HeaderMap,
        body: Result<Bytes, BodyFault>,
    ) -> Result<Option<Value>, Refused> {
        let body = body.map_err(BodyFault::refused)?;
        if body.is_empty() {
            return if self.required { Err(bad_request("body is required")) } else { Ok(None) };
        }
        if !is_json(headers) {
            return Err(Refused {
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
    fn refused(self) -> Refused {
        match self {
            Self::TooLarge => Refused {
                status: StatusCode::PAYLOAD_TOO_LARGE,
                message: format!("body must have at most {BODY_LIMIT} bytes"),
            },
            Self::TooSlow => Refused {
                status: StatusCode::REQUEST_TIMEOUT,
                message: "body did not come in time".to_owned(),
            },
            Self::Broken => bad_request("body is not complete"),
        }
    }
}

impl From<Violation> for Refused {
    fn from(violation: Violation) -> Self {
        bad_request(violation.to_string())
    }
}

fn bad_request(message: impl Into<String>) -> Refused {
    Refused { status: StatusCode::BAD_REQUEST, message: message.into() }
}

/// Whether there is exactly one content type and it is JSON, parameters aside.
fn is_json(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(first), None) = (types.next(), types.next()) else { return false };
    let Ok(text) = first.to_str() else { return false };
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}
