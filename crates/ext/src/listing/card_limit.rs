//! Counts the cards of a large body before they are decoded.
//!
//! A card of two bytes takes hundreds in memory, so the bound on the body alone
//! does not bound memory. Bodies of the usual size are not counted.

use std::fmt;

use serde::Deserializer as _;
use serde::de::{IgnoredAny, MapAccess, Visitor};

use crate::exchange::USUAL_BODY;

/// Most cards of a page: a hundred times the documented maximum, since a server
/// may send more than the documentation allows.
pub(super) const CARD_LIMIT: usize = 10_000;

/// Returns the reason not to decode a body that has more cards than the limit.
pub(super) fn exceeds_card_limit(body: &[u8]) -> Option<String> {
    let exceeds = body.len() > USUAL_BODY && {
        let mut json = serde_json::Deserializer::from_slice(body);
        json.deserialize_map(Page).is_ok_and(|cards| cards > CARD_LIMIT)
    };
    exceeds.then(reason)
}

pub(super) fn reason() -> String {
    format!("more than {CARD_LIMIT} cards")
}

/// Visitor that returns the number of cards.
struct Page;

impl<'de> Visitor<'de> for Page {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<usize, A::Error> {
        let mut cards = 0_usize;
        while let Some(name) = map.next_key::<String>()? {
            if name == "cards" {
                // A list of values without size takes no memory.
                cards += map.next_value::<Vec<IgnoredAny>>()?.len();
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(cards)
    }
}
