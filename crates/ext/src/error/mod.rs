//! The one error type: what failed, whether to try again, where to resume.
//!
//! - [`ErrorKind`] sorts errors by what a program would do about them.
//! - `construction` creates errors, and `text` prints them without card data, query
//!   values or secrets.

mod construction;
mod text;

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

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

/// Kinds of failure, grouped by the reaction they need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument is outside what the documentation allows; nothing was sent.
    InvalidInput,
    /// The client cannot work as it was configured.
    Configuration,
    /// No access token could be obtained.
    Token,
    /// The connection to the server could not be established.
    Connect,
    /// A time limit passed.
    Timeout,
    /// The connection broke before the response was complete.
    Transfer,
    /// The response has a status that is not a success.
    Status,
    /// The response is larger than the client accepts.
    TooLarge,
    /// The response is not as documented.
    Decode,
    /// The server sent a cursor that it had sent before, with the same cards, so the
    /// listing would never end.
    RepeatedCursor,
    /// The server sent 100 pages in a row without a card.
    EmptyPages,
    /// A card of a window of a listing has no `created_at`, so no window owns it.
    NoCreatedAt,
}

/// The documented error body, as far as the server sent it.
#[derive(Clone)]
pub(crate) struct ApiError {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    /// JSON of the field `errors`.
    pub(crate) errors: Option<String>,
}

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    /// The first failure, where that led to another kind.
    origin: ErrorKind,
    /// The operation and its failure in words, without values.
    context: String,
    attempts: u32,
    /// Whether the budget for retries was spent when another attempt was due.
    is_budget_spent: bool,
    /// Whether the connection broke before the response began.
    has_no_head: bool,
    retry_after: Option<Duration>,
    api_error: Option<ApiError>,
    response: Option<RawResponse>,
    path: Option<String>,
    cursor: Option<Cursor>,
    next_cursor: Option<Cursor>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Error {
    /// Whether the server may have closed the connection while it was idle: it broke
    /// before the response began.
    pub(crate) fn may_be_idle_close(&self) -> bool {
        self.0.kind == ErrorKind::Transfer && self.0.has_no_head
    }

    pub(crate) fn response(&self) -> Option<&RawResponse> {
        self.0.response.as_ref()
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

    /// Returns the server's code for the error, from the documented error body: free
    /// text, or another value as JSON. `Display` and `Debug` print it only in a
    /// documented form, such as `NOT FOUND` or `mfa_required`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.api_error.as_ref()?.code.as_deref()
    }

    /// Returns the server's message for people, from the documented error body.
    ///
    /// It may name cards or customers, so neither `Display` nor `Debug` prints it. The
    /// token or credentials of the request are replaced in it, as in code and errors.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.api_error.as_ref()?.message.as_deref()
    }

    /// Returns the JSON of the field `errors` of the error body.
    #[must_use]
    pub fn errors(&self) -> Option<&str> {
        self.0.api_error.as_ref()?.errors.as_deref()
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

    /// Returns the cursor of the page after the one that could not be decoded, if it has
    /// one: a listing that resumes there lacks the cards of that page.
    #[must_use]
    pub fn next_cursor(&self) -> Option<&Cursor> {
        self.0.next_cursor.as_ref()
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
            ErrorKind::Status => self.status().is_some_and(|status| {
                matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504 | 520..=524)
            }),
            ErrorKind::InvalidInput
            | ErrorKind::Configuration
            | ErrorKind::Token
            | ErrorKind::TooLarge
            | ErrorKind::Decode
            | ErrorKind::RepeatedCursor
            | ErrorKind::EmptyPages
            | ErrorKind::NoCreatedAt => false,
        }
    }

    /// Returns the exit status of a program that ends with this error. The commands of this
    /// project have these statuses:
    ///
    /// | status | meaning |
    /// |---|---|
    /// | 2 | the arguments or settings were refused |
    /// | 3 | the server refused the credentials or the access token |
    /// | 4 | the server refused the request, or its response is not as documented |
    /// | 5 | the server could not be reached, or the connection failed |
    #[must_use]
    pub fn exit_status(&self) -> u8 {
        match self.0.kind {
            ErrorKind::InvalidInput | ErrorKind::Configuration => 2,
            _ if self.is_unauthorized() => 3,
            ErrorKind::Token if self.is_retryable() && self.status().is_none() => 5,
            ErrorKind::Token if self.is_retryable() => 4,
            ErrorKind::Token => 3,
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transfer => 5,
            ErrorKind::Status
            | ErrorKind::TooLarge
            | ErrorKind::Decode
            | ErrorKind::RepeatedCursor
            | ErrorKind::EmptyPages
            | ErrorKind::NoCreatedAt => 4,
        }
    }
}
