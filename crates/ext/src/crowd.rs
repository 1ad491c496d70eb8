//! Counts the cards of a large body before room is made for them.
//!
//! A card of two bytes becomes hundreds in memory, so the bound on the body
//! alone does not bound memory. Bodies of the usual size are not looked at.

use std::fmt;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::salvage::CARDS;

/// A page of a hundred cards is some sixty kilobytes.
const USUAL: usize = 256 * 1024;
/// A page may have more cards than the document allows, but not any number.
const MOST: usize = 10_000;

/// Whether a body lists more cards than a page can be meant to have.
pub(crate) fn is_crowded(body: &[u8]) -> bool {
    body.len() > USUAL && {
        let mut json = serde_json::Deserializer::from_slice(body);
        json.deserialize_map(Page).is_ok_and(|cards| cards > MOST)
    }
}

/// Gives the number of cards.
struct Page;

impl<'de> Visitor<'de> for Page {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<usize, A::Error> {
        let mut cards = 0_usize;
        while let Some(name) = map.next_key::<String>()? {
            if name == CARDS {
                cards += map.next_value_seed(Cards)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(cards)
    }
}

struct Cards;

impl<'de> DeserializeSeed<'de> for Cards {
    type Value = usize;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Cards {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<usize, A::Error> {
        let mut count = 0;
        while seq.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, USUAL, is_crowded};

    fn page(cards: usize) -> Vec<u8> {
        let cards = vec!["{}"; cards].join(",");
        let padding = " ".repeat(USUAL);
        format!(r#"{{"other":[1,2],"cards":[{cards}],{padding}"starting_after":null}}"#)
            .into_bytes()
    }

    #[test]
    fn more_cards_than_a_page_can_be_meant_to_have_are_a_crowd() {
        assert!(!is_crowded(&page(MOST)));
        assert!(is_crowded(&page(MOST + 1)));
    }

    #[test]
    fn what_is_no_page_is_left_to_the_decoder() {
        for text in ["", "[]", r#"{"cards":7}"#, r#"{"cards":null}"#] {
            assert!(!is_crowded(format!("{text}{}", " ".repeat(USUAL)).as_bytes()));
        }
    }
}
