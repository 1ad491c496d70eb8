//! A listing: one page, a stream of pages, a stream of cards.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::{Card, CardFilter, CardsClient, Cursor, Error, ErrorKind, Page, PageSize, Result};

/// A listing that has not begun; made by [`CardsClient::list_cards`].
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until a page or a stream is asked for"]
pub struct ListCards {
    client: CardsClient,
    filter: CardFilter,
    page_size: PageSize,
    cursor: Option<Cursor>,
}

impl ListCards {
    pub(crate) fn new(client: CardsClient, filter: CardFilter) -> Self {
        Self { client, filter, page_size: PageSize::default(), cursor: None }
    }

    /// Cards per page; [`PageSize::MAX`] unless said otherwise.
    pub fn page_size(mut self, page_size: PageSize) -> Self {
        self.page_size = page_size;
        self
    }

    /// Goes on after the page that gave this cursor, with the same filter.
    pub fn starting_after(mut self, cursor: Cursor) -> Self {
        self.cursor = Some(cursor);
        self
    }

    /// One page.
    ///
    /// # Errors
    /// A filter that no card can match is refused before anything is sent;
    /// everything else is in [`ErrorKind`].
    pub async fn page(&self) -> Result<Page> {
        self.filter.check()?;
        self.client.get_page(&self.filter, self.page_size, self.cursor.as_ref()).await
    }

    /// Page after page, to the end of the listing.
    pub fn pages(self) -> Pages {
        Pages { state: State::Next(Box::new(self)) }
    }

    /// Card after card, to the end of the listing.
    pub fn items(self) -> Items {
        Items { pages: self.pages(), cards: VecDeque::new() }
    }

    /// The page at the cursor, and the listing that goes on after it.
    async fn step(self) -> (Result<Page>, Option<Self>) {
        let page = match self.page().await {
            Ok(page) => page,
            Err(error) => return (Err(error), None),
        };
        let next = match page.next_cursor() {
            Some(next) if Some(next) == self.cursor.as_ref() => {
                let context = "list cards: the server gave the cursor that it was asked with";
                return (Err(Error::new(ErrorKind::Cursor, context)), None);
            }
            Some(next) => Some(Self { cursor: Some(next.clone()), ..self }),
            None => None,
        };
        (Ok(page), next)
    }
}

type Step = Pin<Box<dyn Future<Output = (Result<Page>, Option<ListCards>)> + Send>>;

enum State {
    Next(Box<ListCards>),
    Waiting(Step),
    Ended,
}

/// The pages of a listing, as a stream; it ends after the last page or the
/// first error.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages {
    state: State,
}

impl Stream for Pages {
    type Item = Result<Page>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let state = &mut self.get_mut().state;
        loop {
            match state {
                State::Ended => return Poll::Ready(None),
                State::Next(_) => {
                    if let State::Next(listing) = std::mem::replace(state, State::Ended) {
                        *state = State::Waiting(Box::pin(listing.step()));
                    }
                }
                State::Waiting(step) => {
                    let (page, next) = ready!(step.as_mut().poll(context));
                    *state = next.map_or(State::Ended, |next| State::Next(Box::new(next)));
                    return Poll::Ready(Some(page));
                }
            }
        }
    }
}

/// The cards of a listing, as a stream; what came before an error is delivered
/// before it.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items {
    pages: Pages,
    cards: VecDeque<Card>,
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
                Some(Ok(page)) => items.cards = page.into_cards().into(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl fmt::Debug for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}
