//! Cards as JSON: a list, a page, or one card a line.

use std::fmt;
use std::io::BufRead;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use super::Fault;
use super::fields::{Field, Written};
use crate::card::NewCard;

type Take<'a> = &'a mut dyn FnMut(NewCard);

/// Reads a list of cards, or an object whose member `cards` is one, such as a
/// page of a listing.
pub(super) fn document(text: &[u8], take: Take<'_>) -> Result<(), Fault> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let outcome = deserializer.deserialize_any(Document(take)).and_then(|()| deserializer.end());
    outcome.map_err(|error| (Some(error.line()), said(&error)))
}

/// Reads one card a line; empty lines are passed over.
pub(super) fn lines(mut file: impl BufRead, take: Take<'_>) -> Result<(), Fault> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let length = file.read_until(b'\n', &mut line);
        if length.map_err(|error| (Some(number), error.to_string()))? == 0 {
            break;
        }
        let text = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(&line);
        if text.trim_ascii().is_empty() {
            continue;
        }
        let mut deserializer = serde_json::Deserializer::from_slice(text);
        let card = OneCard.deserialize(&mut deserializer);
        let card = card.and_then(|card| deserializer.end().map(|()| card));
        take(card.map_err(|error| (Some(number), said(&error)))?);
    }
    Ok(())
}

/// What is wrong, without the place.
fn said(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

struct Document<'a>(Take<'a>);

impl<'de> Visitor<'de> for Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of cards, or an object with a list `cards`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(card) = list.next_element_seed(OneCard)? {
            (self.0)(card);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut found = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "cards" {
                map.next_value_seed(List(&mut *self.0))?;
                found = true;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if found { Ok(()) } else { Err(A::Error::custom("the object has no list `cards`")) }
    }
}

/// The member `cards`, which is a list and nothing else.
struct List<'a>(Take<'a>);

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(Document(self.0))
    }
}

struct OneCard;

impl<'de> DeserializeSeed<'de> for OneCard {
    type Value = NewCard;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<NewCard, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OneCard {
    type Value = NewCard;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a card")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NewCard, A::Error> {
        let mut card = NewCard::new();
        while let Some(field) = map.next_key_seed(Name)? {
            let set = match field {
                None => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
                Some(field) if field.is_object() => {
                    let json = map.next_value::<Option<&RawValue>>()?;
                    json.map_or(Ok(()), |json| field.set_object(&mut card, json.get()))
                }
                Some(field) => field.set(&mut card, map.next_value_seed(Scalar)?),
            };
            set.map_err(A::Error::custom)?;
        }
        Ok(card)
    }
}

/// The name of a field; `None` for one that is not read.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<Field>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<Field>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<Field>, E> {
        Ok(Field::named(name))
    }
}

/// A value of any type, whose own type decides how it is taken.
struct Scalar;

impl<'de> DeserializeSeed<'de> for Scalar {
    type Value = Written;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Written, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scalar {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Written, E> {
        Ok(Written::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Written, E> {
        Ok(Written::Other)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Written, E> {
        Ok(Written::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Written, E> {
        Ok(i64::try_from(number).map_or(Written::Other, Written::Integer))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Written, E> {
        Ok(Written::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Written, E> {
        Ok(Written::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Written, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Written::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Written, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Written::Other)
    }
}
