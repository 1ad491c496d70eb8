//! The cards of a sandbox, in the order of the listing.
//!
//! Blocks of cards with columns for filters, and no index but the one of ids: a
//! million cards are a thousand blocks, which a filter runs through in about a
//! millisecond (see `benches`), while an index for every filter would cost
//! memory, and time with every card that changes. A card that changes rebuilds
//! its block.

mod block;
mod column;
mod loading;
mod probe;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, SubsecRound as _, Utc};
use uuid::Uuid;

use self::block::{Block, FULL};
pub(crate) use self::loading::Loading;
pub(crate) use self::probe::Probe;
use crate::card::Card;
use crate::switches::{Order, Precision};

/// A place in the listing. It does not move when other cards come and go, so
/// pages neither drop nor repeat a card.
pub(crate) type Place = (i128, Uuid);

/// Every card.
#[derive(Default)]
pub(crate) struct Store {
    blocks: Vec<Block>,
    created: HashMap<Uuid, DateTime<Utc>>,
    currencies: HashMap<Arc<str>, u32>,
    order: Order,
    precision: Precision,
}

impl Store {
    /// Adds a card, or puts it in the place of the one with the same id.
    pub(crate) fn put(&mut self, card: Card) -> Arc<Card> {
        let card = self.prepared(card);
        self.remove(card.id);
        self.created.insert(card.id, card.created_at);
        let place = self.place_of(&card);
        // The last block takes what comes behind all.
        let number = self.block_behind(place).min(self.blocks.len().saturating_sub(1));
        let mut cards = self.blocks.get(number).map_or_else(Vec::new, |block| block.cards.clone());
        let position = cards.partition_point(|other| self.place_of(other) < place);
        cards.insert(position, Arc::clone(&card));
        let second = if cards.len() > FULL { cards.split_off(FULL / 2) } else { Vec::new() };
        let both = [cards, second].into_iter().filter(|some| !some.is_empty());
        let blocks: Vec<_> = both.map(|some| self.block(some)).collect();
        let old = number..self.blocks.len().min(number + 1);
        self.blocks.splice(old, blocks);
        card
    }

    /// Takes a card out.
    pub(crate) fn remove(&mut self, id: Uuid) -> Option<Arc<Card>> {
        let number = self.block_of(id)?;
        self.created.remove(&id);
        let position = self.blocks[number].position(id)?;
        let mut cards = self.blocks[number].cards.clone();
        let card = cards.remove(position);
        if cards.is_empty() {
            self.blocks.remove(number);
        } else {
            self.blocks[number] = self.block(cards);
        }
        Some(card)
    }

    /// A card by its id.
    pub(crate) fn get(&self, id: Uuid) -> Option<&Arc<Card>> {
        let block = &self.blocks[self.block_of(id)?];
        block.cards.get(block.position(id)?)
    }

    /// Every card in order.
    pub(crate) fn cards(&self) -> impl Iterator<Item = &Arc<Card>> {
        self.blocks.iter().flat_map(|block| &block.cards)
    }

    /// The cards behind a place that a filter holds for, in order, until the
    /// visitor has seen enough and says false.
    pub(crate) fn visit(
        &self,
        place: Option<Place>,
        probe: &Probe<'_>,
        mut visitor: impl FnMut(&Arc<Card>) -> bool,
    ) {
        let first = place.map_or(0, |place| self.block_behind(place));
        let mut marks = Vec::new();
        for (number, block) in self.blocks.iter().enumerate().skip(first) {
            let from = match place {
                Some(place) if number == first => {
                    block.cards.partition_point(|card| self.place_of(card) <= place)
                }
                _ => 0,
            };
            if !probe.mark(block, from, &mut marks) {
                continue;
            }
            let marked = block.cards.iter().zip(&marks).filter(|(_, mark)| **mark != 0);
            for (card, _) in marked {
                if probe.holds(card) && !visitor(card) {
                    return;
                }
            }
        }
    }

    /// Number of cards that a filter holds for.
    pub(crate) fn count(&self, probe: &Probe<'_>) -> usize {
        let mut marks = Vec::new();
        let count = |block: &Block| {
            if !probe.mark(block, 0, &mut marks) {
                return 0;
            }
            if probe.exact && block.exact {
                return marks.iter().map(|mark| usize::from(*mark)).sum();
            }
            let marked = block.cards.iter().zip(&marks).filter(|(_, mark)| **mark != 0);
            marked.filter(|(card, _)| probe.holds(card)).count()
        };
        self.blocks.iter().map(count).sum()
    }

    /// The place of a card by its id.
    pub(crate) fn place(&self, id: Uuid) -> Option<Place> {
        Some((self.key(*self.created.get(&id)?), id))
    }

    /// The place of a card.
    pub(crate) fn place_of(&self, card: &Card) -> Place {
        (self.key(card.created_at), card.id)
    }

    /// The number of a currency, if a card has had it.
    fn currency(&self, currency: &str) -> Option<u32> {
        self.currencies.get(currency).copied()
    }

    fn key(&self, created_at: DateTime<Utc>) -> i128 {
        let nanoseconds = i128::from(created_at.timestamp()) * 1_000_000_000
            + i128::from(created_at.timestamp_subsec_nanos());
        match self.order {
            Order::NewestFirst => -nanoseconds,
            Order::OldestFirst => nanoseconds,
            Order::ById => 0,
        }
    }

    /// The first block that has a card behind a place, or their number.
    fn block_behind(&self, place: Place) -> usize {
        let is_before =
            |block: &Block| block.cards.last().is_none_or(|card| self.place_of(card) <= place);
        self.blocks.partition_point(is_before)
    }

    fn block_of(&self, id: Uuid) -> Option<usize> {
        let place = self.place(id)?;
        let is_before =
            |block: &Block| block.cards.last().is_none_or(|card| self.place_of(card) < place);
        Some(self.blocks.partition_point(is_before))
    }

    /// The card as this store keeps it: times cut, the text of the currency
    /// shared.
    fn prepared(&mut self, mut card: Card) -> Arc<Card> {
        let digits = match self.precision {
            Precision::Nanoseconds | Precision::Hidden => None,
            Precision::Milliseconds => Some(3),
            Precision::Seconds => Some(0),
        };
        if let Some(digits) = digits {
            card.created_at = card.created_at.trunc_subsecs(digits);
            card.active_from = card.active_from.map(|time| time.trunc_subsecs(digits));
            card.expires_at = card.expires_at.map(|time| time.trunc_subsecs(digits));
        }
        match self.currencies.get_key_value(&card.currency) {
            Some((known, _)) => card.currency = Arc::clone(known),
            None => {
                let number = u32::try_from(self.currencies.len()).unwrap_or(u32::MAX);
                self.currencies.insert(Arc::clone(&card.currency), number);
            }
        }
        Arc::new(card)
    }

    fn block(&self, cards: Vec<Arc<Card>>) -> Block {
        Block::new(cards, |currency| self.currency(currency).unwrap_or(u32::MAX))
    }
}
