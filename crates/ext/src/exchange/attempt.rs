//! One attempt: token, request, response; a rejected token is renewed once.

use std::sync::atomic::{AtomicU32, Ordering};

use dintero_cards_http::host;
use http::StatusCode;
use http::header::{AUTHORIZATION, USER_AGENT};
use reqwest::Request;
use tokio::time::timeout;
use tracing::Instrument as _;

use super::{Call, body, refusal, span};
use crate::authorization::AuthHeader;
use crate::response::RawResponse;
use crate::{Error, ErrorKind, Result};

/// Sends a request, and once more if the server rejects the token and the source
/// has another one. Adds to `sent` how often it sent.
pub(super) async fn attempt(
    call: &Call,
    request: &Request,
    sent: &AtomicU32,
) -> Result<RawResponse> {
    let header = call.authorization.authorization_header().await?;
    let outcome = send(call, request, &header, sent).await;
    let is_rejected = |error: &Error| error.status() == Some(StatusCode::UNAUTHORIZED);
    if !outcome.as_ref().is_err_and(is_rejected) {
        return outcome;
    }
    header.reject_token();
    let renewed = call.authorization.authorization_header().await?;
    if renewed.value == header.value {
        return outcome;
    }
    let outcome = send(call, request, &renewed, sent).await;
    if outcome.as_ref().is_err_and(is_rejected) {
        renewed.reject_token();
    }
    outcome
}

async fn send(
    call: &Call,
    request: &Request,
    authorization: &AuthHeader<'_>,
    sent: &AtomicU32,
) -> Result<RawResponse> {
    let settings = &call.settings;
    settings.rate_limit.wait().await;
    let mut request = request.try_clone().ok_or_else(|| {
        let context = format!("{}: the request cannot be sent twice", call.context);
        Error::new(ErrorKind::Configuration, context)
    })?;
    let headers = request.headers_mut();
    headers.extend(settings.system.clone());
    headers.insert(USER_AGENT, settings.user_agent.clone());
    headers.insert(AUTHORIZATION, authorization.value.clone());
    let host = host(request.url());
    let span = span::attempt(call, &request, sent.fetch_add(1, Ordering::Relaxed));
    async {
        let limited =
            timeout(settings.timeouts.attempt, receive(call, &host, request, authorization)).await;
        let outcome = limited.unwrap_or_else(|_| {
            let (context, limit) = (call.context, settings.timeouts.attempt);
            let context = format!("{context}: no whole response of {host} within {limit:?}");
            Err(Error::new(ErrorKind::Timeout, context))
        });
        span::record(&outcome);
        outcome
    }
    .instrument(span)
    .await
}

async fn receive(
    call: &Call,
    host: &str,
    request: Request,
    authorization: &AuthHeader<'_>,
) -> Result<RawResponse> {
    let Call { context, settings, http, .. } = call;
    let url = request.url().clone();
    let response = http.execute(request).await;
    let response =
        response.map_err(|error| Error::from_reqwest(context, host, error).without_head())?;
    if *response.url() != url {
        let why = format!("{context}: the HTTP client follows redirects, which it must not");
        return Err(Error::new(ErrorKind::Configuration, why));
    }
    let (status, headers) = (response.status(), response.headers().clone());
    let body = body::read(context, host, response, settings.max_body).await?;
    let raw = RawResponse { status, headers, body, host: host.to_owned() };
    if status.is_success() {
        refusal::compressed(context, raw)
    } else {
        Err(refusal::refused(context, raw, |text| authorization.conceal(text)))
    }
}
