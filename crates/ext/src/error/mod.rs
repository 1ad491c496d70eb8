//! The one error type: what failed, whether to try again, where to resume.
//!
//! - [`ErrorKind`] sorts errors by what a program would do about them.
//! - `text` prints errors without card data, query values or secrets.

mod kind;
mod text;

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

pub use kind::ErrorKind;

use crate::Cursor;
use crate::response::RawResponse;

/// Result of the client and its listings.
pub type Result<T> = std::result::Result<T, Error>;

/// Error of the client and its listings.
///
/// It prints as one line without card data, query values or secrets. The
/// server's own words, which may name people, are in [`message`](Self::message),
/// [`headers`](Self::headers) and [`body`](Self::body) and are never printed.
/// An error is one pointer wide, and cloning it copies nothing.
#[derive(Clone)]
pub struct Error(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    /// The first failure, where that led to another kind.
    origin: ErrorKind,
    /// The operation and its failure in words, without values.
    context: String,
    attempts: u32,
    retry_after: Option<Duration>,
    api_error: Option<ApiError>,
    response: Option<RawResponse>,
    path: Option<String>,
    cursor: Option<Cursor>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// The documented error body, as far as the server sent it.
#[derive(Clone)]
pub(crate) struct ApiError {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, context: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            kind,
            origin: kind,
            context: context.into(),
            attempts: 0,
            retry_after: None,
            api_error: None,
            response: None,
            path: None,
            cursor: None,
            source: None,
        }))
    }

    /// Creates the error that your own [`TokenSource`](crate::TokenSource) returns
    /// when it has no token, of the kind [`ErrorKind::Token`].
    ///
    /// The source is printed as the cause, so it must not hold a secret.
    #[must_use]
    pub fn token(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let source = Arc::from(source.into());
        Self::new(ErrorKind::Token, "get a token").with(|inner| inner.source = Some(source))
    }

    /// Returns the same error, with [`is_retryable`](Self::is_retryable) true.
    #[must_use]
    pub fn into_retryable(self) -> Self {
        self.with(|inner| inner.origin = ErrorKind::Transfer)
    }

    pub(crate) fn invalid(context: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidInput, context)
    }

    pub(crate) fn with_source(self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let source = Arc::from(source.into());
        self.with(|inner| inner.source = Some(source))
    }

    pub(crate) fn with_path(self, path: Option<String>) -> Self {
        self.with(|inner| inner.path = path)
    }

    pub(crate) fn with_response(self, response: RawResponse) -> Self {
        self.with(|inner| inner.response = Some(response))
    }

    pub(crate) fn with_api_error(self, api_error: ApiError) -> Self {
        self.with(|inner| inner.api_error = Some(api_error))
    }

    pub(crate) fn with_retry_after(self, wait: Option<Duration>) -> Self {
        self.with(|inner| inner.retry_after = wait)
    }

    pub(crate) fn with_attempts(self, attempts: u32) -> Self {
        self.with(|inner| inner.attempts = attempts)
    }

    /// Sets where to resume; None stands for the beginning of the listing.
    pub(crate) fn with_cursor(self, cursor: Option<Cursor>) -> Self {
        self.with(|inner| inner.cursor = cursor)
    }

    /// Returns the error of a request without a response; it leaves out the URL,
    /// which has the query.
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

    /// Returns the same failure, as the reason why there is no token.
    pub(crate) fn into_token_error(self) -> Self {
        match self.kind() {
            ErrorKind::Configuration => self,
            _ => self.with(|inner| inner.kind = ErrorKind::Token),
        }
    }

    pub(crate) fn response(&self) -> Option<&RawResponse> {
        self.0.response.as_ref()
    }

    fn with(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// Returns the kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the status of the response, if one arrived.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(|response| response.status)
    }

    /// Returns the server's code for the error, from the documented error body.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.api_error.as_ref()?.code.as_deref()
    }

    /// Returns the server's message for people, from the documented error body.
    ///
    /// It may name cards or customers, so neither `Display` nor `Debug` prints it.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.api_error.as_ref()?.message.as_deref()
    }

    /// Returns the headers of the response, if one arrived.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.response.as_ref().map(|response| &response.headers)
    }

    /// Returns the body of the response as it arrived, if it arrived whole. It may
    /// hold card data.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.response.as_ref().map(|response| &*response.body)
    }

    /// Returns how often the failed request was sent; 0 if none was. For an error
    /// of the kind [`ErrorKind::Token`] it counts the requests for the token.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns how long the server asks to wait, from `Retry-After`.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Returns where in the response body decoding failed, such as
    /// `cards[3].created_at`.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// Returns the cursor at which a failed listing can resume: every card before
    /// it was delivered, and no card after it. None stands for the beginning.
    #[must_use]
    pub fn cursor(&self) -> Option<&Cursor> {
        self.0.cursor.as_ref()
    }

    /// Whether an argument was refused before anything was sent
    /// ([`ErrorKind::InvalidInput`]).
    #[must_use]
    pub fn is_invalid_input(&self) -> bool {
        self.0.kind == ErrorKind::InvalidInput
    }

    /// Whether a time limit passed ([`ErrorKind::Timeout`]).
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// Whether the server rejected the credentials or their scopes: 401 or 403.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        matches!(self.status(), Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN))
    }

    /// Whether the server did not find the account or the cursor: 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the server received too many requests: 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the same request may succeed later. The client has already retried
    /// it as often as its [`RetryPolicy`](crate::RetryPolicy) allows.
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
