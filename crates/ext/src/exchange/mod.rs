//! The one place that sends requests: the transport of the generated clients.
//!
//! [`Exchange::run`] makes an exchange of a [`Call`], gives it to a generated
//! client as its transport, and reads the outcome from it afterwards. Generated
//! code can only return `reqwest` errors and its own, which lose status and
//! headers; so a failure is stored here, and generated code gets an empty
//! response that it cannot decode.
//!
//! - `call` is what is sent and with which settings.
//! - `retries` waits and retries, `attempt` sends once, `body` reads.
//! - `refusal` makes errors of statuses, `span` traces.

mod attempt;
mod body;
mod call;
mod refusal;
mod retries;
mod span;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use dintero_cards_client::{Transport, is_documented};
use http::StatusCode;
use progenitor_client::{Error as GeneratedError, ResponseValue};
use reqwest::{Client, Request};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

pub(crate) use body::USUAL_BODY;
pub(crate) use call::{Call, OnBody, Settings};

use crate::response::RawResponse;
use crate::{Error, ErrorKind, Response, Result};

/// A call while a generated client makes it.
pub(crate) struct Exchange {
    call: Call,
    /// The response, and how often the request was sent; None before that.
    outcome: Mutex<Option<Result<(RawResponse, u32)>>>,
}

impl Exchange {
    /// Makes a call with a generated client and returns what it decoded.
    pub(crate) async fn run<T, E, F>(
        call: Call,
        generated: impl FnOnce(Arc<dyn Transport>) -> F,
    ) -> Result<Response<T>>
    where
        T: DeserializeOwned,
        F: Future<Output = std::result::Result<ResponseValue<T>, GeneratedError<E>>>,
    {
        let exchange = Arc::new(Self { call, outcome: Mutex::default() });
        let transport: Arc<dyn Transport> = Arc::<Self>::clone(&exchange);
        let decoded = generated(transport).await;
        let context = exchange.call.context;
        // A failure on the wire explains that of generated code.
        let outcome = exchange.outcome().take().transpose()?;
        Err(match (decoded, outcome) {
            (Ok(value), Some((raw, attempts))) => {
                return Ok(Response { value: value.into_inner(), raw, attempts });
            }
            (Err(GeneratedError::InvalidRequest(why)), _) => {
                Error::invalid(format!("{context}: {why}"))
            }
            (Err(GeneratedError::CommunicationError(error)), _) => {
                Error::from_reqwest(context, "the server", error)
            }
            (Err(GeneratedError::InvalidResponsePayload(..)), Some((raw, attempts))) => {
                let path = decode_path::<T>(&raw.json());
                let why = format!("{context}: the response of {} is not as documented", raw.host);
                let error = Error::new(ErrorKind::Decode, why).with_attempts(attempts);
                error.with_path(path).with_response(raw)
            }
            (Err(_), Some((raw, attempts))) => {
                Error::new(ErrorKind::Status, context).with_attempts(attempts).with_response(raw)
            }
            (_, None) => {
                let why = format!("{context}: the request was not sent");
                Error::new(ErrorKind::Configuration, why)
            }
        })
    }

    /// Turns a response whose body must not be decoded into an error.
    fn refuse(&self, (raw, attempts): (RawResponse, u32)) -> Result<(RawResponse, u32)> {
        let body = raw.json();
        let reason = body::too_many_fields(&body).or_else(|| (self.call.refuse_body)(&body));
        let Some(reason) = reason else { return Ok((raw, attempts)) };
        let context = format!("{}: {} sent a response with {reason}", self.call.context, raw.host);
        let error = Error::new(ErrorKind::TooLarge, context);
        Err(error.with_attempts(attempts).with_response(raw))
    }

    fn outcome(&self) -> MutexGuard<'_, Option<Result<(RawResponse, u32)>>> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Exchange {
    fn send<'a>(
        &'a self,
        _client: &'a Client,
        request: Request,
        _operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = reqwest::Result<reqwest::Response>> + Send + 'a>> {
        Box::pin(async move {
            let mut response = http::Response::new(Bytes::new());
            let outcome = retries::exchange(&self.call, request).await;
            let outcome = outcome.and_then(|received| self.refuse(received));
            match &outcome {
                Ok((raw, _)) => {
                    if self.call.on_body.as_ref().is_some_and(|on_body| on_body(&raw.body)) {
                        // That task goes first: decoding takes a while.
                        tokio::task::yield_now().await;
                    }
                    *response.status_mut() = raw.status;
                    *response.body_mut() = raw.json();
                }
                Err(_) => *response.status_mut() = StatusCode::NO_CONTENT,
            }
            *self.outcome() = Some(outcome);
            Ok(response.into())
        })
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange").field("context", &self.call.context).finish_non_exhaustive()
    }
}

/// Returns the JSON path at which decoding fails. The decoder's own message is
/// left out, since it quotes values.
pub(crate) fn decode_path<T: DeserializeOwned>(json: &[u8]) -> Option<String> {
    let mut json = serde_json::Deserializer::from_slice(json);
    let error = serde_path_to_error::deserialize::<_, T>(&mut json).err()?;
    let mut path = String::new();
    for segment in error.path() {
        match segment {
            Segment::Seq { index } => path.push_str(&format!("[{index}]")),
            Segment::Map { key } => {
                path.push_str(if path.is_empty() { "" } else { "." });
                path.push_str(documented(key));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    Some(path).filter(|path| !path.is_empty())
}

/// Returns a name of the documents, and `*` for any other: that is data, such as
/// a key of metadata.
fn documented(name: &str) -> &str {
    if is_documented(name) { name } else { "*" }
}
