//! The place in a listing after a card, within its page.

use std::collections::VecDeque;
use std::vec;

use super::page::{MalformedCard, Page};
use crate::{Card, Cursor};

/// Most malformed cards that are kept until they are taken: ten full pages, so that a
/// caller who never takes them does not run out of memory.
const MAX_MALFORMED: usize = 1_000;

/// A page of which some cards were delivered.
#[derive(Default)]
pub(crate) struct Position {
    cards: vec::IntoIter<Card>,
    /// The malformed cards of the page that stand after the last card.
    malformed_ahead: VecDeque<MalformedCard>,
    /// The places of the page after the last card whose cards are left out.
    dropped_ahead: VecDeque<usize>,
    /// The malformed cards that were passed since they were taken.
    pub(crate) malformed_cards: Vec<MalformedCard>,
    /// The place of the page; None for the beginning of the listing.
    place: Option<Cursor>,
    /// Number of cards of the page before the next one.
    skip: usize,
    /// The place of the next page.
    next: Option<Cursor>,
}

impl Position {
    pub(super) fn new(place: Option<Cursor>) -> Self {
        let skip = place.as_ref().map_or(0, Cursor::skip);
        Self { place, skip, ..Self::default() }
    }

    pub(crate) fn load(&mut self, page: Page) {
        self.malformed_ahead = page.malformed_cards.into();
        self.dropped_ahead = page.dropped.into();
        self.cards = page.cards.into_iter();
        self.skip = page.place.skip();
        (self.place, self.next) = (Some(page.place), page.next);
    }

    #[inline]
    pub(crate) fn next_card(&mut self) -> Option<Card> {
        if !(self.dropped_ahead.is_empty() && self.malformed_ahead.is_empty()) {
            self.pass_others();
        }
        self.skip += usize::from(!self.cards.as_slice().is_empty());
        self.cards.next()
    }

    /// Whether nothing of the page is left.
    pub(crate) fn is_at_the_end(&self) -> bool {
        self.cards.as_slice().is_empty() && self.malformed_ahead.is_empty()
    }

    /// Returns the place after the last card.
    pub(crate) fn cursor(&self) -> Option<Cursor> {
        match &self.next {
            Some(next) if self.is_at_the_end() => Some(next.clone()),
            _ => self.place.clone().map(|place| place.with_skip(self.skip)),
        }
    }

    /// Passes the cards at the place that are not delivered.
    fn pass_others(&mut self) {
        loop {
            if self.dropped_ahead.front() == Some(&self.skip) {
                self.dropped_ahead.pop_front();
            } else if self.malformed_ahead.front().map(MalformedCard::index) == Some(self.skip) {
                let card = self.malformed_ahead.pop_front();
                if self.malformed_cards.len() < MAX_MALFORMED {
                    self.malformed_cards.extend(card);
                }
            } else {
                return;
            }
            self.skip += 1;
        }
    }
}
