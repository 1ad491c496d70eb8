//! Some hundred cards in a row, with what filters look at in columns.
//!
//! A filter runs down a column of numbers and leaves a mark for each card, which
//! costs about a nanosecond a card; only marked cards are looked at. A block
//! knows the ends of its columns, so that most blocks are skipped unread.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::column::{ALWAYS, Column, NEVER};
use crate::card::{Card, CardType};

/// More cards than this are two blocks. Tests have small ones, to have many.
pub(super) const FULL: usize = if cfg!(test) { 64 } else { 1024 };
/// Stands between the texts of a block. No UTF-8 has this byte, so nothing that
/// is searched for reaches across.
const SEPARATOR: u8 = 0xff;

/// Kind of card in a [`Block::class`].
pub(super) const KIND: u8 = 0b100;
/// State of the money in a [`Block::class`].
pub(super) const MONEY: u8 = 0b011;
pub(super) const UNUSED: u8 = 0;
pub(super) const USED: u8 = 1;
pub(super) const PARTIALLY_USED: u8 = 2;

/// Cards in the order of the listing. It is never empty.
pub(super) struct Block {
    pub(super) cards: Vec<Arc<Card>>,
    pub(super) created: Column,
    pub(super) expires: Column,
    pub(super) active: Column,
    pub(super) balance: Column,
    pub(super) available: Column,
    pub(super) amount: Vec<i64>,
    pub(super) class: Vec<u8>,
    pub(super) currency: Vec<u32>,
    pub(super) customer: Vec<u32>,
    /// `card_id` and `customer_id` of all cards in lower case.
    pub(super) text: Vec<u8>,
    /// Where the texts of each card end.
    pub(super) ends: Vec<u32>,
    /// Whether every time is what it is, and not one that stands for all that
    /// are further away.
    pub(super) exact: bool,
}

impl Block {
    /// The block of some cards; `currency` numbers the currencies.
    pub(super) fn new(cards: Vec<Arc<Card>>, mut currency: impl FnMut(&str) -> u32) -> Self {
        let mut exact = true;
        let mut tick = |time| {
            let (tick, is_exact) = ticks(time);
            exact &= is_exact;
            tick
        };
        let mut time = |read: fn(&Card) -> Option<DateTime<Utc>>, none| {
            Column::new(cards.iter().map(|card| read(card).map_or(none, &mut tick)).collect())
        };
        let created = time(|card| Some(card.created_at), NEVER);
        let expires = time(|card| card.expires_at, NEVER);
        let active = time(|card| card.active_from, ALWAYS);
        let (mut text, mut ends) = (Vec::new(), Vec::with_capacity(cards.len()));
        for card in &cards {
            lower(&mut text, card.card_id());
            lower(&mut text, card.customer_id());
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self {
            created,
            expires,
            active,
            balance: Column::new(cards.iter().map(|card| card.amount_balance()).collect()),
            available: Column::new(cards.iter().map(|card| card.amount_available()).collect()),
            amount: cards.iter().map(|card| card.amount).collect(),
            class: cards.iter().map(|card| class(card)).collect(),
            currency: cards.iter().map(|card| currency(&card.currency)).collect(),
            customer: cards.iter().map(|card| card.customer_id().map_or(0, hash)).collect(),
            text,
            ends,
            exact,
            cards,
        }
    }

    /// The number of the card whose texts have a byte at a place.
    pub(super) fn card_at(&self, place: usize) -> usize {
        self.ends.partition_point(|end| usize::try_from(*end).is_ok_and(|end| end <= place))
    }

    /// The place where the texts of a card end.
    pub(super) fn end_of(&self, number: usize) -> usize {
        self.ends.get(number).and_then(|end| usize::try_from(*end).ok()).unwrap_or(usize::MAX)
    }

    pub(super) fn position(&self, id: Uuid) -> Option<usize> {
        self.cards.iter().position(|card| card.id == id)
    }
}

/// A time in nanoseconds since 1970, and whether it is that time: what is beyond
/// the years 1677 to 2262 comes to their ends, within [`ALWAYS`] and [`NEVER`].
pub(super) fn ticks(time: DateTime<Utc>) -> (i64, bool) {
    match time.timestamp_nanos_opt() {
        Some(tick) if ALWAYS < tick && tick < NEVER => (tick, true),
        _ if time < DateTime::<Utc>::UNIX_EPOCH => (ALWAYS + 1, false),
        _ => (NEVER - 1, false),
    }
}

/// A number that equal texts share, and few others.
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn class(card: &Card) -> u8 {
    let kind = if card.kind == CardType::CreditNote { KIND } else { 0 };
    let money = match (card.drawdown <= 0, card.amount_balance() <= 0) {
        (true, _) => UNUSED,
        (false, true) => USED,
        (false, false) => PARTIALLY_USED,
    };
    kind | money
}

fn lower(text: &mut Vec<u8>, id: Option<&str>) {
    match id {
        Some(id) if id.is_ascii() => text.extend(id.bytes().map(|byte| byte.to_ascii_lowercase())),
        Some(id) => text.extend_from_slice(id.to_lowercase().as_bytes()),
        None => {}
    }
    text.push(SEPARATOR);
}
