//! `Display` and `Debug` of errors: one line, without card data or secrets.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use http::StatusCode;
use http::header::CONTENT_TYPE;

use super::{Error, ErrorKind};
use crate::response::RawResponse;

/// Longest code in bytes that is printed: the longest name of a status has 31, and a longer
/// text is no code.
const MAX_CODE: usize = 64;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.context)?;
        if let Some(response) = self.0.response.as_ref().filter(|_| self.origin_is_status()) {
            let RawResponse { status, host, .. } = response;
            write!(f, ": {host} responded with {status}")?;
            if status.is_success() {
                write!(f, ", which is not documented, and {}", body(response))?;
            }
        }
        if let Some(code) = self.printed_code() {
            write!(f, " ({code})")?;
        }
        if let Some(path) = self.path() {
            write!(f, " at {path}")?;
        }
        let (attempts, is_budget_spent) = (self.0.attempts, self.0.is_budget_spent);
        if attempts > 1 || is_budget_spent {
            let s = if attempts == 1 { "" } else { "s" };
            write!(f, ", after {attempts} attempt{s}")?;
        }
        if is_budget_spent {
            f.write_str(": the budget for retries is spent")?;
        }
        match self.next_step() {
            Some(step) => write!(f, "; {step}"),
            None => Ok(()),
        }
    }
}

impl Error {
    fn origin_is_status(&self) -> bool {
        self.0.origin == ErrorKind::Status || self.status().is_some_and(|it| !it.is_success())
    }

    /// Returns the code if it has a documented form: words joined by underscores, all in
    /// capitals or all in small letters, or the name of a status of HTTP. Any other text
    /// may name people.
    fn printed_code(&self) -> Option<&str> {
        let code = self.code().filter(|code| code.len() <= MAX_CODE)?;
        let is_joined = |is_letter: fn(&u8) -> bool| {
            let is_word = |word: &str| !word.is_empty() && word.as_bytes().iter().all(is_letter);
            code.contains('_') && code.split('_').all(is_word)
        };
        let mut names =
            (100..600).filter_map(|status| StatusCode::from_u16(status).ok()?.canonical_reason());
        let is_code = is_joined(u8::is_ascii_uppercase)
            || is_joined(u8::is_ascii_lowercase)
            || names.any(|name| name.eq_ignore_ascii_case(code));
        is_code.then_some(code)
    }

    /// Returns what the caller can do about it; `Display` ends with it.
    #[must_use]
    pub fn next_step(&self) -> Option<Cow<'static, str>> {
        use ErrorKind::{
            Configuration, Connect, Decode, EmptyPages, InvalidInput, NoCreatedAt, RepeatedCursor,
            Status, Timeout, Token, TooLarge, Transfer,
        };
        if let Some(wait) = self.0.retry_after {
            return Some(format!("try again in {} s, as the server asks", wait.as_secs()).into());
        }
        let step = match (self.0.origin, self.status().map(|status| status.as_u16())) {
            (Connect, _) => "check the network and the base URL",
            (Timeout | Transfer, _) => "try again later",
            (Status, _) if self.is_retryable() => "try again later",
            (Status, Some(400 | 422)) => "check the arguments",
            (Status, Some(401)) => "check the credentials",
            (Status, Some(403)) => "check the scopes of the credentials",
            (Status, Some(404)) => "check the account id and the cursor",
            (Status | Decode | RepeatedCursor | EmptyPages, _) => {
                "a newer version of this package may handle it; otherwise report it"
            }
            (NoCreatedAt, _) => "list with items() or pages(), which need no created_at",
            (TooLarge, _) => "list smaller pages, or raise the limit",
            (InvalidInput | Configuration | Token, _) => return None,
        };
        Some(step.into())
    }
}

/// Describes a body without its text.
fn body(response: &RawResponse) -> String {
    let length = response.body.len();
    let media_type = response.headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let media_type = media_type.unwrap_or_default();
    let is = |part: &&str| media_type.to_ascii_lowercase().contains(part);
    match (length, ["json", "html", "xml", "text"].iter().find(|part| is(part))) {
        (0, _) => "no body".to_owned(),
        (_, Some(part)) => format!("{length} bytes of {part}"),
        (_, None) => format!("{length} bytes"),
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.0.source.as_ref().map(ToString::to_string);
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("context", &self.0.context)
            .field("status", &self.status())
            .field("code", &self.printed_code())
            .field("attempts", &self.0.attempts)
            .field("retry_after", &self.0.retry_after)
            .field("path", &self.0.path)
            .field("has_cursor", &self.0.cursor.is_some())
            .field("source", &source)
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
