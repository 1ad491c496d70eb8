//! The one place where all sending happens: the hook of the generated clients.
//!
//! A call makes an [`Exchange`], gives it to a generated client as its
//! transport, and asks it afterwards what really happened. Generated code can
//! only pass on `reqwest` errors and its own, which lose status and headers;
//! so a failure is kept here, and generated code gets an empty response that
//! it fails on too.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use dintero_cards_client::Transport;
use dintero_cards_client::cards::types::ErrorBody;
use http::header::{AUTHORIZATION, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use progenitor_client::{Error as GeneratedError, ResponseValue};
use reqwest::{Client, Request, Response};
use serde::de::DeserializeOwned;

use crate::token::Authorization;
use crate::{Error, ErrorKind, Result};

/// What a body may hold: a page of a hundred cards is some hundred kilobytes.
const MAX_BODY: usize = 16 * 1024 * 1024;
/// Codes are words for programs; anything longer stays out of error texts.
const MAX_CODE: usize = 64;

/// One call of a generated client.
pub(crate) struct Exchange {
    /// What is being done, as errors say it.
    context: &'static str,
    authorization: Authorization,
    outcome: Mutex<Outcome>,
}

/// What a call came to.
#[derive(Default)]
enum Outcome {
    #[default]
    NotSent,
    Failed(Error),
    Received(StatusCode, Bytes),
}

/// What arrived: a success, whole.
struct Received {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Exchange {
    /// Makes a call with a generated client and gives what it decoded.
    pub(crate) async fn run<T, E, F>(
        context: &'static str,
        authorization: Authorization,
        call: impl FnOnce(Arc<dyn Transport>) -> F,
    ) -> Result<T>
    where
        T: DeserializeOwned,
        F: Future<Output = std::result::Result<ResponseValue<T>, GeneratedError<E>>>,
    {
        let outcome = Mutex::default();
        let exchange = Arc::new(Self { context, authorization, outcome });
        let transport: Arc<dyn Transport> = Arc::<Self>::clone(&exchange);
        match call(transport).await {
            Ok(value) => Ok(value.into_inner()),
            Err(error) => {
                let outcome = std::mem::take(&mut *exchange.outcome());
                Err(explain::<T, E>(context, outcome, error))
            }
        }
    }

    /// Sends the request and reads its response to the end.
    async fn exchange(&self, client: &Client, mut request: Request) -> Result<Received> {
        let presented = self.authorization.present().await?;
        request.headers_mut().insert(AUTHORIZATION, presented.header());
        let response = client
            .execute(request)
            .await
            .map_err(|error| Error::from_reqwest(self.context, error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = self.read(response).await?;
        if status.is_success() {
            return Ok(Received { status, headers, body });
        }
        if status == StatusCode::UNAUTHORIZED {
            presented.was_rejected();
        }
        Err(self.refused(status, &headers, &body))
    }

    async fn read(&self, mut response: Response) -> Result<Bytes> {
        let too_large = || {
            let context = format!("{}: the response is larger than {MAX_BODY} bytes", self.context);
            Error::new(ErrorKind::TooLarge, context)
        };
        let announced = response.content_length().unwrap_or(0);
        let announced = usize::try_from(announced).ok().filter(|length| *length <= MAX_BODY);
        let mut body = BytesMut::with_capacity(announced.ok_or_else(too_large)?);
        let broken = |error| Error::from_reqwest(self.context, error);
        while let Some(chunk) = response.chunk().await.map_err(broken)? {
            if body.len() + chunk.len() > MAX_BODY {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    }

    /// The error of a response that is no success, whatever its body is.
    fn refused(&self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Error {
        let detail = serde_json::from_slice::<ErrorBody>(body).ok().and_then(|body| body.error);
        let (code, message) = detail.map_or((None, None), |detail| (detail.code, detail.message));
        let is_word = |c: char| c.is_ascii_alphanumeric() || " _-.".contains(c);
        let code = code.filter(|code| code.len() <= MAX_CODE && code.chars().all(is_word));
        let retry_after = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        let retry_after = retry_after.and_then(|seconds| seconds.trim().parse().ok());
        let retry_after = retry_after.map(Duration::from_secs);
        Error::from_status(self.context, status, code, message, retry_after)
    }

    fn outcome(&self) -> MutexGuard<'_, Outcome> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Exchange {
    fn send<'a>(
        &'a self,
        client: &'a Client,
        request: Request,
        _operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send + 'a>> {
        Box::pin(async move {
            let mut response = http::Response::new(Bytes::new());
            *self.outcome() = match self.exchange(client, request).await {
                Ok(Received { status, headers, body }) => {
                    *response.status_mut() = status;
                    *response.headers_mut() = headers;
                    *response.body_mut() = body.clone();
                    Outcome::Received(status, body)
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
        f.debug_struct("Exchange").field("context", &self.context).finish_non_exhaustive()
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
        (Outcome::Received(status, body), GeneratedError::InvalidResponsePayload(..)) => {
            let error = Error::new(
                ErrorKind::Decode,
                format!("{context}: the {status} response is not what the document says"),
            );
            match decode_path::<T>(&body) {
                Some(path) => error.with_path(path),
                None => error,
            }
        }
        (Outcome::Received(status, _), _) => Error::from_status(context, status, None, None, None),
        (Outcome::NotSent, _) => Error::new(ErrorKind::Configuration, context),
    }
}

/// Where decoding fails. The decoder's own words stay out: they quote values.
fn decode_path<T: DeserializeOwned>(body: &[u8]) -> Option<String> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let error = serde_path_to_error::deserialize::<_, T>(&mut json).err()?;
    Some(error.path().to_string())
}
