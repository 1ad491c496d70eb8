//! Fields of a response that the document does not name.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// The fields of an object that the document does not name, as they arrived.
///
/// Their order, repeated names and the text of their values stay as they are, and they
/// are written after the documented fields. An object without such fields allocates
/// nothing for them. `Debug` shows their number.
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

    pub(crate) fn push(&mut self, name: Box<str>, value: Box<RawValue>) {
        self.0.push((name, value));
    }

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

/// Reads the name of a field: returns the number that the function gives to a property,
/// or else [`EXTRA`] and the name itself.
pub(crate) struct Name<'a, F>(pub(crate) F, pub(crate) &'a mut Box<str>);

/// The number of a field that the document does not name.
pub(crate) const EXTRA: usize = usize::MAX;

impl<'de, F: Fn(&str) -> Option<usize>> DeserializeSeed<'de> for Name<'_, F> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<F: Fn(&str) -> Option<usize>> Visitor<'_> for Name<'_, F> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        Ok((self.0)(name).unwrap_or_else(|| {
            *self.1 = name.into();
            EXTRA
        }))
    }
}

/// Reads the value of a property; a second one of the same name is an error.
#[inline]
pub(crate) fn read<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut A,
    value: &mut Option<T>,
    name: &'static str,
) -> Result<(), A::Error> {
    if value.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *value = Some(map.next_value()?);
    Ok(())
}

/// Returns the value of a property that must be there.
pub(crate) fn required<T, E: Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(name))
}

/// Reads the list of a response: its objects move once, into memory for a full page.
pub(crate) fn read_list<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut A,
    value: &mut Option<Vec<T>>,
    name: &'static str,
) -> Result<(), A::Error> {
    if value.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *value = Some(map.next_value_seed(List(PhantomData))?);
    Ok(())
}

/// Most objects of a page in the documents.
const FULL_PAGE: usize = 100;

struct List<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for List<T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::with_capacity(FULL_PAGE);
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        list.shrink_to_fit();
        Ok(list)
    }
}
