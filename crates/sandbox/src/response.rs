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

/// An error response: status, message and at most one header.
pub(crate) struct Refusal {
    status: StatusCode,
    message: String,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Response {
    /// Returns 200 with a body.
    pub(crate) fn ok(body: &impl Serialize) -> Self {
        Self::json(StatusCode::OK, body)
    }

    /// Returns the response with one more header.
    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Returns a response of HTML.
    pub(crate) fn html(status: StatusCode, text: String) -> Self {
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        Self::of(status, HeaderMap::from_iter([(header::CONTENT_TYPE, html)]), text.into())
    }

    /// Returns the status that the client receives, if it receives one.
    pub(crate) fn visible_status(&self) -> Option<u16> {
        (self.damage != Some(Action::Reset)).then_some(self.status.as_u16())
    }

    fn of(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self { status, headers, body, delay: Duration::ZERO, damage: None }
    }

    fn json(status: StatusCode, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).expect("text keys and plain values make JSON").into();
        let json = HeaderValue::from_static("application/json");
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, json)]);
        Self::of(status, headers, body)
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

impl Refusal {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), header: None }
    }

    /// 401 with the challenge `WWW-Authenticate`.
    pub(crate) fn unauthorized(message: &str, challenge: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, message)
            .with(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
    }

    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.header = Some((name, value));
        self
    }
}

impl From<Violation> for Refusal {
    fn from(violation: Violation) -> Self {
        Self::new(violation.status, violation.to_string())
    }
}

impl From<Refusal> for Response {
    fn from(refusal: Refusal) -> Self {
        // The documented example of a code is the reason phrase of its status.
        let reason = refusal.status.canonical_reason().unwrap_or("Error");
        let error = json!({ "code": reason.to_uppercase(), "message": refusal.message });
        let response = Self::json(refusal.status, &json!({ "error": error }));
        match refusal.header {
            Some((name, value)) => response.with(name, value),
            None => response,
        }
    }
}
