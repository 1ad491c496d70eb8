//! The streams of a listing: its pages, and its cards.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::page::{MalformedCard, Page};
use super::report::Report;
use super::walk::Walk;
use crate::{Card, Cursor, Result};

/// Most malformed cards that [`Items`] keeps until they are taken: ten full pages,
/// so that a caller who never takes them does not run out of memory.
const MAX_MALFORMED: usize = 1_000;

/// Stream of the pages of a listing; made by
/// [`ListCards::pages`](crate::ListCards::pages).
///
/// It ends after the last page or the first error. Every page before an error is
/// delivered before it.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages {
    /// None once the listing has ended.
    step: Option<Step>,
    report: Report,
}

impl Pages {
    pub(super) fn new(walk: Walk) -> Self {
        let report = walk.report().clone();
        Self { step: Some(step(walk)), report }
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
        let Some(running) = &mut this.step else { return Poll::Ready(None) };
        let (walk, page) = ready!(running.as_mut().poll(context));
        this.report = walk.report().clone();
        this.step = page.is_some().then(|| step(walk));
        Poll::Ready(page)
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
    cards: VecDeque<Card>,
    /// The malformed cards of the page that stand after the last item.
    malformed_ahead: VecDeque<MalformedCard>,
    /// The places of the page after the last item whose cards are left out.
    dropped_ahead: VecDeque<usize>,
    malformed_cards: Vec<MalformedCard>,
    /// The place of the next item; None for the beginning of the listing.
    place: Option<Cursor>,
    /// The place of the next page.
    next: Option<Cursor>,
}

impl Items {
    pub(super) fn new(pages: Pages, place: Option<Cursor>) -> Self {
        let (cards, malformed_ahead, dropped_ahead, malformed_cards, next) = Default::default();
        Self { pages, cards, malformed_ahead, dropped_ahead, malformed_cards, place, next }
    }

    /// Returns the place after the last item: a listing with the same filter that resumes
    /// there goes on with the next card. None stands for the beginning.
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
        match &self.next {
            Some(next) if self.cards.is_empty() && self.malformed_ahead.is_empty() => {
                Some(next.clone())
            }
            _ => self.place.clone(),
        }
    }

    /// Moves the place behind an item.
    fn pass_one(&mut self) {
        self.place = self.place.take().map(|place| {
            let skip = place.skip() + 1;
            place.with_skip(skip)
        });
    }

    /// Passes the cards at the place that are not delivered.
    fn pass_others(&mut self) {
        while let Some(place) = self.place.as_ref().map(Cursor::skip) {
            if self.dropped_ahead.front() == Some(&place) {
                self.dropped_ahead.pop_front();
            } else if self.malformed_ahead.front().map(MalformedCard::index) == Some(place) {
                let card = self.malformed_ahead.pop_front();
                if self.malformed_cards.len() < MAX_MALFORMED {
                    self.malformed_cards.extend(card);
                }
            } else {
                return;
            }
            self.pass_one();
        }
    }

    /// Returns the statistics of the listing so far, counted in whole pages.
    #[must_use]
    pub fn report(&self) -> &Report {
        self.pages.report()
    }

    /// Returns the malformed cards since the last call. The report counts all of
    /// them, but the stream keeps a bounded number until they are taken.
    pub fn take_malformed_cards(&mut self) -> Vec<MalformedCard> {
        std::mem::take(&mut self.malformed_cards)
    }
}

impl Stream for Items {
    type Item = Result<Card>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = self.get_mut();
        loop {
            items.pass_others();
            if let Some(card) = items.cards.pop_front() {
                items.pass_one();
                return Poll::Ready(Some(Ok(card)));
            }
            match ready!(Pin::new(&mut items.pages).poll_next(context)) {
                Some(Ok(page)) => {
                    items.malformed_ahead = page.malformed_cards.into();
                    items.dropped_ahead = page.dropped.into();
                    items.cards = page.cards.into();
                    (items.place, items.next) = (Some(page.place), page.next);
                }
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

type Step = Pin<Box<dyn Future<Output = (Walk, Option<Result<Page>>)> + Send>>;

fn step(mut walk: Walk) -> Step {
    Box::pin(async move {
        let page = walk.step().await;
        (walk, page)
    })
}
