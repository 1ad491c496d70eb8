//! Responses: JSON, with the documented body for errors, unless the fault script
//! replaces it.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde_json::json;

use crate::contract::Violation;
use crate::faults::Action;

/// An error response.
pub(crate) type Refusal = Box<Response>;

/// A response, before anything is sent. `Debug` shows neither headers nor body.
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Time to wait before it is sent.
    pub(crate) delay: Duration,
    /// The fault that damages its bytes or its connection.
    pub(crate) damage: Option<Action>,
}

impl Response {
    pub(crate) fn new(status: StatusCode, media_type: &'static str, body: Bytes) -> Self {
        let content_type = (header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        let headers = HeaderMap::from_iter([content_type]);
        Self { status, headers, body, delay: Duration::ZERO, damage: None }
    }

    pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).expect("text keys and plain values make JSON");
        Self::new(status, "application/json", body.into())
    }

    /// Returns an error response with the documented body.
    pub(crate) fn error(status: StatusCode, message: &str) -> Self {
        // The documented example of a code is the reason phrase of its status.
        let reason = status.canonical_reason().unwrap_or("Error");
        let error = json!({ "code": reason.to_uppercase(), "message": message });
        Self::json(status, &json!({ "error": error }))
    }

    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Returns the status that the client receives, if it receives one.
    pub(crate) fn visible_status(&self) -> Option<u16> {
        (self.damage != Some(Action::Reset)).then_some(self.status.as_u16())
    }
}

impl From<Violation> for Refusal {
    fn from(violation: Violation) -> Self {
        Response::error(violation.status, &violation.to_string()).into()
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, damage, .. } = self;
        f.debug_struct("Response")
            .field("status", status)
            .field("damage", damage)
            .finish_non_exhaustive()
    }
}
