//! The one place where all sending happens: the hook of the generated clients.
//!
//! A call makes an [`Exchange`], gives it to a generated client as its
//! transport, and asks it afterwards what really happened. Generated code can
//! only pass on `reqwest` errors and its own, which lose status and headers;
//! so a failure is kept here, and generated code gets an empty response that
//! it fails on too.
//!
//! `attempts` repeats, `attempt` sends once, `body` reads, `refusal` makes
//! errors of statuses, `span` says what is traced.

mod attempt;
mod attempts;
mod body;
mod refusal;
mod span;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use dintero_cards_client::{Operation, Transport, is_documented};
use http::StatusCode;
use progenitor_client::{Error as GeneratedError, ResponseValue};
use reqwest::{Client, Request, Response};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::error::Parts;
use crate::settings::Settings;
use crate::token::Authorization;
use crate::{Error, ErrorKind, Result};

/// One call of a generated client.
pub(crate) struct Exchange {
    call: Call,
    outcome: Mutex<Outcome>,
}

/// What a call is, before it is made.
pub(crate) struct Call {
    pub(crate) operation: &'static Operation,
    /// What is being done, as errors say it.
    pub(crate) context: &'static str,
    pub(crate) settings: Arc<Settings>,
    pub(crate) http: Client,
    pub(crate) authorization: Authorization,
    /// Time for all attempts and the waits between them.
    pub(crate) overall: Duration,
    /// Whether the server may be asked again when it is not known what became of
    /// a request: asking twice for cards is asking once, making something is not.
    pub(crate) is_repeatable: bool,
    /// Whether a body must not be decoded, for the memory that it would take.
    pub(crate) is_crowded: fn(&[u8]) -> bool,
}

/// What a call came to.
#[derive(Default)]
enum Outcome {
    #[default]
    NotSent,
    Failed(Error),
    Received(Parts, u32),
}

/// What a call gave.
pub(crate) struct Answer<T> {
    pub(crate) value: T,
    pub(crate) response: Parts,
    pub(crate) attempts: u32,
}

impl Exchange {
    /// Makes a call with a generated client and gives what it decoded.
    pub(crate) async fn run<T, E, F>(
        call: Call,
        generated: impl FnOnce(Arc<dyn Transport>) -> F,
    ) -> Result<Answer<T>>
    where
        T: DeserializeOwned,
        F: Future<Output = std::result::Result<ResponseValue<T>, GeneratedError<E>>>,
    {
        let exchange = Arc::new(Self { call, outcome: Mutex::default() });
        let transport: Arc<dyn Transport> = Arc::<Self>::clone(&exchange);
        let decoded = generated(transport).await;
        let outcome = std::mem::take(&mut *exchange.outcome());
        match (decoded, outcome) {
            (Ok(value), Outcome::Received(response, attempts)) => {
                Ok(Answer { value: value.into_inner(), response, attempts })
            }
            (Err(error), outcome) => Err(explain::<T, E>(exchange.call.context, outcome, error)),
            // Generated code cannot have decoded what never came.
            (Ok(_), _) => Err(Error::new(ErrorKind::Configuration, exchange.call.context)),
        }
    }

    fn outcome(&self) -> MutexGuard<'_, Outcome> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Exchange {
    fn send<'a>(
        &'a self,
        _client: &'a Client,
        request: Request,
        _operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send + 'a>> {
        Box::pin(async move {
            let mut response = http::Response::new(Bytes::new());
            *self.outcome() = match attempts::exchange(&self.call, request).await {
                Ok((parts, attempts)) if (self.call.is_crowded)(&parts.body) => {
                    *response.status_mut() = StatusCode::NO_CONTENT;
                    let what = format!("{}: the page has far too many cards", self.call.context);
                    let error = Error::new(ErrorKind::TooLarge, what);
                    Outcome::Failed(error.with_attempts(attempts).with_response(parts))
                }
                Ok((parts, attempts)) => {
                    *response.status_mut() = parts.status;
                    *response.body_mut() = parts.body.clone();
                    Outcome::Received(parts, attempts)
                }
                Err(error) => {
                    *response.status_mut() = StatusCode::NO_CONTENT;
                    Outcome::Failed(error)
                }
            };
            Ok(response.into())
        })
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange").field("context", &self.call.context).finish_non_exhaustive()
    }
}

/// Why a call failed: what happened on the wire, else what generated code says.
fn explain<T: DeserializeOwned, E>(
    context: &'static str,
    outcome: Outcome,
    error: GeneratedError<E>,
) -> Error {
    match (outcome, error) {
        (Outcome::Failed(failure), _) => failure,
        (_, GeneratedError::InvalidRequest(what)) => Error::invalid(format!("{context}: {what}")),
        (_, GeneratedError::CommunicationError(error)) => Error::from_reqwest(context, error),
        (Outcome::Received(response, attempts), GeneratedError::InvalidResponsePayload(..)) => {
            let what = format!("{context}: the response is not what the document says");
            let error = Error::new(ErrorKind::Decode, what).with_attempts(attempts);
            let error = match decode_path::<T>(&response.body) {
                Some(path) => error.with_path(path),
                None => error,
            };
            error.with_response(response)
        }
        (Outcome::Received(response, attempts), _) => {
            Error::new(ErrorKind::Status, context).with_attempts(attempts).with_response(response)
        }
        (Outcome::NotSent, _) => Error::new(ErrorKind::Configuration, context),
    }
}

/// Where decoding fails. The decoder's own words stay out: they quote values.
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

/// A name of the documents; any other is somebody's data, such as a key of
/// metadata.
fn documented(name: &str) -> &str {
    if is_documented(name) { name } else { "*" }
}
