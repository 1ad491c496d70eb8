//! The client for programs without async.
//!
//! ```no_run
//! use dintero_cards::CardFilter;
//! use dintero_cards::blocking::CardsClient;
//!
//! let client = CardsClient::new(dintero_cards::CardsClient::from_env()?.build()?)?;
//! for card in client.list_cards(CardFilter::new()).items() {
//!     println!("{:?}", card?.amount_balance);
//! }
//! # Ok::<(), dintero_cards::Error>(())
//! ```
//!
//! It blocks its thread, so async code must call it in `spawn_blocking`.

use std::sync::Arc;
use std::thread;

use futures_util::StreamExt as _;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::{Card, CardFilter, Error, ErrorKind, MalformedCard, Page, Report, Response, Result};

/// Lists the cards of one account and blocks until they arrive. Clones are cheap.
#[derive(Clone, Debug)]
pub struct CardsClient {
    client: crate::CardsClient,
    waiter: Arc<Waiter>,
}

impl CardsClient {
    /// Creates a blocking client from a client.
    ///
    /// # Errors
    /// Returns an error of the kind [`ErrorKind::Configuration`] if no runtime can
    /// be created.
    pub fn new(client: crate::CardsClient) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| {
            Error::new(ErrorKind::Configuration, "no runtime can be created").with_source(error)
        })?;
        Ok(Self { client, waiter: Arc::new(Waiter(Some(runtime))) })
    }

    /// Creates a listing of the cards that match a filter; sends nothing yet.
    pub fn list_cards(&self, filter: CardFilter) -> ListCards {
        ListCards { listing: self.client.list_cards(filter), waiter: Arc::clone(&self.waiter) }
    }
}

/// A listing that has not begun; made by [`CardsClient::list_cards`].
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until a page or an iterator is requested"]
pub struct ListCards {
    listing: crate::ListCards,
    waiter: Arc<Waiter>,
}

impl ListCards {
    /// Changes the listing by the methods of [`ListCards`](crate::ListCards), as in
    /// `.with(|listing| listing.strict())`.
    pub fn with(mut self, change: impl FnOnce(crate::ListCards) -> crate::ListCards) -> Self {
        self.listing = change(self.listing);
        self
    }

    /// Requests one page.
    ///
    /// # Errors
    /// As for [`ListCards::page`](crate::ListCards::page).
    pub fn page(&self) -> Result<Page> {
        self.response().map(Response::into_value)
    }

    /// Requests one page, and returns it with its response.
    ///
    /// # Errors
    /// As for [`page`](Self::page).
    pub fn response(&self) -> Result<Response<Page>> {
        self.waiter.wait(self.listing.response())?
    }

    /// Returns an iterator of the pages up to the end of the listing or the first
    /// error.
    pub fn pages(self) -> impl Iterator<Item = Result<Page>> {
        let (mut pages, waiter) = (self.listing.pages(), self.waiter);
        std::iter::from_fn(move || {
            waiter.wait(pages.next()).unwrap_or_else(|error| Some(Err(error)))
        })
    }

    /// Returns an iterator of the cards up to the end of the listing or the first
    /// error.
    pub fn items(self) -> Items {
        Items { items: self.listing.items(), waiter: self.waiter, has_ended: false }
    }
}

/// Iterator of the cards of a listing; made by [`ListCards::items`].
///
/// It ends after the last card or the first error. Every card before an error is
/// delivered before it.
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is used"]
pub struct Items {
    items: crate::Items,
    waiter: Arc<Waiter>,
    has_ended: bool,
}

impl Items {
    /// Returns the statistics of the listing so far, counted in whole pages.
    #[must_use]
    pub fn report(&self) -> &Report {
        self.items.report()
    }

    /// Returns the malformed cards since the last call, as
    /// [`Items::take_malformed_cards`](crate::Items::take_malformed_cards) does.
    pub fn take_malformed_cards(&mut self) -> Vec<MalformedCard> {
        self.items.take_malformed_cards()
    }
}

impl Iterator for Items {
    type Item = Result<Card>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let next = self.waiter.wait(self.items.next()).unwrap_or_else(|error| Some(Err(error)));
        self.has_ended = !matches!(next, Some(Ok(_)));
        next
    }
}

/// Runs futures to their end.
#[derive(Debug)]
struct Waiter(Option<Runtime>);

impl Waiter {
    fn wait<T: Send>(&self, future: impl Future<Output = T> + Send) -> Result<T> {
        let none = || Error::new(ErrorKind::Configuration, "the blocking client has no runtime");
        let runtime = self.0.as_ref().ok_or_else(none)?;
        if Handle::try_current().is_err() {
            return Ok(runtime.block_on(future));
        }
        // A thread inside one runtime must not enter another one.
        let elsewhere = thread::scope(|scope| scope.spawn(|| runtime.block_on(future)).join());
        elsewhere.map_err(|_| none())
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        // The last clone may be dropped inside async code, where waiting would panic.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
