//! The streams of a listing: its pages, and its cards.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_util::StreamExt as _;
use futures_util::stream::unfold;

use super::page::{MalformedCard, Page};
use super::position::Position;
use super::report::Report;
use super::walk::Walk;
use crate::{Card, Cursor, Result};

/// Stream of the pages of a listing; made by
/// [`ListCards::pages`](crate::ListCards::pages).
///
/// It ends after the last page or the first error. Every page before an error is
/// delivered before it.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages {
    /// The pages, each with the report up to it.
    stream: Pin<Box<dyn Stream<Item = (Result<Page>, Report)> + Send>>,
    report: Report,
}

impl Pages {
    pub(super) fn new(walk: Walk) -> Self {
        let report = walk.report().clone();
        let stream = unfold(walk, |mut walk| async {
            let page = walk.step().await?;
            let report = walk.report().clone();
            Some(((page, report), walk))
        });
        Self { stream: Box::pin(stream.fuse()), report }
    }

    /// Returns the statistics of the listing so far.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }
}

impl Stream for Pages {
    type Item = Result<Page>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let next = ready!(this.stream.as_mut().poll_next(context));
        Poll::Ready(next.map(|(page, report)| {
            this.report = report;
            page
        }))
    }
}

/// Stream of the cards of a listing; made by
/// [`ListCards::items`](crate::ListCards::items).
///
/// It ends after the last card or the first error. Every card before an error is
/// delivered before it.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items {
    pages: Pages,
    position: Position,
}

impl Items {
    pub(super) fn new(pages: Pages, place: Option<Cursor>) -> Self {
        Self { pages, position: Position::new(place) }
    }

    /// Returns the place after the last item: a listing with the same filter that resumes
    /// there continues with the next card. None stands for the beginning.
    ///
    /// ```no_run
    /// # use dintero_cards::{CardFilter, CardsClient, Cursor};
    /// # use futures_util::StreamExt as _;
    /// # async fn run(client: CardsClient) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.list_cards(CardFilter::new()).items();
    /// let first = items.next().await.transpose()?;
    /// let stored: String = serde_json::to_string(&items.cursor())?;
    ///
    /// let cursor: Option<Cursor> = serde_json::from_str(&stored)?;
    /// let listing = client.list_cards(CardFilter::new()).resume_at(cursor);
    /// let second = listing.items().next().await.transpose()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        self.position.cursor()
    }

    /// Returns the statistics of the listing so far, counted in whole pages.
    #[must_use]
    pub fn report(&self) -> &Report {
        self.pages.report()
    }

    /// Returns the malformed cards since the last call. The report counts all of
    /// them, but the stream keeps a bounded number until they are taken.
    pub fn take_malformed_cards(&mut self) -> Vec<MalformedCard> {
        std::mem::take(&mut self.position.malformed_cards)
    }
}

impl Stream for Items {
    type Item = Result<Card>;

    #[inline]
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = self.get_mut();
        loop {
            if let Some(card) = items.position.next_card() {
                return Poll::Ready(Some(Ok(card)));
            }
            match ready!(Pin::new(&mut items.pages).poll_next(context)) {
                Some(Ok(page)) => items.position.load(page),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("report", &self.report).finish_non_exhaustive()
    }
}

impl fmt::Debug for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("report", self.report()).finish_non_exhaustive()
    }
}
