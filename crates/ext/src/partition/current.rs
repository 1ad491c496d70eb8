//! The window whose cards are delivered.

use std::collections::VecDeque;

use uuid::Uuid;

use super::window::{Last, Window, WindowState, Windows};
use crate::listing::{MalformedCard, Page, Position, Span, created_at};
use crate::{Card, Error, Result, Timestamp};

pub(super) struct Current {
    span: Span,
    cards: Cards,
    /// Number of cards that were delivered.
    count: u64,
    /// Number of malformed cards that were passed, each counted once.
    pub(super) malformed: u64,
}

enum Cards {
    /// In the order of the server.
    Listed { pages: VecDeque<Page>, is_last: bool, position: Position },
    /// In the order of time.
    Sorted(Sorted),
}

#[derive(Default)]
struct Sorted {
    cards: VecDeque<Card>,
    /// Those that come after the last card, with the times that could be read.
    malformed_ahead: VecDeque<(Option<Timestamp>, MalformedCard)>,
    malformed_cards: Vec<MalformedCard>,
    last: Option<(Timestamp, Option<Uuid>)>,
}

impl Current {
    pub(super) fn listed(span: Span, pages: VecDeque<Page>, is_last: bool) -> Self {
        let cards = Cards::Listed { pages, is_last, position: Position::default() };
        Self { span, cards, count: 0, malformed: 0 }
    }

    /// Sorts the cards of all pages of a window.
    pub(super) fn sorted(span: Span, pages: VecDeque<Page>) -> Self {
        let (mut cards, mut malformed) = (Vec::new(), Vec::new());
        for page in pages {
            let (some, others) = page.into_parts();
            cards.extend(some);
            malformed.extend(others.into_iter().map(|card| (created_at(card.bytes()), card)));
        }
        cards.sort_by_key(|card| (card.created_at, card.id.is_none(), card.id));
        malformed.sort_by_key(|(time, _)| *time);
        let (cards, malformed_ahead) = (cards.into(), malformed.into());
        let sorted = Sorted { cards, malformed_ahead, ..Sorted::default() };
        Self { span, cards: Cards::Sorted(sorted), count: 0, malformed: 0 }
    }

    #[inline]
    pub(super) fn next(&mut self) -> Option<Card> {
        let card = match &mut self.cards {
            Cards::Sorted(sorted) => sorted.next(),
            Cards::Listed { pages, position, .. } => loop {
                if let Some(card) = position.next_card() {
                    break Some(card);
                }
                match pages.pop_front() {
                    Some(page) => position.load(page),
                    None => break None,
                }
            },
        };
        self.count += u64::from(card.is_some());
        card
    }

    /// Returns the malformed cards that were passed since they were taken.
    #[inline]
    pub(super) fn passed_malformed(&mut self) -> &mut Vec<MalformedCard> {
        match &mut self.cards {
            Cards::Listed { position, .. } => &mut position.malformed_cards,
            Cards::Sorted(sorted) => &mut sorted.malformed_cards,
        }
    }

    /// Records what was delivered. Returns the last card, if the rest of the window begins
    /// after it and at the same moment.
    pub(super) fn record(&self, windows: &mut Windows) -> Result<Option<Last>> {
        let span = self.span;
        let (state, end, last) = match &self.cards {
            Cards::Listed { pages, is_last, position } => {
                let is_done = *is_last && pages.is_empty() && position.is_at_the_end();
                let started = || position.cursor().map_or(WindowState::Open, WindowState::Started);
                (if is_done { WindowState::Done } else { started() }, span.before, None)
            }
            Cards::Sorted(sorted) => match (sorted.last, sorted.next_time()) {
                (None, Some(_)) => return Ok(None),
                (_, None) => (WindowState::Done, span.before, None),
                (Some((time, id)), Some(next)) if next == time => {
                    let id = id.ok_or_else(|| {
                        Error::invalid("plan: nothing resumes after a card without an id")
                    })?;
                    (WindowState::Done, Some(time), Some((time, id)))
                }
                (_, next) => (WindowState::Done, next, None),
            },
        };
        let window = if end == span.from && end.is_some() {
            // All cards before the moment were delivered.
            windows.values_mut().rfind(|window| window.before() == end)
        } else {
            let span = Span { before: end, ..span };
            Some(windows.entry(span.from).or_insert_with(|| Window::new(span)))
        };
        if let Some(window) = window {
            window.state = state;
            window.cards += self.count;
            window.malformed_cards += self.malformed;
        }
        Ok(last)
    }
}

impl Sorted {
    fn next(&mut self) -> Option<Card> {
        let card = self.cards.pop_front();
        let key = card.as_ref().and_then(|card| Some((card.created_at?, card.id)));
        self.last = key.or(self.last);
        let time = self.last.map(|last| last.0);
        // Those of unknown times come first, and the others with a card that is not older.
        while let Some((other, _)) = self.malformed_ahead.front()
            && (self.cards.is_empty() || *other <= time)
        {
            self.malformed_cards.extend(self.malformed_ahead.pop_front().map(|(_, card)| card));
        }
        card
    }

    /// Returns the earliest time of the cards that are left; None at the end.
    fn next_time(&self) -> Option<Timestamp> {
        let card = self.cards.front().and_then(|card| card.created_at);
        let malformed = self.malformed_ahead.front().and_then(|(time, _)| *time);
        card.into_iter().chain(malformed).min()
    }
}
