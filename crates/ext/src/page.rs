//! One page of a listing.

use std::fmt;

use crate::{Card, Cursor};

/// Cards in the server's order, those that could not be read, and where the
/// listing goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub(crate) cards: Vec<Card>,
    pub(crate) odd_cards: Vec<OddCard>,
    pub(crate) next: Option<Cursor>,
}

impl Page {
    /// The cards of this page; a page in the middle of a listing may have none.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The cards of this page, to keep.
    #[must_use]
    pub fn into_cards(self) -> Vec<Card> {
        self.cards
    }

    /// Cards that are not what the document says; the others are not lost for
    /// them. Always empty in a [strict](crate::ListCards::strict) listing.
    #[must_use]
    pub fn odd_cards(&self) -> &[OddCard] {
        &self.odd_cards
    }

    /// Where the next page begins; None on the last page. An absent, null or
    /// empty cursor is none: the documentation does not say which marks the end.
    #[must_use]
    pub fn next_cursor(&self) -> Option<&Cursor> {
        self.next.as_ref()
    }
}

/// A card that could not be read, as it came.
#[derive(Clone, PartialEq, Eq)]
pub struct OddCard {
    pub(crate) index: usize,
    pub(crate) path: String,
    pub(crate) json: String,
}

impl OddCard {
    /// Its place on the page, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// Where reading it failed, such as `cards[3].created_at`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The card as it stood in the response. It holds card data.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }
}

impl fmt::Debug for OddCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OddCard")
            .field("index", &self.index)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
