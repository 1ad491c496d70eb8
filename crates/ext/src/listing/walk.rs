//! Goes from page to page, and notices when that leads nowhere.

use super::ListCards;
use super::circle::Circle;
use super::report::{Report, Reporter};
use crate::cursor::Fingerprint;
use crate::{Cursor, Error, ErrorKind, Page, Result};

/// A server may filter after it pages, so an empty page in the middle is
/// nothing odd; this many in a row are no listing.
const MAX_EMPTY: u32 = 100;

/// A listing on its way.
#[derive(Debug)]
pub(super) struct Walk {
    listing: ListCards,
    fingerprint: Option<Fingerprint>,
    place: Place,
    circle: Circle,
    empty: u32,
    reporter: Reporter,
}

#[derive(Debug)]
enum Place {
    Before(Option<Cursor>),
    Ended,
}

impl Walk {
    pub(super) fn new(mut listing: ListCards) -> Self {
        let place = Place::Before(listing.cursor.take());
        let (circle, reporter) = (Circle::default(), Reporter::new());
        Self { listing, fingerprint: None, place, circle, empty: 0, reporter }
    }

    pub(super) fn report(&self) -> &Report {
        self.reporter.report()
    }

    /// The next page, an error, or None at the end; after an error it is the end.
    pub(super) async fn step(&mut self) -> Option<Result<Page>> {
        let cursor = match std::mem::replace(&mut self.place, Place::Ended) {
            Place::Before(cursor) => cursor,
            Place::Ended => return None,
        };
        let page = match self.get(cursor.as_ref()).await {
            Ok(page) => page,
            Err(error) => return Some(Err(error.with_cursor(cursor))),
        };
        let Some(next) = page.next_cursor() else {
            self.reporter.arrived(&page);
            return Some(Ok(page));
        };
        // A page that leads back is not delivered: a server that does not heed
        // cursors gives the same cards again. The error's cursor asks for it anew.
        if self.circle.closes_at(next) {
            let what = "list cards: the server gave a cursor that it had given before";
            let error = Error::new(ErrorKind::RepeatedCursor, what);
            return Some(Err(error.with_cursor(cursor)));
        }
        let is_empty = page.cards.is_empty() && page.odd_cards.is_empty();
        self.empty = if is_empty { self.empty + 1 } else { 0 };
        if self.empty >= MAX_EMPTY {
            let what =
                format!("list cards: the server gave {MAX_EMPTY} pages in a row without a card");
            let error = Error::new(ErrorKind::EmptyPages, what);
            return Some(Err(error.with_cursor(Some(next.clone()))));
        }
        self.reporter.arrived(&page);
        self.place = Place::Before(Some(next.clone()));
        Some(Ok(page))
    }

    async fn get(&mut self, cursor: Option<&Cursor>) -> Result<Page> {
        // Checked before the first page, and the same for every one.
        let fingerprint = match self.fingerprint.take() {
            Some(fingerprint) => fingerprint,
            None => {
                let fingerprint = self.listing.check()?;
                if let Some(cursor) = cursor {
                    cursor.check(&fingerprint)?;
                    self.circle.closes_at(cursor);
                }
                fingerprint
            }
        };
        let response = self.listing.client.get_page(&self.listing, cursor, &fingerprint).await;
        self.fingerprint = Some(fingerprint);
        match response {
            Ok(response) => {
                self.reporter.attempted(response.attempts());
                Ok(response.into_value())
            }
            Err(error) => {
                self.reporter.attempted(error.attempts());
                Err(error)
            }
        }
    }
}
