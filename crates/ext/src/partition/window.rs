//! One window of a plan.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::listing::Span;
use crate::{Cursor, Timestamp};

/// A window of a [`ListingPlan`](crate::ListingPlan): the cards with
/// `from <= created_at < before`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Window {
    pub(super) span: Span,
    pub(super) state: WindowState,
    pub(super) cards: u64,
    pub(super) malformed_cards: u64,
}

/// The progress of a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum WindowState {
    /// None of its cards was delivered.
    #[default]
    Open,
    /// The cards before this place were delivered.
    Started(Cursor),
    /// All cards were delivered.
    Done,
}

impl Window {
    pub(super) fn new(span: Span) -> Self {
        Self { span, state: WindowState::Open, cards: 0, malformed_cards: 0 }
    }

    /// Returns the earliest `created_at` of its cards; None if there is no limit.
    #[must_use]
    pub fn from(&self) -> Option<Timestamp> {
        self.span.from
    }

    /// Returns the time before which its cards were created; None if there is no limit.
    #[must_use]
    pub fn before(&self) -> Option<Timestamp> {
        self.span.before
    }

    /// Returns the `id` up to which the cards created at [`from`](Self::from) do not belong
    /// to it, because a listing in order was stopped between cards of one moment.
    #[must_use]
    pub fn after(&self) -> Option<Uuid> {
        self.span.after
    }

    /// Returns the progress of the window.
    #[must_use]
    pub fn state(&self) -> &WindowState {
        &self.state
    }

    /// Whether all of its cards were delivered.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.state == WindowState::Done
    }

    /// Returns the number of its cards that were delivered.
    #[must_use]
    pub fn cards(&self) -> u64 {
        self.cards
    }

    /// Returns the number of its malformed cards.
    #[must_use]
    pub fn malformed_cards(&self) -> u64 {
        self.malformed_cards
    }
}

/// Windows by their beginning.
pub(super) type Windows = BTreeMap<Option<Timestamp>, Window>;

/// The last card that was delivered of a moment whose cards were not all delivered.
pub(super) type Last = (Timestamp, Uuid);

/// Returns the spans between windows that are in the order of time, after a card.
pub(super) fn gaps<'a>(
    windows: impl IntoIterator<Item = &'a Window>,
    last: Option<Last>,
) -> Vec<Span> {
    let after = |from| last.filter(|last| Some(last.0) == from).map(|last| last.1);
    let (mut gaps, mut from, mut is_over) = (Vec::new(), None, false);
    for window in windows {
        if window.span.from != from {
            gaps.push(Span { from, before: window.span.from, after: after(from) });
        }
        from = window.span.before;
        is_over = from.is_none();
    }
    if !is_over {
        gaps.push(Span { from, before: None, after: after(from) });
    }
    gaps
}

/// The stored form of a window.
#[derive(Serialize, Deserialize)]
struct Stored {
    from: Option<Timestamp>,
    before: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Uuid>,
    state: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cursor: Option<Cursor>,
    #[serde(default)]
    cards: u64,
    #[serde(default)]
    malformed_cards: u64,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Open,
    Started,
    Done,
}

impl From<Window> for Stored {
    fn from(window: Window) -> Self {
        let Window { span, state, cards, malformed_cards } = window;
        let (state, cursor) = match state {
            WindowState::Open => (State::Open, None),
            WindowState::Started(cursor) => (State::Started, Some(cursor)),
            WindowState::Done => (State::Done, None),
        };
        let Span { from, before, after } = span;
        Self { from, before, after, state, cursor, cards, malformed_cards }
    }
}

impl TryFrom<Stored> for Window {
    type Error = &'static str;

    fn try_from(stored: Stored) -> Result<Self, &'static str> {
        let Stored { from, before, after, state, cursor, cards, malformed_cards } = stored;
        let state = match (state, cursor) {
            (State::Open, None) => WindowState::Open,
            (State::Started, Some(cursor)) => WindowState::Started(cursor),
            (State::Done, None) => WindowState::Done,
            (State::Started, None) => return Err("a window has started and has no cursor"),
            _ => return Err("a window has a cursor and is not started"),
        };
        Ok(Self { span: Span { from, before, after }, state, cards, malformed_cards })
    }
}
