//! A listing that has not begun.

use std::sync::Arc;
use std::time::Duration;

use super::choose::{Only, Selection};
use super::fetch::PageRequest;
use super::page::{Page, PageSize};
use super::span::Span;
use super::stream::{Items, Pages};
use super::walk::Walk;
use crate::cursor::Fingerprint;
use crate::session::Session;
use crate::{CardFilter, Cursor, Response, Result};

/// A listing that has not begun; made by
/// [`CardsClient::list_cards`](crate::CardsClient::list_cards).
///
/// | setting | default | reason |
/// |---|---|---|
/// | [`page_size`](Self::page_size) | [`PageSize::MAX`] | a listing is usually read to its end, and this takes the fewest requests |
/// | [`starting_after`](Self::starting_after) | the first page | |
/// | [`strict`](Self::strict) | off | one malformed card must not hide the others |
/// | [`pages_ahead`](Self::pages_ahead) | 1 | the server works while a page is consumed |
/// | [`timeout`](Self::timeout) | [`Timeouts::overall`](crate::Timeouts::overall) | |
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until a page or a stream is requested"]
pub struct ListCards {
    request: PageRequest,
    cursor: Option<Cursor>,
}

impl ListCards {
    pub(crate) fn new(session: Arc<Session>, filter: CardFilter) -> Self {
        let (page_size, overall) = (PageSize::default(), session.settings.timeouts.overall);
        let request = PageRequest {
            session,
            selection: Selection { filter, only: None, span: None },
            page_size,
            is_strict: false,
            overall,
            pages_ahead: 1,
            hesitates: false,
        };
        Self { request, cursor: None }
    }

    pub(crate) fn only(mut self, only: Only) -> Self {
        self.request.selection.only = Some(only);
        self
    }

    /// Lists the cards of a span alone. The request reaches beyond it, but not beyond the
    /// bounds of the filter.
    pub(crate) fn within(mut self, span: Span) -> Self {
        let (from, to) = span.requested();
        let selection = &mut self.request.selection;
        selection.filter = std::mem::take(&mut selection.filter).narrowed(from, to);
        selection.span = Some(span);
        self
    }

    /// Does not request the second page ahead, because a window may be given up after its
    /// first page.
    pub(crate) fn hesitant(mut self) -> Self {
        self.request.hesitates = true;
        self
    }

    pub(crate) fn filter(&self) -> &CardFilter {
        &self.request.selection.filter
    }

    /// Whether the client leaves out the cards of other customers.
    pub(crate) fn is_for_customer(&self) -> bool {
        matches!(self.request.selection.only, Some(Only::CustomerId(_)))
    }

    /// Checks the filter; returns what the cursors of the listing are bound to.
    pub(crate) fn fingerprint(&self) -> Result<Fingerprint> {
        self.request.check(None)
    }

    /// Sets the number of cards per page (`limit`).
    pub fn page_size(mut self, page_size: PageSize) -> Self {
        self.request.page_size = page_size;
        self
    }

    /// Resumes at a cursor, with the same filter (`starting_after`).
    pub fn starting_after(self, cursor: Cursor) -> Self {
        self.resume_at(Some(cursor))
    }

    /// Resumes at the cursor of a page, an error or [`Items::cursor`], with the same
    /// filter. None stands for the beginning.
    pub fn resume_at(mut self, cursor: Option<Cursor>) -> Self {
        self.cursor = cursor;
        self
    }

    /// Fails on a malformed card, of the kind
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode). Without this, a page
    /// returns its malformed cards apart: see [`Page::malformed_cards`].
    pub fn strict(mut self) -> Self {
        self.request.is_strict = true;
        self
    }

    /// Sets the number of pages that a stream requests ahead, while a page is decoded and
    /// consumed. Dropping the stream cancels these requests. Order, errors, report and
    /// cursors do not depend on the number: the failure of a page is delivered after the
    /// page before it.
    ///
    /// With 0, a stream that is not read to its end, as by `take`, never requests a page
    /// that nobody reads. More than 1 helps a consumer that pauses now and then for longer
    /// than a page takes, and keeps that number of pages in memory. It does not send requests at
    /// the same time, since each page has the cursor of the next.
    pub fn pages_ahead(mut self, pages: u8) -> Self {
        self.request.pages_ahead = pages;
        self
    }

    /// Sets the time limit of each page: all attempts and the waits between them.
    pub fn timeout(mut self, overall: Duration) -> Self {
        self.request.overall = overall;
        self
    }

    /// Requests one page.
    ///
    /// # Errors
    /// Returns an error of the kind
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) before anything
    /// is sent if no card can match the filter, or if the cursor belongs to another
    /// listing. [`ErrorKind`](crate::ErrorKind) lists all other failures.
    pub async fn page(&self) -> Result<Page> {
        self.response().await.map(Response::into_value)
    }

    /// Requests one page, and returns it with its response.
    ///
    /// # Errors
    /// As for [`page`](Self::page).
    pub async fn response(&self) -> Result<Response<Page>> {
        let cursor = self.cursor.as_ref();
        let fingerprint = self.request.check(cursor)?;
        let outcome = self.request.fetch(cursor, &fingerprint, None).await;
        outcome.map_err(|error| error.with_cursor(self.cursor.clone()))
    }

    /// Returns a stream of the pages up to the end of the listing.
    pub fn pages(self) -> Pages {
        Pages::new(Walk::new(self.request, self.cursor))
    }

    /// Returns a stream of the cards up to the end of the listing.
    pub fn items(self) -> Items {
        let place = self.cursor.clone();
        Items::new(self.pages(), place)
    }
}
