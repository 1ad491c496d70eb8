//! The trace of an attempt, with OpenTelemetry's names for HTTP.
//!
//! No field holds a URL, query, header or body.

use reqwest::Request;
use tracing::field::{Empty, debug};
use tracing::{Span, info_span};

use super::Call;
use crate::response::RawResponse;
use crate::{Error, Result};

/// Creates the span of one attempt; `resends` counts from 0.
pub(super) fn attempt(call: &Call, request: &Request, resends: u32) -> Span {
    let url = request.url();
    info_span!(
        "attempt",
        otel.name = format!("{} {}", call.operation.method, call.operation.path),
        otel.kind = "client",
        http.request.method = call.operation.method,
        http.request.resend_count = resends,
        http.response.status_code = Empty,
        url.scheme = url.scheme(),
        url.template = call.operation.path,
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        error.r#type = Empty,
    )
}

/// Records in the current span how an attempt ended.
pub(super) fn record(outcome: &Result<RawResponse>) {
    let span = Span::current();
    let status = outcome.as_ref().map_or_else(Error::status, |raw| Some(raw.status));
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    if let Err(error) = outcome {
        span.record("error.type", debug(error.kind()));
    }
}
