//! `Display` and `Debug` of errors: one line, without card data or secrets.

use std::error::Error as StdError;
use std::fmt;

use super::Error;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.context)?;
        if let Some(status) = self.status().filter(|status| !status.is_success()) {
            write!(f, ": the server answered {status}")?;
        }
        if let Some(code) = self.code() {
            write!(f, " ({code})")?;
        }
        if let Some(path) = self.path() {
            write!(f, " at {path}")?;
        }
        match self.0.attempts {
            0 | 1 => Ok(()),
            attempts => write!(f, ", after {attempts} attempts"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.0.source.as_ref().map(ToString::to_string);
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("context", &self.0.context)
            .field("status", &self.status())
            .field("code", &self.code())
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
