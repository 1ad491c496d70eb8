//! Decodes a page card by card, if it could not be decoded as a whole.
//!
//! A page without a malformed card is decoded once, and not here.

use dintero_cards_client::cards::types::CardPage;
use dintero_cards_client::is_documented;
use serde_json::value::RawValue;

use super::card_limit::CARD_LIMIT;
use super::page::MalformedCard;
use super::repair;
use super::scan::{elements, fields, is_name};
use crate::exchange::decode_path;
use crate::{Card, Timestamp};

/// Name of the list of cards in a page.
pub(super) const CARDS: &str = "cards";
/// Bytes at the end of a body in which its cursor is looked for: more than the longest
/// cursor that is accepted.
const MAX_TAIL: usize = 5 * 1024;
/// Name of the cursor in a page.
const STARTING_AFTER: &str = "starting_after";

/// Most names in the path of a malformed card: more than the objects of a card are deep.
const MAX_DEPTH: usize = 8;

/// Outcome of decoding the cards of a page one by one.
pub(super) enum Decoded {
    /// The page, and its malformed cards.
    Page(CardPage, Vec<MalformedCard>),
    /// The page itself is malformed. The text is that of its cursor, if it has one.
    Malformed(Option<String>),
    /// The page has more cards than the limit.
    TooMany,
}

/// Decodes the cards of a page one by one, and returns the malformed ones apart.
pub(super) fn decode_cards_individually(body: &[u8]) -> Decoded {
    let mut parts = Parts::default();
    let mut add = |(name, value)| parts.add(name, value);
    let is_whole = fields(body).all(|field| field.map(&mut add).is_some());
    let page = is_whole.then(|| parts.page()).flatten();
    let (Some(mut page), [cards]) = (page, &parts.cards[..]) else {
        return Decoded::Malformed(parts.cursor(body));
    };
    let mut malformed = Vec::new();
    for (index, json) in elements(cards).enumerate() {
        let Some(json) = json else { return Decoded::Malformed(parts.cursor(body)) };
        if index == CARD_LIMIT {
            return Decoded::TooMany;
        }
        match serde_json::from_slice(json).ok().or_else(|| repair::decode(json)) {
            Some(card) => page.cards.push(card),
            None => malformed.push(MalformedCard::new(index, path(index, json), json)),
        }
    }
    Decoded::Page(page, malformed)
}

/// Returns the cursor of a page that ends with it, without decoding the page.
pub(super) fn cursor_at_the_end(body: &[u8]) -> Option<String> {
    let end = &body[body.len().saturating_sub(MAX_TAIL)..];
    serde_json::from_slice(at_the_end(end)?).ok()
}

/// Returns when a malformed card was created, if that can be read.
pub(crate) fn created_at(card: &[u8]) -> Option<Timestamp> {
    let fields: Option<Vec<_>> = fields(card).collect();
    let mut times = fields?.into_iter().filter(|(name, _)| is_name(name, "created_at"));
    let (_, time) = times.next()?;
    // Of two values nobody knows the right one.
    serde_json::from_slice(time).ok().filter(|_| times.next().is_none())
}

/// The fields of a page, as JSON.
#[derive(Default)]
struct Parts<'a> {
    cards: Vec<&'a [u8]>,
    cursors: Vec<&'a [u8]>,
    /// The other fields, as the inside of an object.
    rest: Vec<u8>,
}

impl<'a> Parts<'a> {
    /// Adds a field. Of a repeated one it keeps two values, which is one too many.
    fn add(&mut self, name: &'a [u8], value: &'a [u8]) {
        let known = match serde_json::from_slice::<String>(name).as_deref() {
            Ok(CARDS) => &mut self.cards,
            Ok(STARTING_AFTER) => &mut self.cursors,
            Ok(_) if is_json(value) => return self.rest.extend([b",", name, b":", value].concat()),
            // A field that the document does not have, and that is not JSON.
            _ => return,
        };
        known.truncate(1);
        known.push(value);
    }

