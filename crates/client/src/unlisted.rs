//! Values of open enumerations that the document does not list.

use std::convert::Infallible;
use std::fmt;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// A value that the document does not list, unchanged.
///
/// Only the conversion of its enumeration creates one, so it never holds a listed
/// value. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnlistedValue(Box<str>);

impl UnlistedValue {
    pub(crate) fn new(value: &str) -> Self {
        Self(value.into())
    }

    /// Returns the value as it was on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnlistedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnlistedValue(..)")
    }
}

/// Reads an open enumeration without an allocation for listed values.
pub(crate) fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    let read = |value: &str| Ok::<_, Infallible>(T::from(value));
    deserializer.deserialize_str(Text(read, "a text"))
}

/// Reads a value from a text, by a function; the second field says what is expected.
pub(crate) struct Text<F>(pub(crate) F, pub(crate) &'static str);

impl<T, F: FnOnce(&str) -> Result<T, E>, E: fmt::Display> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.1)
    }

    fn visit_str<D: Error>(self, text: &str) -> Result<T, D> {
        (self.0)(text).map_err(D::custom)
    }
}
