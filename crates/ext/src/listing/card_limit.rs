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
    let exceeds = body.len() > USUAL_BODY && count(body).is_some_and(|cards| cards > CARD_LIMIT);
    exceeds.then(reason)
}

pub(super) fn reason() -> String {
    format!("more than {CARD_LIMIT} cards")
}

fn count(body: &[u8]) -> Option<usize> {
    fields(body).try_fold(0, |count, field| match field? {
        (name, cards) if is_name(name, "cards") => {
            elements(cards).try_fold(count, |count, card| card.map(|_| count + 1))
        }
        _ => Some(count),
    })
}
