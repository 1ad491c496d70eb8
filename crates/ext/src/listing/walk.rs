//! Goes from page to page, and ends a listing that would never end.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::cycle::{CycleDetector, REMEMBERED};
use super::fetch::PageRequest;
use super::page::Page;
use super::prefetch::{PagesAhead, leads_to};
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
    visited: Arc<Mutex<CycleDetector>>,
    /// The pages that have the cursor which requested them.
    pages: CycleDetector,
    /// The page after the one that was returned last, if it has arrived.
    following: Option<Page>,
    /// The pages after that, if they are requested ahead.
    ahead: Option<PagesAhead>,
    empty: u32,
    /// Whether a page was delivered.
    has_begun: bool,
    reporter: Reporter,
}

#[derive(Debug)]
enum Place {
    Before(Option<Cursor>),
    Ended,
}

impl Walk {
    pub(super) fn new(request: PageRequest, cursor: Option<Cursor>) -> Self {
        let (fingerprint, visited, pages, following, ahead, empty) = Default::default();
        let (request, place) = (Arc::new(request), Place::Before(cursor));
        let (has_begun, reporter) = (false, Reporter::new());
        Self {
            request,
            fingerprint,
            place,
            visited,
            pages,
            following,
            ahead,
            empty,
            has_begun,
            reporter,
        }
    }

    pub(super) fn report(&self) -> &Report {
        self.reporter.report()
    }

    /// Returns the next page, an error, or None at the end and after an error.
    pub(super) async fn step(&mut self) -> Option<Result<Page>> {
        let page = self.page().await;
        self.has_begun = true;
        if matches!(self.place, Place::Ended) {
            self.ahead = None;
        }
        page
    }

    async fn page(&mut self) -> Option<Result<Page>> {
        let cursor = match std::mem::replace(&mut self.place, Place::Ended) {
            Place::Before(cursor) => cursor,
            Place::Ended => return None,
        };
        let requested = match self.following.take() {
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
            self.visited().record(next.as_str())
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
        self.place = Place::Before(Some(next.clone()));
        Some(Ok(page))
    }

    /// Whether a page that has the cursor which requested it comes again and again. If
    /// the next request brings other cards, the cursor is a handle of the listing, and
    /// the listing continues.
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
            self.following = Some(next);
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
                    self.visited().record(cursor.as_str());
                }
                fingerprint
            }
        };
        self.fingerprint = Some(fingerprint.clone());
        let hesitates = self.request.hesitates && !self.has_begun;
        let outcome = match self.request.pages_ahead {
            _ if hesitates => self.request.fetch(cursor, &fingerprint, None).await,
            0 => self.request.fetch(cursor, &fingerprint, None).await,
            _ => self.fetch_ahead(cursor, &fingerprint).await,
        };
        self.reporter.add_attempts(match &outcome {
            Ok(response) => response.attempts(),
            Err(error) => error.attempts(),
        });
        outcome.map(Response::into_value)
    }

    /// Returns the page after a cursor, while the pages after it are requested.
    async fn fetch_ahead(
        &mut self,
        cursor: Option<&Cursor>,
        fingerprint: &Fingerprint,
    ) -> Result<Response<Page>> {
        if let Some(ahead) = &mut self.ahead
            && let Some(outcome) = ahead.next(cursor).await
        {
            return outcome;
        }
        let ahead = PagesAhead::new(&self.request, cursor.cloned(), fingerprint, &self.visited);
        self.ahead.insert(ahead).next(cursor).await.unwrap_or_else(|| {
            let context = "list cards: the runtime shut down during the request";
            Err(Error::new(ErrorKind::Configuration, context))
        })
    }

    fn visited(&self) -> MutexGuard<'_, CycleDetector> {
        self.visited.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
