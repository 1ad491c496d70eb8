//! Many cards at once: sorted when all are there, and built on all processors.

use std::collections::HashMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::{iter, thread};

use uuid::Uuid;

use super::block::{Block, FULL};
use super::{Place, Store};
use crate::card::Card;
use crate::switches::{Order, Precision};

/// So many blocks are built where they are needed.
const ALONE: usize = 32;

/// A store that is not in order yet.
pub(crate) struct Loading {
    store: Store,
    places: Vec<(Place, usize)>,
    cards: Vec<Option<Arc<Card>>>,
    /// Where the last card is of those with the same id.
    again: HashMap<Uuid, usize>,
}

impl Loading {
    pub(crate) fn new(order: Order, precision: Precision) -> Self {
        let store = Store { order, precision, ..Store::default() };
        Self { store, places: Vec::new(), cards: Vec::new(), again: HashMap::new() }
    }

    /// Adds a card; it takes the place of one with the same id.
    pub(crate) fn add(&mut self, card: Card) {
        let card = self.store.prepared(card);
        let number = self.cards.len();
        if self.store.created.insert(card.id, card.created_at).is_some() {
            self.again.insert(card.id, number);
        }
        self.places.push((self.store.place_of(&card), number));
        self.cards.push(Some(card));
    }

    /// The store of the cards that were added.
    pub(crate) fn finish(self) -> Store {
        let Self { mut store, mut places, mut cards, again } = self;
        if !again.is_empty() {
            let is_last = |(place, number): &(Place, usize)| {
                again.get(&place.1).is_none_or(|last| last == number)
            };
            places.retain(is_last);
        }
        places.sort_unstable();
        let mut sorted = places.iter().filter_map(|(_, number)| cards[*number].take()).peekable();
        let mut rows = Vec::with_capacity(places.len().div_ceil(FULL));
        while sorted.peek().is_some() {
            rows.push(sorted.by_ref().take(FULL).collect::<Vec<_>>());
        }
        store.blocks = build(&store, rows);
        store
    }
}

/// Blocks of rows of cards, on as many threads as there are processors.
fn build(store: &Store, rows: Vec<Vec<Arc<Card>>>) -> Vec<Block> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = rows.len().div_ceil(threads).max(ALONE);
    if rows.len() <= share {
        return rows.into_iter().map(|cards| store.block(cards)).collect();
    }
    let mut rows = rows.into_iter();
    thread::scope(|scope| {
        let workers: Vec<_> = iter::repeat_with(|| rows.by_ref().take(share).collect::<Vec<_>>())
            .take_while(|some| !some.is_empty())
            .map(|some| scope.spawn(|| some.into_iter().map(|cards| store.block(cards)).collect()))
            .collect();
        let joined = |worker: thread::ScopedJoinHandle<'_, Vec<Block>>| {
            worker.join().unwrap_or_else(|panic| resume_unwind(panic))
        };
        workers.into_iter().flat_map(joined).collect()
    })
}
