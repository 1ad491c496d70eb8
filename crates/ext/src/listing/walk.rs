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
    /// What the cursors of the listing are bound to; an error if the listing is refused.
    fingerprint: Result<Fingerprint>,
    /// The cursor of the next page; no cursor at all once the listing has ended.
    place: Option<Option<Cursor>>,
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

impl Walk {
    pub(super) fn new(request: PageRequest, cursor: Option<Cursor>) -> Self {
        let fingerprint = request.check(cursor.as_ref());
        let mut visited = CycleDetector::default();
        if let Some(cursor) = &cursor {
            visited.record(cursor.as_str());
        }
        Self {
            request: Arc::new(request),
            fingerprint,
            place: Some(cursor),
            visited: Arc::new(Mutex::new(visited)),
            pages: CycleDetector::default(),
            following: None,
            ahead: None,
            empty: 0,
            has_begun: false,
            reporter: Reporter::default(),
        }
    }

    pub(super) fn report(&self) -> &Report {
        &self.reporter.report
    }

    /// Returns the next page, an error, or None at the end and after an error.
    pub(super) async fn step(&mut self) -> Option<Result<Page>> {
        let cursor = self.place.take()?;
        let page = self.page(cursor.as_ref()).await;
        self.has_begun = true;
        self.place = page.as_ref().ok().and_then(|page| page.next.clone()).map(Some);
        if self.place.is_none() {
            self.ahead = None;
        }
        Some(page)
    }

    async fn page(&mut self, cursor: Option<&Cursor>) -> Result<Page> {
        let here = |error: Error| error.with_cursor(cursor.cloned());
        let mut page = match self.following.take() {
            Some(page) => page,
            None => self.fetch(cursor).await.map_err(here)?,
        };
        let is_empty = page.count == 0;
        let leads_to_itself = page.next.as_ref().is_some_and(|next| leads_to(cursor, next));
        if leads_to_itself && is_empty {
            self.reporter.report.repeated_cursors += 1;
            page.next = None;
        }
        if let Some(next) = &page.next {
            // A page that closes a cycle is not delivered: a server that ignores cursors
            // sends the same cards again. The error's cursor requests that page anew.
            let is_cycle = if leads_to_itself {
                self.repeats(&page, next).await.map_err(here)?
            } else {
                self.visited().record(next.as_str())
            };
            if is_cycle {
                let sent = "a cursor that it had sent before";
                return Err(here(self.endless(ErrorKind::RepeatedCursor, sent)));
            }
            self.empty = if is_empty { self.empty + 1 } else { 0 };
            if self.empty >= MAX_EMPTY {
                let sent = format!("{MAX_EMPTY} pages in a row without a card");
                let error = self.endless(ErrorKind::EmptyPages, &sent);
                return Err(error.with_cursor(Some(next.clone())));
            }
        }
        self.reporter.add_page(&page);
        Ok(page)
    }

    /// Whether a page that has the cursor which requested it comes again and again. If
    /// the next request brings other cards, the cursor is a handle of the listing, and
    /// the listing continues.
    async fn repeats(&mut self, page: &Page, cursor: &Cursor) -> Result<bool> {
        self.reporter.report.repeated_cursors += 1;
        let ids = page.ids();
        let Report { repeated_cursors, pages, .. } = self.reporter.report;
        let is_new = if pages == 0 { !ids.is_empty() } else { self.reporter.has_new(&ids) };
        if !is_new || self.pages.record(&ids) || repeated_cursors > MAX_REPEATED {
            return Ok(true);
        }
        if repeated_cursors == 1 {
            let next = self.fetch(Some(cursor)).await?;
            let repeats = next.ids().iter().any(|id| ids.contains(id));
            self.following = Some(next);
            return Ok(repeats);
        }
        Ok(false)
    }

    async fn fetch(&mut self, cursor: Option<&Cursor>) -> Result<Page> {
        let fingerprint = self.fingerprint.clone()?;
        let hesitates = self.request.hesitates && !self.has_begun;
        let outcome = if hesitates || self.request.pages_ahead == 0 {
            self.request.fetch(cursor, &fingerprint, None).await
        } else {
            self.fetch_ahead(cursor, &fingerprint).await
        };
        let attempts = outcome.as_ref().map_or_else(Error::attempts, Response::attempts);
        self.reporter.report.attempts += u64::from(attempts);
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

    fn endless(&self, kind: ErrorKind, sent: &str) -> Error {
        let host = self.request.session.endpoint.host();
        Error::new(kind, format!("list cards: {host} sent {sent}"))
    }

    fn visited(&self) -> MutexGuard<'_, CycleDetector> {
        self.visited.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
