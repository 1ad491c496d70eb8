//! One page of a listing.

use dintero_cards_client::cards::types::CardPage;

use crate::{Card, Cursor};

/// Cards in the server's order, and where the listing goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    cards: Vec<Card>,
    next: Option<Cursor>,
}

impl Page {
    pub(crate) fn new(page: CardPage) -> Self {
        let CardPage { cards, starting_after } = page;
        Self { cards, next: starting_after.and_then(Cursor::new) }
    }

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

    /// Where the next page begins; None on the last page. An absent, null or
    /// empty cursor is none: the documentation does not say which marks the end.
    #[must_use]
    pub fn next_cursor(&self) -> Option<&Cursor> {
        self.next.as_ref()
    }
}
