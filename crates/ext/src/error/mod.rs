//! The one error type: what went wrong, what to do about it, where to go on.
//!
//! [`ErrorKind`] sorts errors by what a program would do; `text` is how they
//! print, which is without card data, query values or secrets.

mod kind;
mod text;

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use kind::ErrorKind;

use crate::Cursor;

/// What every function of this crate that can fail gives.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something failed.
///
/// It prints as one line without card data, query values or secrets. What the
/// server said, which may name people, is in [`message`](Self::message),
/// [`headers`](Self::headers) and [`body`](Self::body) and in no text. One
/// pointer wide, and cheap to clone.
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    /// What went wrong first, where that led to another kind.
    origin: ErrorKind,
    /// What was being done and what went wrong, without values.
    context: String,
    attempts: u32,
    retry_after: Option<Duration>,
    refusal: Option<Refusal>,
    response: Option<Parts>,
    path: Option<String>,
    cursor: Option<Cursor>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// The documented error body, as far as it was there.
#[derive(Clone)]
pub(crate) struct Refusal {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// A response as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, context: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            origin: kind,
            context: context.into(),
            attempts: 0,
            retry_after: None,
            refusal: None,
            response: None,
            path: None,
            cursor: None,
            source: None,
        }))
    }

    /// Why a [`TokenSource`](crate::TokenSource) of your own has no token. The
    /// source prints as the cause, so it must not hold a secret.
    #[must_use]
    pub fn token(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let mut error = Self::new(ErrorKind::Token, "get a token");
        error.0.source = Some(Arc::from(source.into()));
        error
    }

    /// The same error, as one after which the same request may succeed later.
    #[must_use]
    pub fn into_retryable(mut self) -> Self {
        self.0.origin = ErrorKind::Transfer;
        self
    }

    pub(crate) fn invalid(context: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidInput, context)
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Arc::new(source));
        self
    }

    pub(crate) fn with_path(mut self, path: String) -> Self {
        self.0.path = Some(path);
        self
    }

    pub(crate) fn with_response(mut self, response: Parts) -> Self {
        self.0.response = Some(response);
        self
    }

    pub(crate) fn with_refusal(mut self, refusal: Refusal) -> Self {
        self.0.refusal = Some(refusal);
        self
    }

    pub(crate) fn with_retry_after(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Where to go on; None stands for the beginning of the listing.
    pub(crate) fn with_cursor(mut self, cursor: Option<Cursor>) -> Self {
        self.0.cursor = cursor;
        self
    }

    /// What kept a response from arriving, without the URL and its query.
    pub(crate) fn from_reqwest(context: &str, error: reqwest::Error) -> Self {
        let kind = if error.is_timeout() {
            ErrorKind::Timeout
        } else if error.is_connect() {
            ErrorKind::Connect
        } else if error.is_builder() {
            ErrorKind::Configuration
        } else {
            ErrorKind::Transfer
        };
        Self::new(kind, context).with_source(error.without_url())
    }

    /// The same failure, as the reason why there is no token.
    pub(crate) fn into_token_error(mut self) -> Self {
        if self.0.kind != ErrorKind::Configuration {
            self.0.kind = ErrorKind::Token;
        }
        self
    }

    pub(crate) fn response(&self) -> Option<&Parts> {
        self.0.response.as_ref()
    }

    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Status of the response, when one arrived.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(|response| response.status)
    }

    /// The server's code for the error, from the documented error body.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.refusal.as_ref()?.code.as_deref()
    }

    /// What the server says for people, from the documented error body.
    ///
    /// It may name cards or customers, so it is in no text of the error.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.refusal.as_ref()?.message.as_deref()
    }

    /// Headers of the response, when one arrived.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.response.as_ref().map(|response| &response.headers)
    }

    /// Body of the response, as it came, when one arrived whole. It may hold
    /// card data.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.response.as_ref().map(|response| &*response.body)
    }

    /// How often the request was sent, that for a token where it is one that
    /// failed; 0 when nothing was.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the server asks to wait, from `Retry-After`.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Where in the response body decoding failed, such as `cards[3].created_at`.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// Where a listing that failed can go on: every card before this cursor was
    /// delivered, none after it. None stands for the beginning.
    #[must_use]
    pub fn cursor(&self) -> Option<&Cursor> {
        self.0.cursor.as_ref()
    }

    /// Whether an argument was refused before anything was sent.
    #[must_use]
    pub fn is_invalid_input(&self) -> bool {
        self.0.kind == ErrorKind::InvalidInput
    }

    /// Whether a time limit passed.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// Whether the server refuses who asks: 401 or 403.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        matches!(self.status(), Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN))
    }

    /// Whether the server knows nothing of what was asked for: 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the server was asked too often: 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the same request may succeed later. The client has tried already
    /// as often as its [policy](crate::RetryPolicy) says.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.0.origin {
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transfer => true,
            ErrorKind::Status => self
                .status()
                .is_some_and(|status| matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)),
            ErrorKind::InvalidInput
            | ErrorKind::Configuration
            | ErrorKind::Token
            | ErrorKind::TooLarge
            | ErrorKind::Decode
            | ErrorKind::RepeatedCursor
            | ErrorKind::EmptyPages => false,
        }
    }
}
