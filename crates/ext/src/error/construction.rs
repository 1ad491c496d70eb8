//! How errors are created.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use super::{ApiError, Error, ErrorKind, Inner};
use crate::Cursor;
use crate::response::RawResponse;

/// A line is: the method, the detail of the error, and what it is set to.
macro_rules! details {
    ($(
        $(#[$doc:meta])*
        $method:ident($($argument:ident: $type:ty)?) => $detail:ident = $value:expr;
    )*) => {$(
        $(#[$doc])*
        pub(crate) fn $method(self $(, $argument: $type)?) -> Self {
            self.with(|inner| inner.$detail = $value)
        }
    )*};
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, context: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            kind,
            origin: kind,
            context: context.into(),
            attempts: 0,
            is_budget_spent: false,
            has_no_head: false,
            retry_after: None,
            api_error: None,
            response: None,
            path: None,
            cursor: None,
            next_cursor: None,
            source: None,
        }))
    }

    /// Creates the error that your own [`TokenSource`](crate::TokenSource) returns
    /// when it has no token, of the kind [`ErrorKind::Token`].
    ///
    /// The source is printed as the cause, so it must not hold a secret.
    #[must_use]
    pub fn token(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(ErrorKind::Token, "get a token").with_source(source)
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

    details! {
        with_path(path: Option<String>) => path = path;
        with_response(response: RawResponse) => response = Some(response);
        with_api_error(api_error: Option<ApiError>) => api_error = api_error;
        with_retry_after(wait: Option<Duration>) => retry_after = wait;
        with_attempts(attempts: u32) => attempts = attempts;
        with_spent_budget() => is_budget_spent = true;

        /// Marks the failure of a request whose response did not begin.
        without_head() => has_no_head = true;

        /// Sets where to resume; None stands for the beginning of the listing.
        with_cursor(cursor: Option<Cursor>) => cursor = cursor;

        /// Sets the cursor of the page after the one that could not be decoded.
        with_next_cursor(cursor: Option<Cursor>) => next_cursor = cursor;
    }

    /// Returns the error of a request without a response; it leaves out the URL,
    /// which has the query.
    pub(crate) fn from_reqwest(context: &str, host: &str, error: reqwest::Error) -> Self {
        let (kind, what) = if error.is_timeout() {
            let what = if error.is_connect() { "no connection to" } else { "no data from" };
            (ErrorKind::Timeout, format!("{what} {host} within the time limit"))
        } else if error.is_connect() {
            (ErrorKind::Connect, format!("no connection to {host}"))
        } else if error.is_builder() {
            (ErrorKind::Configuration, "the request cannot be created".to_owned())
        } else {
            let what = "broke before the response was complete";
            (ErrorKind::Transfer, format!("the connection to {host} {what}"))
        };
        Self::new(kind, format!("{context}: {what}")).with_source(error.without_url())
    }

    /// Returns the same failure, as the reason why there is no token.
    pub(crate) fn into_token_error(self) -> Self {
        self.with(|inner| {
            if inner.kind != ErrorKind::Configuration {
                inner.kind = ErrorKind::Token;
            }
        })
    }

    fn with(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }
}
