//! One attempt: token, request, response; a token that is refused is renewed once.

use std::sync::atomic::{AtomicU32, Ordering};

use http::StatusCode;
use http::header::{AUTHORIZATION, USER_AGENT};
use reqwest::Request;
use tokio::time::timeout;
use tracing::Instrument as _;

use super::{Call, body, refusal, span};
use crate::error::Parts;
use crate::{Error, ErrorKind, Result};

/// Sends until there is a response that is not about the token, and counts how
/// often in `sent`.
pub(super) async fn attempt(call: &Call, request: &Request, sent: &AtomicU32) -> Result<Parts> {
    let presented = call.authorization.present().await?;
    let outcome = send(call, request, &presented, sent).await;
    let is_refused = |error: &Error| error.status() == Some(StatusCode::UNAUTHORIZED);
    if !outcome.as_ref().is_err_and(is_refused) {
        return outcome;
    }
    presented.was_rejected();
    let renewed = call.authorization.present().await?;
    if renewed.header() == presented.header() {
        return outcome;
    }
    let outcome = send(call, request, &renewed, sent).await;
    if outcome.as_ref().is_err_and(is_refused) {
        renewed.was_rejected();
    }
    outcome
}

async fn send(
    call: &Call,
    request: &Request,
    presented: &crate::token::Presented<'_>,
    sent: &AtomicU32,
) -> Result<Parts> {
    let settings = &call.settings;
    settings.rate_limit.wait().await;
    let mut request = request.try_clone().ok_or_else(|| {
        let what = format!("{}: the request cannot be sent twice", call.context);
        Error::new(ErrorKind::Configuration, what)
    })?;
    let headers = request.headers_mut();
    headers.extend(settings.system.clone());
    headers.insert(USER_AGENT, settings.user_agent.clone());
    headers.insert(AUTHORIZATION, presented.header().clone());
    let span = span::attempt(call, &request, sent.fetch_add(1, Ordering::Relaxed));
    async {
        let limited = timeout(settings.timeouts.attempt, receive(call, request)).await;
        let outcome = limited.unwrap_or_else(|_| {
            let what =
                format!("{}: no whole response within the time for an attempt", call.context);
            Err(Error::new(ErrorKind::Timeout, what))
        });
        span::record(&outcome, |parts| parts.status.as_u16());
        outcome
    }
    .instrument(span)
    .await
}

async fn receive(call: &Call, request: Request) -> Result<Parts> {
    let Call { context, settings, http, .. } = call;
    let url = request.url().clone();
    let response = http.execute(request).await;
    let response = response.map_err(|error| Error::from_reqwest(context, error))?;
    if *response.url() != url {
        let what = format!("{context}: the HTTP client follows redirects, which it must not");
        return Err(Error::new(ErrorKind::Configuration, what));
    }
    let (status, headers) = (response.status(), response.headers().clone());
    let body = body::read(context, response, settings.max_body).await?;
    let parts = Parts { status, headers, body };
    if status.is_success() { Ok(parts) } else { Err(refusal::refused(context, parts)) }
}
