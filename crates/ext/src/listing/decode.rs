//! Decodes a page card by card, if it could not be decoded as a whole.
//!
//! A page without a malformed card is decoded once, and not here.

use std::collections::BTreeMap;
use std::fmt;

use dintero_cards_client::cards::types::CardPage;
use serde::Deserialize;
use serde::de::{Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::page::MalformedCard;
use crate::Card;
use crate::exchange::decode_path;

/// Name of the list of cards in a page.
pub(super) const CARDS: &str = "cards";

/// Decodes the cards of a page one by one, and returns the malformed ones apart.
/// Returns None if the page itself is malformed.
pub(super) fn decode_cards_individually(body: &[u8]) -> Option<(CardPage, Vec<MalformedCard>)> {
    let Fields(mut fields) = serde_json::from_slice(body).ok()?;
    let listed: Vec<&RawValue> = serde_json::from_str(fields.get(CARDS)?.get()).ok()?;
    let empty = RawValue::from_string("[]".to_owned()).ok()?;
    fields.insert(CARDS.to_owned(), &empty);
    let rest = serde_json::to_string(&fields).ok()?;
    let mut page: CardPage = serde_json::from_str(&rest).ok()?;
    let mut malformed_cards = Vec::new();
    for (index, raw) in listed.into_iter().enumerate() {
        match serde_json::from_str::<Card>(raw.get()) {
            Ok(card) => page.cards.push(card),
            Err(_) => {
                let inside = decode_path::<Card>(raw.get().as_bytes());
                let inside = inside.map(|path| format!(".{path}")).unwrap_or_default();
                let path = format!("{CARDS}[{index}]{inside}");
                malformed_cards.push(MalformedCard { index, path, json: raw.get().to_owned() });
            }
        }
    }
    Some((page, malformed_cards))
}

/// The fields of a page. A duplicate name is an error, since one of the two values
/// would be lost.
struct Fields<'a>(BTreeMap<String, &'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = BTreeMap::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    if fields.insert(name, value).is_some() {
                        return Err(A::Error::custom("duplicate name"));
                    }
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Object)
    }
}
