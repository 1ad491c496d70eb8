//! Goes from page to page, and ends a listing that would never end.

use std::sync::Arc;

use super::cycle::{CycleDetector, REMEMBERED};
use super::fetch::PageRequest;
use super::page::Page;
use super::prefetch::RequestedPage;
use super::report::{Report, Reporter};
use crate::cursor::Fingerprint;
use crate::{Cursor, Error, ErrorKind, Response, Result};

/// Most empty pages in a row. An empty page with a cursor is not an error, because a
/// server may filter after it pages; a hundred pages of a hundred cards without a
/// match are more likely a fault of the server.
const MAX_EMPTY: u32 = 100;

/// Most pages whose cursor is the one that requested them: a server may have one cursor
/// for a whole listing, as a handle. These are as many as
/// a listing remembers.
const MAX_REPEATED: u64 = REMEMBERED as u64;

/// A listing that has begun.
#[derive(Debug)]
pub(super) struct Walk {
    request: Arc<PageRequest>,
    fingerprint: Option<Fingerprint>,
    place: Place,
    cycle: CycleDetector,
    /// The pages that have the cursor which requested them.
    pages: CycleDetector,
    /// The page after the one that was returned last, if it has been requested.
    ahead: Option<Page>,
    /// The page after that, if it is being requested.
    requested: Option<RequestedPage>,
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
        let (fingerprint, cycle, pages, ahead, requested, empty) = Default::default();
        let (request, place) = (Arc::new(request), Place::Before(cursor));
        let reporter = Reporter::new();
        Self { request, fingerprint, place, cycle, pages, ahead, requested, empty, reporter }
    }

    pub(super) fn report(&self) -> &Report {
        self.reporter.report()
    }

    /// Returns the next page, an error, or None at the end and after an error.
    pub(super) async fn step(&mut self) -> Option<Result<Page>> {
        let page = self.page().await;
        if matches!(self.place, Place::Ended) {
            self.requested = None;
        }
        page
    }

    async fn page(&mut self) -> Option<Result<Page>> {
        let cursor = match std::mem::replace(&mut self.place, Place::Ended) {
            Place::Before(cursor) => cursor,
            Place::Ended => return None,
        };
        let requested = match self.ahead.take() {
            Some(page) => Ok(page),
            None => self.fetch(cursor.as_ref()).await,
        };
        let mut page = match requested {
            Ok(page) => page,
            Err(error) => return Some(Err(error.with_cursor(cursor))),
        };
        let is_empty = page.count == 0;
        let leads_to_itself =
            page.next.as_ref().is_some_and(|next| leads_to(cursor.as_ref(), next));
        if leads_to_itself && is_empty {
            self.reporter.add_repeated_cursor();
            page.next = None;
        }
        let Some(next) = page.next_cursor() else {
            self.reporter.add_page(&page);
            return Some(Ok(page));
        };
        // A page that closes a cycle is not delivered: a server that ignores cursors
        // sends the same cards again. The error's cursor requests that page anew.
        let is_cycle = if !leads_to_itself {
            self.cycle.record(next.as_str())
        } else {
            match self.repeats(&page, next).await {
                Ok(repeats) => repeats,
                Err(error) => return Some(Err(error.with_cursor(cursor))),
            }
        };
        if is_cycle {
            let host = self.request.session.endpoint.host();
            let context = format!("list cards: {host} sent a cursor that it had sent before");
            let error = Error::new(ErrorKind::RepeatedCursor, context);
            return Some(Err(error.with_cursor(cursor)));
        }
        self.empty = if is_empty { self.empty + 1 } else { 0 };
        if self.empty >= MAX_EMPTY {
            let host = self.request.session.endpoint.host();
            let context =
                format!("list cards: {host} sent {MAX_EMPTY} pages in a row without a card");
            let error = Error::new(ErrorKind::EmptyPages, context);
            return Some(Err(error.with_cursor(Some(next.clone()))));
        }
        self.reporter.add_page(&page);
        let next = Some(next.clone());
        if !leads_to_itself && self.requested.as_ref().is_none_or(|it| it.cursor != next) {
            self.request_ahead(next.clone());
        }
        self.place = Place::Before(next);
        Some(Ok(page))
    }

    /// Whether a page that has the cursor which requested it comes again and again. If
    /// the next request brings other cards, the cursor is a handle of the listing, and
    /// the listing goes on.
    async fn repeats(&mut self, page: &Page, cursor: &Cursor) -> Result<bool> {
        self.reporter.add_repeated_cursor();
        let ids = page.ids();
        let report = self.reporter.report();
        let (is_first, count) = (report.repeated_cursors == 1, report.repeated_cursors);
        let is_new = if report.pages == 0 { !ids.is_empty() } else { self.reporter.has_new(&ids) };
        if !is_new || self.pages.record(&ids) || count > MAX_REPEATED {
            return Ok(true);
        }
        if is_first {
            let next = self.fetch(Some(cursor)).await?;
            let repeats = next.ids().iter().any(|id| ids.contains(id));
            self.ahead = Some(next);
            return Ok(repeats);
        }
        Ok(false)
    }

    async fn fetch(&mut self, cursor: Option<&Cursor>) -> Result<Page> {
        // Computed before the first page, and the same for every page.
        let fingerprint = match self.fingerprint.take() {
            Some(fingerprint) => fingerprint,
            None => {
                let fingerprint = self.request.check(cursor)?;
                if let Some(cursor) = cursor {
                    self.cycle.record(cursor.as_str());
                }
                fingerprint
            }
        };
        self.fingerprint = Some(fingerprint.clone());
        let outcome = if self.request.prefetches {
            self.fetch_and_request_next(cursor, &fingerprint).await
        } else {
            self.request.fetch(cursor, &fingerprint, None).await
        };
        self.reporter.add_attempts(match &outcome {
            Ok(response) => response.attempts(),
            Err(error) => error.attempts(),
        });
        outcome.map(Response::into_value)
    }

    /// Returns the page after a cursor. The next page is requested as soon as its cursor
    /// has arrived, unless that could end the listing.
    async fn fetch_and_request_next(
        &mut self,
        cursor: Option<&Cursor>,
        fingerprint: &Fingerprint,
    ) -> Result<Response<Page>> {
        let requested = self.requested.take().filter(|it| it.cursor.as_ref() == cursor);
        let mut requested = requested
            .unwrap_or_else(|| RequestedPage::new(&self.request, cursor.cloned(), fingerprint));
        let next = requested.next_cursor().await;
        if let Some(next) =
            next.filter(|next| !leads_to(cursor, next) && !self.cycle.has(next.as_str()))
        {
            self.request_ahead(Some(next));
        }
        requested.page().await
    }

    fn request_ahead(&mut self, cursor: Option<Cursor>) {
        if let Some(fingerprint) = self.fingerprint.as_ref().filter(|_| self.request.prefetches) {
            self.requested = Some(RequestedPage::new(&self.request, cursor, fingerprint));
        }
    }
}

/// Whether a cursor is the one that requested its page; a cursor of the caller may not
/// know its filter.
fn leads_to(requested: Option<&Cursor>, next: &Cursor) -> bool {
    requested.is_some_and(|requested| requested.as_str() == next.as_str())
}
