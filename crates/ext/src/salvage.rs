//! Reads a page card by card, after it could not be read as a whole.
//!
//! Only then: a page without an odd card is read once and never looked at here.

use std::collections::BTreeMap;
use std::fmt;

use dintero_cards_client::cards::types::CardPage;
use serde::Deserialize;
use serde::de::{Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::exchange::decode_path;
use crate::{Card, OddCard};

/// The list of cards in a page.
pub(crate) const CARDS: &str = "cards";

/// What can be read of a page; None when it is the page itself that is odd.
pub(crate) fn salvage(body: &[u8]) -> Option<(CardPage, Vec<OddCard>)> {
    let Fields(mut fields) = serde_json::from_slice(body).ok()?;
    let listed: Vec<&RawValue> = serde_json::from_str(fields.get(CARDS)?.get()).ok()?;
    let none = RawValue::from_string("[]".to_owned()).ok()?;
    fields.insert(CARDS.to_owned(), &none);
    let rest = serde_json::to_string(&fields).ok()?;
    let mut page: CardPage = serde_json::from_str(&rest).ok()?;
    let mut odd_cards = Vec::new();
    for (index, raw) in listed.into_iter().enumerate() {
        match serde_json::from_str::<Card>(raw.get()) {
            Ok(card) => page.cards.push(card),
            Err(_) => {
                let inside = decode_path::<Card>(raw.get().as_bytes());
                let inside = inside.map(|path| format!(".{path}")).unwrap_or_default();
                let path = format!("{CARDS}[{index}]{inside}");
                odd_cards.push(OddCard { index, path, json: raw.get().to_owned() });
            }
        }
    }
    Some((page, odd_cards))
}

/// The fields of a page. A name that stands there twice is an error: one of
/// the two would be lost without a word.
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
                        return Err(A::Error::custom("a name stands here twice"));
                    }
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Object)
    }
}
