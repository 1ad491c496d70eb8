//! Fields of a response that the document does not name.

use std::fmt;

use serde::de::{DeserializeSeed, Error, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// The fields of an object that the document does not name, as they arrived.
///
/// Their order, repeated names and the text of their values stay as they are, and they
/// are written after the documented fields. An object without such fields allocates
/// nothing for them. `Debug` shows their number.
///
/// ```
/// use dintero_cards_client::cards::types::Card;
///
/// let card: Card = serde_json::from_str(r#"{"name":"Gavekort","colour":"red"}"#)?;
/// assert_eq!(card.extra.get("colour"), Some(r#""red""#));
/// assert_eq!(serde_json::to_string(&card)?, r#"{"name":"Gavekort","colour":"red"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct ExtraFields(Vec<(Box<str>, Box<RawValue>)>);

impl ExtraFields {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the number of fields.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the names with the JSON text of their values, in order of arrival.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, value.get()))
    }

    /// Returns the JSON text of a field, the last one of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rfind(|(own, _)| **own == *name).map(|(_, value)| value.get())
    }

    /// Decodes a field into a type of your own; None if there is no such field.
    ///
    /// # Errors
    /// Returns an error if the value is not of this type.
    pub fn parse<'a, T: Deserialize<'a>>(&'a self, name: &str) -> serde_json::Result<Option<T>> {
        self.get(name).map(serde_json::from_str).transpose()
    }

    /// Adds a field of an object that is being read.
    pub(crate) fn push(&mut self, name: Box<str>, value: Box<RawValue>) {
        self.0.push((name, value));
    }

    /// The fields as they are written.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &(Box<str>, Box<RawValue>)> {
        self.0.iter()
    }
}

impl PartialEq for ExtraFields {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for ExtraFields {}

impl fmt::Debug for ExtraFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExtraFields({})", self.len())
    }
}

/// The name of a field of an object that is being read.
pub(crate) enum Key {
    /// That of a property, by its number.
    Property(usize),
    /// That of a field that the document does not name.
    Extra(Box<str>),
}

/// Reads a name; the function returns the number of a property.
pub(crate) struct Name<F>(pub(crate) F);

impl<'de, F: Fn(&str) -> Option<usize>> DeserializeSeed<'de> for Name<F> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<F: Fn(&str) -> Option<usize>> Visitor<'_> for Name<F> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(self.0(name).map_or_else(|| Key::Extra(name.into()), Key::Property))
    }
}
