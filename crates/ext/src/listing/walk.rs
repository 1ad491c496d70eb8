//! Goes from page to page, and ends a listing that would never end.

use super::cycle::CycleDetector;
use super::fetch::PageRequest;
use super::page::Page;
use super::report::{Report, Reporter};
use crate::cursor::Fingerprint;
use crate::{Cursor, Error, ErrorKind, Response, Result};

/// Most empty pages in a row. An empty page with a cursor is not an error, because a
/// server may filter after it pages; a hundred pages of a hundred cards without a
/// match are more likely a fault of the server.
const MAX_EMPTY: u32 = 100;

/// A listing that has begun.
#[derive(Debug)]
pub(super) struct Walk {
    request: PageRequest,
    fingerprint: Option<Fingerprint>,
    place: Place,
    cycle: CycleDetector,
    empty: u32,
    reporter: Reporter,
}

#[derive(Debug)]
enum Place {
    Before(Option<Cursor>),
    Ended,
}

impl Walk {
    pub(super) fn new(request: PageRequest, cursor: Option<Cursor>) -> Self {
        let (cycle, reporter) = (CycleDetector::default(), Reporter::new());
        let place = Place::Before(cursor);
        Self { request, fingerprint: None, place, cycle, empty: 0, reporter }
    }

    pub(super) fn report(&self) -> &Report {
        self.reporter.report()
    }

    /// Returns the next page, an error, or None at the end and after an error.
    pub(super) async fn step(&mut self) -> Option<Result<Page>> {
        let cursor = match std::mem::replace(&mut self.place, Place::Ended) {
            Place::Before(cursor) => cursor,
            Place::Ended => return None,
        };
        let page = match self.fetch(cursor.as_ref()).await {
            Ok(page) => page,
            Err(error) => return Some(Err(error.with_cursor(cursor))),
        };
        let Some(next) = page.next_cursor() else {
            self.reporter.add_page(&page);
            return Some(Ok(page));
        };
        // A page that closes a cycle is not delivered: a server that ignores cursors
        // sends the same cards again. The error's cursor requests that page anew.
        if self.cycle.record(next) {
            let context = "list cards: the server sent a cursor that it had sent before";
            let error = Error::new(ErrorKind::RepeatedCursor, context);
            return Some(Err(error.with_cursor(cursor)));
        }
        let is_empty = page.cards.is_empty() && page.malformed_cards.is_empty();
        self.empty = if is_empty { self.empty + 1 } else { 0 };
        if self.empty >= MAX_EMPTY {
            let context =
                format!("list cards: the server sent {MAX_EMPTY} pages in a row without a card");
            let error = Error::new(ErrorKind::EmptyPages, context);
            return Some(Err(error.with_cursor(Some(next.clone()))));
        }
        self.reporter.add_page(&page);
        self.place = Place::Before(Some(next.clone()));
        Some(Ok(page))
    }

    async fn fetch(&mut self, cursor: Option<&Cursor>) -> Result<Page> {
        // Computed before the first page, and the same for every page.
        let fingerprint = match self.fingerprint.take() {
            Some(fingerprint) => fingerprint,
            None => {
                let fingerprint = self.request.check(cursor)?;
                if let Some(cursor) = cursor {
                    self.cycle.record(cursor);
                }
                fingerprint
            }
        };
        let outcome = self.request.fetch(cursor, &fingerprint).await;
        self.fingerprint = Some(fingerprint);
        self.reporter.add_attempts(match &outcome {
            Ok(response) => response.attempts(),
            Err(error) => error.attempts(),
        });
        outcome.map(Response::into_value)
    }
}
