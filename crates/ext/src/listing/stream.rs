//! A walk as streams: of pages, and of cards.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::Report;
use super::walk::Walk;
use crate::{Card, OddCard, Page, Result};

/// Odd cards that [`Items`] keeps until they are taken.
const MAX_ODD: usize = 1_000;

type Step = Pin<Box<dyn Future<Output = (Walk, Option<Result<Page>>)> + Send>>;

/// The pages of a listing, as a stream; it ends after the last page or the
/// first error, and what came before an error is delivered before it.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages {
    state: State,
    report: Report,
}

enum State {
    Resting(Box<Walk>),
    Stepping(Step),
    Ended,
}

impl Pages {
    pub(super) fn new(walk: Walk) -> Self {
        let report = walk.report().clone();
        Self { state: State::Resting(Box::new(walk)), report }
    }

    /// What the listing came by so far.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }
}

impl Stream for Pages {
    type Item = Result<Page>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match &mut this.state {
                State::Ended => return Poll::Ready(None),
                State::Stepping(step) => {
                    let (walk, page) = ready!(step.as_mut().poll(context));
                    this.report = walk.report().clone();
                    this.state = match page {
                        Some(_) => State::Resting(Box::new(walk)),
                        None => State::Ended,
                    };
                    return Poll::Ready(page);
                }
                State::Resting(_) => {
                    if let State::Resting(walk) = std::mem::replace(&mut this.state, State::Ended) {
                        let mut walk = *walk;
                        this.state = State::Stepping(Box::pin(async move {
                            let page = walk.step().await;
                            (walk, page)
                        }));
                    }
                }
            }
        }
    }
}

/// The cards of a listing, as a stream; it ends after the last card or the
/// first error, and what came before an error is delivered before it.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items {
    pages: Pages,
    cards: VecDeque<Card>,
    odd_cards: Vec<OddCard>,
}

impl Items {
    pub(super) fn new(pages: Pages) -> Self {
        Self { pages, cards: VecDeque::new(), odd_cards: Vec::new() }
    }

    /// What the listing came by so far, by whole pages.
    #[must_use]
    pub fn report(&self) -> &Report {
        self.pages.report()
    }

    /// Takes the cards that could not be read since they were taken last. The
    /// report counts all of them; no more than a thousand wait here, so take
    /// them now and then if there may be many.
    pub fn take_odd_cards(&mut self) -> Vec<OddCard> {
        std::mem::take(&mut self.odd_cards)
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
                    let room = MAX_ODD.saturating_sub(items.odd_cards.len());
                    items.odd_cards.extend(page.odd_cards.into_iter().take(room));
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
