//! The one error type.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

/// What every function of this crate that can fail gives.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something failed.
///
/// One line of text, without card data, query values or secrets: what the
/// server said for people is in [`Error::message`] and only there. One pointer
/// wide.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    /// What was being done, as the end of "failed to …".
    context: String,
    status: Option<StatusCode>,
    code: Option<String>,
    message: Option<String>,
    retry_after: Option<Duration>,
    path: Option<String>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The kinds of failure, by what a program would do about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument is outside what the documentation allows; nothing was sent.
    InvalidInput,
    /// The client cannot be made as it was configured.
    Configuration,
    /// There is no access token to be had.
    Token,
    /// No connection to the server came about.
    Connect,
    /// A time limit passed.
    Timeout,
    /// The connection broke before the response was whole.
    Transfer,
    /// The server answered with a status that is no success.
    Status,
    /// The response is larger than the client accepts.
    TooLarge,
    /// The response is not what the document says.
    Decode,
    /// The server's cursors lead nowhere.
    Cursor,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, context: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            context: context.into(),
            status: None,
            code: None,
            message: None,
            retry_after: None,
            path: None,
            source: None,
        }))
    }

    pub(crate) fn invalid(context: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidInput, context)
    }

    pub(crate) fn with_source(
        mut self,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_path(mut self, path: String) -> Self {
        self.0.path = Some(path);
        self
    }

    /// A response that is no success.
    pub(crate) fn from_status(
        context: &str,
        status: StatusCode,
        code: Option<String>,
        message: Option<String>,
        retry_after: Option<Duration>,
    ) -> Self {
        let mut error = Self::new(ErrorKind::Status, context);
        error.0.status = Some(status);
        error.0.code = code;
        error.0.message = message;
        error.0.retry_after = retry_after;
        error
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

    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Status of the response, when there was one that is no success.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The server's code for the error, from the documented error body.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What the server says for people, from the documented error body.
    ///
    /// It may name cards or customers, so it is in no other text of the error.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// How long the server asks to wait, from `Retry-After` in seconds.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Where in the response body decoding failed, such as `cards[3].created_at`.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// Whether an argument was refused before anything was sent.
    #[must_use]
    pub fn is_invalid_input(&self) -> bool {
        self.0.kind == ErrorKind::InvalidInput
    }

    /// Whether the server refuses who asks: 401 or 403.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        matches!(self.0.status, Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN))
    }

    /// Whether the same request may succeed later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.0.status {
            Some(status) => matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504),
            None => {
                matches!(self.0.kind, ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transfer)
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.context)?;
        if let Some(status) = self.0.status {
            write!(f, ": the server answered {status}")?;
        }
        if let Some(code) = &self.0.code {
            write!(f, " ({code})")?;
        }
        if let Some(path) = &self.0.path {
            write!(f, " at {path}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("context", &self.0.context)
            .field("status", &self.0.status)
            .field("code", &self.0.code)
            .field("retry_after", &self.0.retry_after)
            .field("path", &self.0.path)
            .field("source", &self.0.source.as_ref().map(ToString::to_string))
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
