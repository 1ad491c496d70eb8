//! Reads the usual forms of JSON in fewer steps than `serde_json`.
//!
//! A full card is about forty short strings (names and texts) and eight numbers, and most of
//! the time of reading it is spent on finding where each of them ends. This reader knows
//! strings without escapes, whole numbers, objects and lists. Every other value it gives to
//! `serde_json`, from where the value begins. It accepts a text only if `serde_json` does,
//! with the same outcome, and does not explain why it refuses one.

mod reader;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, IntoDeserializer as _, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Error, Result};

use reader::{MAX_DEPTH, Reader, refused};

/// Reads a value; an error says nothing but that `serde_json` must read it.
pub(crate) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T> {
    let mut reader = Reader { text, at: 0, depth: MAX_DEPTH, orders: Vec::new() };
    let value = T::deserialize(&mut reader)?;
    if reader.peek().is_some() { Err(refused()) } else { Ok(value) }
}

impl<'de> Reader<'de> {
    fn by_serde_json<T>(
        &mut self,
        read: impl FnOnce(&mut serde_json::Deserializer<serde_json::de::StrRead<'de>>) -> Result<T>,
    ) -> Result<T> {
        let mut json = serde_json::Deserializer::from_str(self.rest());
        let value = read(&mut json)?;
        self.at += json.into_iter::<serde::de::IgnoredAny>().byte_offset();
        Ok(value)
    }

    /// Reads what stands between two brackets.
    #[inline]
    fn within<T>(
        &mut self,
        [open, close]: [u8; 2],
        read: impl FnOnce(Parts<'_, 'de>) -> Result<T>,
    ) -> Result<T> {
        self.expect(open)?;
        self.depth = self.depth.checked_sub(1).ok_or_else(refused)?;
        let value = read(Parts { reader: self, close, is_first: true })?;
        self.depth += 1;
        self.expect(close)?;
        Ok(value)
    }
}

/// The fields of an object, or the elements of a list.
struct Parts<'a, 'de> {
    reader: &'a mut Reader<'de>,
    close: u8,
    is_first: bool,
}

impl Parts<'_, '_> {
    /// Whether there is a further part; passes the comma before it.
    #[inline]
    fn has_next(&mut self) -> Result<bool> {
        let next = self.reader.peek();
        if next == Some(self.close) {
            return Ok(false);
        }
        if !std::mem::take(&mut self.is_first) {
            if next != Some(b',') {
                return Err(refused());
            }
            self.reader.at += 1;
        }
        Ok(true)
    }
}

/// The fields of an object. A list has objects with the same fields in the same order, so if
/// their names are known, the next name usually is, and where it ends.
struct Fields<'a, 'de> {
    parts: Parts<'a, 'de>,
    order: usize,
    /// The number of the last field, from 1; 0 at the beginning.
    last: usize,
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if !self.parts.has_next()? {
            return Ok(None);
        }
        let reader = &mut *self.parts.reader;
        if reader.peek() != Some(b'"') {
            return Err(refused());
        }
        if let Some(name) = reader.expected_name(self.order, &mut self.last) {
            return seed.deserialize(name.into_deserializer()).map(Some);
        }
        let start = reader.at;
        let key = seed.deserialize(&mut *reader)?;
        reader.remember_name(start, self.order, &mut self.last);
        Ok(Some(key))
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        self.parts.reader.expect(b':')?;
        seed.deserialize(&mut *self.parts.reader)
    }
}

impl<'de> SeqAccess<'de> for Parts<'_, 'de> {
    type Error = Error;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if !self.has_next()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

/// Methods that `serde_json` has.
macro_rules! by_serde_json {
    ($($method:ident($($name:ident: $type:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($name: $type,)* visitor: V) -> Result<V::Value> {
            self.by_serde_json(|json| json.$method($($name,)* visitor))
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.peek() == Some(b'n') {
            return if self.word("null") { visitor.visit_none() } else { Err(refused()) };
        }
        visitor.visit_some(self)
    }

    #[inline]
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            Some(b't') if self.word("true") => visitor.visit_bool(true),
            Some(b'f') if self.word("false") => visitor.visit_bool(false),
            _ => Err(refused()),
        }
    }

    #[inline]
    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.whole_number() {
            Some(number) => visitor.visit_i64(number),
            None => self.by_serde_json(|json| json.deserialize_i64(visitor)),
        }
    }

    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.plain_string() {
            Some(text) => visitor.visit_borrowed_str(text),
            None => self.by_serde_json(|json| json.deserialize_str(visitor)),
        }
    }

    #[inline]
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    #[inline]
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.within([b'[', b']'], |parts| visitor.visit_seq(parts))
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_struct("", &[], visitor)
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let order = self.order(fields);
        self.within([b'{', b'}'], |parts| visitor.visit_map(Fields { parts, order, last: 0 }))
    }

    by_serde_json! {
        deserialize_any() deserialize_ignored_any() deserialize_unit() deserialize_char()
        deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i128()
        deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_u128()
        deserialize_f32() deserialize_f64() deserialize_bytes() deserialize_byte_buf()
        deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str)
        deserialize_tuple(len: usize)
        deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }
}
