//! The place in a listing after a card, within its page.

use std::collections::VecDeque;

use super::page::{MalformedCard, Page};
use crate::{Card, Cursor};

/// Most malformed cards that are kept until they are taken: ten full pages, so that a
/// caller who never takes them does not run out of memory.
const MAX_MALFORMED: usize = 1_000;

/// A page of which some cards were delivered.
#[derive(Default)]
pub(crate) struct Position {
    cards: VecDeque<Card>,
    /// The malformed cards of the page that stand after the last card.
    malformed_ahead: VecDeque<MalformedCard>,
    /// The places of the page after the last card whose cards are left out.
    dropped_ahead: VecDeque<usize>,
    malformed_cards: Vec<MalformedCard>,
    /// The place of the next card; None for the beginning of the listing.
    place: Option<Cursor>,
    /// The place of the next page.
    next: Option<Cursor>,
}

impl Position {
    pub(super) fn new(place: Option<Cursor>) -> Self {
        Self { place, ..Self::default() }
    }

    /// Continues with a page.
    pub(crate) fn load(&mut self, page: Page) {
        self.malformed_ahead = page.malformed_cards.into();
        self.dropped_ahead = page.dropped.into();
        self.cards = page.cards.into();
        (self.place, self.next) = (Some(page.place), page.next);
    }

    /// Returns the next card of the page.
    pub(crate) fn next_card(&mut self) -> Option<Card> {
        self.pass_others();
        let card = self.cards.pop_front()?;
        self.pass_one();
        Some(card)
    }

    /// Whether nothing of the page is left.
    pub(crate) fn is_at_the_end(&self) -> bool {
        self.cards.is_empty() && self.malformed_ahead.is_empty()
    }

    /// Returns the place after the last card.
    pub(crate) fn cursor(&self) -> Option<Cursor> {
        match &self.next {
            Some(next) if self.is_at_the_end() => Some(next.clone()),
            _ => self.place.clone(),
        }
    }

    pub(crate) fn take_malformed_cards(&mut self) -> Vec<MalformedCard> {
        std::mem::take(&mut self.malformed_cards)
    }

    /// Moves the place behind a card.
    fn pass_one(&mut self) {
        self.place = self.place.take().map(|place| {
            let skip = place.skip() + 1;
            place.with_skip(skip)
        });
    }

    /// Passes the cards at the place that are not delivered.
    fn pass_others(&mut self) {
        while let Some(place) = self.place.as_ref().map(Cursor::skip) {
            if self.dropped_ahead.front() == Some(&place) {
                self.dropped_ahead.pop_front();
            } else if self.malformed_ahead.front().map(MalformedCard::index) == Some(place) {
                let card = self.malformed_ahead.pop_front();
                if self.malformed_cards.len() < MAX_MALFORMED {
                    self.malformed_cards.extend(card);
                }
            } else {
                return;
            }
            self.pass_one();
        }
    }
}
