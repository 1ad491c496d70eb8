//! Bounds of what is read from a document, and the error of what cannot be.

/// Subjects of one operation; the published ones have some forty.
pub(super) const MAX_SUBJECTS: usize = 5_000;
/// Subjects of all operations of a document together.
pub(super) const MAX_ALL_SUBJECTS: usize = 50_000;
/// Steps into a value; published ones take four.
pub(super) const MAX_STEPS: usize = 24;
/// Parts that `allOf`, `oneOf` and `anyOf` of one schema may have together.
pub(super) const MAX_PARTS: usize = 64;

/// Text that is no page and no document that facts could be read from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{source_name}:{line}: {message}")]
pub struct Unreadable {
    /// What the text is called in messages.
    pub source_name: String,
    /// Where reading stopped, from 1.
    pub line: usize,
    /// What is wrong, without the place.
    pub message: String,
}

impl Unreadable {
    pub(crate) fn new(source: &str, line: usize, message: impl Into<String>) -> Self {
        Self { source_name: source.to_owned(), line, message: message.into() }
    }
}
