//! What can be wrong with the text of a document.

use crate::Position;

/// The text is not YAML that a document can be read from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{position}: {message}")]
pub struct Error {
    pub(crate) file: String,
    pub(crate) position: Position,
    pub(crate) message: String,
}

impl Error {
    /// Name of the document, as given in its [`Source`](crate::Source).
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Where reading stopped.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}