    fn page(&self) -> Option<CardPage> {
        let mut json = br#"{"cards":[]"#.to_vec();
        for cursor in &self.cursors {
            json.extend([br#","starting_after":"#, *cursor].concat());
        }
        json.extend_from_slice(&self.rest);
        json.push(b'}');
        serde_json::from_slice(&json).ok()
    }

    /// Returns the text of the cursor, also if the page ends with it and cannot be
    /// scanned before that.
    fn cursor(&self, body: &[u8]) -> Option<String> {
        let json = match self.cursors[..] {
            [cursor] => cursor,
            [] => at_the_end(body)?,
            _ => return None,
        };
        serde_json::from_slice(json).ok()
    }
}

/// Returns the value of `starting_after` if it is the last field of a body.
fn at_the_end(body: &[u8]) -> Option<&[u8]> {
    let name = format!("\"{STARTING_AFTER}\"");
    let start = body.windows(name.len()).rposition(|window| window == name.as_bytes())?;
    let rest = body[start + name.len()..].trim_ascii().strip_prefix(b":")?;
    Some(rest.strip_suffix(b"}")?.trim_ascii())
}

fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<&RawValue>(bytes).is_ok()
}

fn path(index: usize, card: &[u8]) -> String {
    let mut path = format!("{CARDS}[{index}]");
    if is_json(card) {
        let inside = decode_path::<Card>(card);
        path.extend(inside.iter().flat_map(|inside| [".", inside]));
        return path;
    }
    // Down to the innermost documented field that is not JSON.
    let mut json = card;
    for _ in 0..MAX_DEPTH {
        let damaged = fields(json).flatten().find(|(_, value)| !is_json(value));
        let Some((name, value)) = damaged else { break };
        match serde_json::from_slice::<String>(name) {
            Ok(name) if is_documented(&name) => path.extend([".", &name]),
            _ => break,
        }
        json = value;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{Decoded, decode_cards_individually};

    const PAGE: &[u8] = br#"{"cards":[{"amount":1},{"amount":2,"name":"a b","pin":{"format":
        {"length":4}},"metadata":{"a":[1,{"b":null}]}},{"amount":3}],"starting_after":"next"}"#;

    #[test]
    fn damage_inside_a_card_never_reaches_another_one() {
        let start = PAGE.windows(3).position(|part| part == b"2,\"").unwrap();
        let end = PAGE.windows(3).position(|part| part == b"}},").unwrap();
        let inside = |at: usize| PAGE[at].is_ascii_alphanumeric();
        for at in (start..end).filter(|at| inside(*at)) {
            for byte in (0..=255_u8).filter(|byte| !b"\"\\{}[]:, \t\r\n".contains(byte)) {
                let mut page = PAGE.to_vec();
                page[at] = byte;
                let Decoded::Page(page, malformed) = decode_cards_individually(&page) else {
                    panic!("{byte} at {at}");
                };
                let amounts: Vec<_> = page.cards.iter().map(|card| card.amount).collect();
                let is_aside = malformed.len() == 1;
                assert_eq!(amounts.len(), if is_aside { 2 } else { 3 }, "{byte} at {at}");
                assert_eq!((amounts[0], amounts.last()), (Some(1), Some(&Some(3))));
                assert_eq!(page.starting_after.as_deref(), Some("next"));
            }
        }
    }

    #[test]
    fn damage_anywhere_ends_no_process_and_invents_no_card() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..20_000 {
            let mut page = PAGE.to_vec();
            for _ in 0..random.usize(1..4) {
                let at = random.usize(..page.len());
                match random.u8(..4) {
                    0 => page.truncate(at.max(1)),
                    1 => page.insert(at, random.choice(*b"\"\\{}[]:,0e\xff").unwrap()),
                    2 => drop(page.remove(at)),
                    _ => page[at] = random.u8(..),
                }
                if page.is_empty() {
                    page.push(b'{');
                }
            }
            if let Decoded::Page(page, malformed) = decode_cards_individually(&page) {
                assert!(page.cards.len() + malformed.len() <= 6);
            }
        }
    }
}
