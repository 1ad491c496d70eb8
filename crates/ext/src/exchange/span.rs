//! The trace of an attempt, with OpenTelemetry's names for HTTP.
//!
//! No field holds a URL, query, header or body.

use reqwest::Request;
use tracing::field::{Empty, display};
use tracing::{Span, info_span};

use super::Call;
use crate::{Error, Result};

/// Creates the span of one attempt; `resends` counts from 0.
pub(super) fn attempt(call: &Call, request: &Request, resends: u32) -> Span {
    let url = request.url();
    let span = info_span!(
        "attempt",
        otel.name = Empty,
        otel.kind = "client",
        http.request.method = call.operation.method,
        http.request.resend_count = resends,
        http.response.status_code = Empty,
        url.scheme = url.scheme(),
        url.template = call.operation.path,
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        error.r#type = Empty,
    );
    if !span.is_disabled() {
        let name = format!("{} {}", call.operation.method, call.operation.path);
        span.record("otel.name", name);
    }
    span
}

/// Records in the current span how an attempt ended.
pub(super) fn record<T>(outcome: &Result<T>, status: impl FnOnce(&T) -> u16) {
    let span = Span::current();
    match outcome {
        Ok(value) => {
            span.record("http.response.status_code", status(value));
        }
        Err(error) => {
            if let Some(status) = error.status() {
                span.record("http.response.status_code", status.as_u16());
            }
            span.record("error.type", display(kind(error)));
        }
    }
}

fn kind(error: &Error) -> String {
    format!("{:?}", error.kind())
}
