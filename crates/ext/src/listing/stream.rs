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
use crate::{Card, Result};

/// Most malformed cards that [`Items`] keeps until they are taken: ten full pages,
/// so that a caller who never takes them does not run out of memory.
const MAX_MALFORMED: usize = 1_000;

type Step = Pin<Box<dyn Future<Output = (Walk, Option<Result<Page>>)> + Send>>;

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

fn step(mut walk: Walk) -> Step {
    Box::pin(async move {
        let page = walk.step().await;
        (walk, page)
    })
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
    malformed_cards: Vec<MalformedCard>,
}

impl Items {
    pub(super) fn new(pages: Pages) -> Self {
        Self { pages, cards: VecDeque::new(), malformed_cards: Vec::new() }
    }

    /// Returns the statistics of the listing so far, counted in whole pages.
    #[must_use]
    pub fn report(&self) -> &Report {
        self.pages.report()
    }

    /// Returns the malformed cards since the last call. The report counts all of
    /// them, but the stream keeps at most 1,000 until they are taken, which bounds
    /// its memory.
    pub fn take_malformed_cards(&mut self) -> Vec<MalformedCard> {
        std::mem::take(&mut self.malformed_cards)
    }
}

impl Stream for Items {
    type Item = Result<Card>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = self.get_mut();
        loop {
            if let Some(card) = items.cards.pop_front() {
                return Poll::Ready(Some(Ok(card)));
            }
            match ready!(Pin::new(&mut items.pages).poll_next(context)) {
                Some(Ok(page)) => {
                    let free = MAX_MALFORMED.saturating_sub(items.malformed_cards.len());
                    items.malformed_cards.extend(page.malformed_cards.into_iter().take(free));
                    items.cards = page.cards.into();
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
