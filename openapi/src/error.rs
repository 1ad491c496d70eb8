//! Problems of a document: in its text, or in the OpenAPI that the text says.

use crate::Position;

/// A problem of a document, with its place.
///
/// `Display` writes one line: file, line and column, and the message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{position}: {message}")]
pub struct Error {
    pub(crate) file: String,
    pub(crate) position: Position,
    pub(crate) pointer: String,
    pub(crate) message: String,
}

impl Error {
    /// Returns the name of the document, as given in its [`Source`](crate::Source).
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Returns the line and column of the problem.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// Returns the JSON pointer of the node with the problem; empty if the text
    /// could not be parsed.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Returns the description of the problem, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}
