//! The cards of a sandbox: an ordered map by place in the listing, and a map of
//! ids.
//!
//! There is no index for filters. A filter looks at every card in its range of
//! `created_at`; the README has the measured times.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound::{Excluded, Included, Unbounded};
use std::sync::Arc;

use chrono::{DateTime, SubsecRound as _, Utc};
use uuid::Uuid;

use crate::card::Card;
use crate::switches::{Order, Precision};

/// A place in the listing. It does not move when other cards are added or
/// removed, so pages neither drop nor repeat a card.
pub(crate) type Place = (i128, Uuid);

/// The first second of the year 0 and the last one of the year 9999.
const YEAR_0: i64 = -62_167_219_200;
const YEAR_9999: i64 = 253_402_300_799;

#[derive(Default)]
pub(crate) struct Store {
    entries: BTreeMap<Place, Entry>,
    places: HashMap<Uuid, Place>,
    order: Order,
    precision: Precision,
}

/// A card with the texts that a search looks at.
pub(crate) struct Entry {
    pub(crate) card: Arc<Card>,
    /// `card_id` and `customer_id` in lower case.
    ids: [Option<Box<str>>; 2],
}

impl Entry {
    fn new(card: Card) -> Self {
        let lower = |id: Option<&str>| id.map(|id| id.to_lowercase().into());
        Self { ids: [lower(card.card_id()), lower(card.customer_id())], card: Arc::new(card) }
    }

    /// Whether `card_id` or `customer_id` contains a text in lower case.
    pub(crate) fn id_contains(&self, text: &str) -> bool {
        self.ids.iter().flatten().any(|id| id.contains(text))
    }
}

impl Store {
    /// A store without cards. Cards are listed in this order, and their times
    /// are cut to this precision.
    pub(crate) fn new(order: Order, precision: Precision) -> Self {
        Self { order, precision, ..Self::default() }
    }

    /// Adds a card, or replaces the one with the same id.
    pub(crate) fn put(&mut self, mut card: Card) -> Arc<Card> {
        card.created_at = self.cut(card.created_at);
        card.active_from = card.active_from.map(|time| self.cut(time));
        card.expires_at = card.expires_at.map(|time| self.cut(time));
        let place = (self.key(card.created_at), card.id);
        if let Some(old) = self.places.insert(card.id, place) {
            self.entries.remove(&old);
        }
        let entry = Entry::new(card);
        let card = Arc::clone(&entry.card);
        self.entries.insert(place, entry);
        card
    }

    pub(crate) fn remove(&mut self, id: Uuid) -> Option<Arc<Card>> {
        let place = self.places.remove(&id)?;
        self.entries.remove(&place).map(|entry| entry.card)
    }

    /// Takes a card out of every listing. Its id stays a cursor.
    pub(crate) fn delist(&mut self, id: Uuid) {
        if let Some(place) = self.place(id) {
            self.entries.remove(&place);
        }
    }

    pub(crate) fn get(&self, id: Uuid) -> Option<&Arc<Card>> {
        Some(&self.entries.get(&self.place(id)?)?.card)
    }

    pub(crate) fn place(&self, id: Uuid) -> Option<Place> {
        self.places.get(&id).copied()
    }

    pub(crate) fn cards(&self) -> impl Iterator<Item = &Arc<Card>> {
        self.entries.values().map(|entry| &entry.card)
    }

    /// The entries behind a place, in the order of the listing, without those
    /// that the order shows to be outside the bounds of `created_at`. Bounds are
    /// inclusive.
    pub(crate) fn range(
        &self,
        after: Option<Place>,
        from: Option<DateTime<Utc>>,
        to: Option<DateTime<Utc>>,
    ) -> impl Iterator<Item = (&Place, &Entry)> {
        let (first, last) = match self.order {
            Order::NewestFirst => (to, from),
            Order::OldestFirst => (from, to),
            Order::ById => (None, None),
        };
        let first = first.map(|time| (self.key(time), Uuid::nil()));
        let last = last.map(|time| (self.key(time), Uuid::max()));
        // A range that begins behind its end would panic.
        let is_empty = last.is_some_and(|last| first.max(after).is_some_and(|start| start > last));
        let start = match (first, after) {
            (Some(first), after) if after.is_none_or(|after| after < first) => Included(first),
            (_, Some(after)) => Excluded(after),
            (_, None) => Unbounded,
        };
        let end = last.map_or(Unbounded, Included);
        (!is_empty).then(|| self.entries.range((start, end))).into_iter().flatten()
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

    /// Cuts a time to the precision and to the years that RFC 3339 can write. A leap
    /// second is the second that follows.
    fn cut(&self, time: DateTime<Utc>) -> DateTime<Utc> {
        let (leap, nanoseconds) = match time.timestamp_subsec_nanos() {
            nanoseconds @ ..1_000_000_000 => (0, nanoseconds),
            nanoseconds => (1, nanoseconds - 1_000_000_000),
        };
        let seconds = (time.timestamp() + leap).clamp(YEAR_0, YEAR_9999);
        let digits = match self.precision {
            Precision::Nanoseconds | Precision::Hidden => 9,
            Precision::Milliseconds => 3,
            Precision::Seconds => 0,
        };
        DateTime::from_timestamp(seconds, nanoseconds).unwrap_or(time).trunc_subsecs(digits)
    }
}
