//! The error of a text that is neither a page nor a document.

use dintero_cards_openapi::Error;

/// A text that no facts can be read from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{source_name}:{line}: {message}")]
#[non_exhaustive]
pub struct Unreadable {
    /// Name of the text.
    pub source_name: String,
    /// Line of the problem, from 1.
    pub line: usize,
    /// The problem, without its place.
    pub message: String,
}

impl Unreadable {
    pub(crate) fn new(source: &str, line: usize, message: impl Into<String>) -> Self {
        Self { source_name: source.to_owned(), line, message: message.into() }
    }
}

impl From<Error> for Unreadable {
    fn from(error: Error) -> Self {
        Self::new(error.file(), error.position().line, error.message())
    }
}
