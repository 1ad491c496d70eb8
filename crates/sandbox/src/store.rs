//! The cards of a sandbox, in the order of the listing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::card::Card;

/// A place in the listing: newest first, then by id. It does not move when
/// other cards come and go, so pages neither drop nor repeat a card.
pub(crate) type Place = (Reverse<DateTime<Utc>>, Uuid);

/// Every card, by place and by id.
#[derive(Default)]
pub(crate) struct Store {
    cards: BTreeMap<Place, Arc<Card>>,
    places: HashMap<Uuid, Place>,
}

impl Store {
    /// Adds a card, or puts it in the place of the one with the same id.
    pub(crate) fn put(&mut self, card: Card) {
        let place = (Reverse(card.created_at), card.id);
        if let Some(old) = self.places.insert(card.id, place) {
            self.cards.remove(&old);
        }
        self.cards.insert(place, Arc::new(card));
    }

    /// The cards in order, all of them or those behind a place.
    pub(crate) fn behind(&self, place: Option<Place>) -> impl Iterator<Item = &Arc<Card>> {
        let start = place.map_or(Bound::Unbounded, Bound::Excluded);
        self.cards.range((start, Bound::Unbounded)).map(|(_, card)| card)
    }

    /// The cards in order up to a place, the one at that place included.
    pub(crate) fn up_to(&self, place: Place) -> impl Iterator<Item = &Arc<Card>> {
        self.cards.range(..=place).map(|(_, card)| card)
    }

    /// The place of a card by its id.
    pub(crate) fn place(&self, id: Uuid) -> Option<Place> {
        self.places.get(&id).copied()
    }
}

impl FromIterator<Card> for Store {
    fn from_iter<I: IntoIterator<Item = Card>>(cards: I) -> Self {
        let mut store = Self::default();
        cards.into_iter().for_each(|card| store.put(card));
        store
    }
}

#[cfg(test)]
mod tests {
    use super::Store;
    use crate::seed;

    #[test]
    fn a_card_with_a_known_id_takes_the_place_of_the_old_one() {
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        let mut store: Store = seed::cards(7, 5, now).collect();
        let mut card = seed::cards(7, 1, now).next().unwrap();
        card.created_at = now;
        card.amount = 1;
        let id = card.id();
        store.put(card);
        let cards: Vec<_> = store.behind(None).collect();
        assert_eq!(cards.len(), 5);
        assert_eq!((cards[0].id(), cards[0].amount()), (id, 1), "it is the newest now");
        assert_eq!(store.behind(store.place(id)).count(), 4);
    }
}
