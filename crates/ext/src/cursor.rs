//! Where a listing goes on.

use std::fmt;

/// A place between two pages of a listing.
///
/// It belongs to the filters it was given for; how long a server keeps it is
/// not documented. The text is the server's and is shown by neither `Debug`
/// nor any error.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Cursor(String);

impl Cursor {
    /// A cursor from its text, such as one that was stored; None for an empty
    /// text, which is no cursor.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        (!text.is_empty()).then_some(Self(text))
    }

    /// The text to store; it goes on the wire as `starting_after`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursor(..)")
    }
}
