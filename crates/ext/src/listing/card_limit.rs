//! Counts the cards of a large body before they are decoded.
//!
//! A card of two bytes takes hundreds in memory, so the bound on the body alone
//! does not bound memory. Bodies of the usual size are not counted.

use super::scan::{elements, fields, is_name};
use crate::exchange::USUAL_BODY;

/// Most cards of a page: a hundred times the documented maximum, since a server
/// may send more than the documentation allows.
pub(super) const CARD_LIMIT: usize = 10_000;

/// Returns the reason not to decode a body that has more cards than the limit.
pub(super) fn exceeds_card_limit(body: &[u8]) -> Option<String> {
    let exceeds = body.len() > USUAL_BODY && count(body) > CARD_LIMIT;
    exceeds.then(reason)
}

pub(super) fn reason() -> String {
    format!("more than {CARD_LIMIT} cards")
}

/// Returns the number of cards up to where the structure cannot be trusted.
fn count(body: &[u8]) -> usize {
    let lists = fields(body).flatten().filter(|(name, _)| is_name(name, "cards"));
    lists.map(|(_, cards)| elements(cards).flatten().count()).sum()
}
