//! The same client for programs without async.
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
//! Inside async code it blocks everything else on its thread; there it belongs
//! into `spawn_blocking`.

use std::fmt;
use std::sync::Arc;
use std::thread;

use futures_util::StreamExt as _;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::{Card, CardFilter, Error, ErrorKind, OddCard, Page, Report, Response, Result};

/// Lists the cards of one account and waits for them. Clones are cheap.
#[derive(Clone)]
pub struct CardsClient {
    client: crate::CardsClient,
    waiter: Arc<Waiter>,
}

impl CardsClient {
    /// The same client, blocking.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] when the system gives no runtime.
    pub fn new(client: crate::CardsClient) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| {
            Error::new(ErrorKind::Configuration, "no runtime can be made").with_source(error)
        })?;
        Ok(Self { client, waiter: Arc::new(Waiter(Some(runtime))) })
    }

    /// A listing of the cards that match a filter; nothing is sent yet.
    pub fn list_cards(&self, filter: CardFilter) -> ListCards {
        ListCards { listing: self.client.list_cards(filter), waiter: Arc::clone(&self.waiter) }
    }
}

/// A listing that has not begun.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until a page or an iterator is asked for"]
pub struct ListCards {
    listing: crate::ListCards,
    waiter: Arc<Waiter>,
}

impl ListCards {
    /// Changes the listing as the one that does not block is changed:
    /// `.with(|listing| listing.strict())`.
    pub fn with(mut self, change: impl FnOnce(crate::ListCards) -> crate::ListCards) -> Self {
        self.listing = change(self.listing);
        self
    }

    /// One page.
    ///
    /// # Errors
    /// As for [`ListCards::page`](crate::ListCards::page).
    pub fn page(&self) -> Result<Page> {
        self.response().map(Response::into_value)
    }

    /// One page, with the response it came in.
    ///
    /// # Errors
    /// As for [`page`](Self::page).
    pub fn response(&self) -> Result<Response<Page>> {
        self.waiter.wait(self.listing.response())?
    }

    /// Page after page, to the end of the listing or the first error.
    pub fn pages(self) -> impl Iterator<Item = Result<Page>> {
        let (mut pages, waiter) = (self.listing.pages(), self.waiter);
        std::iter::from_fn(move || {
            waiter.wait(pages.next()).unwrap_or_else(|error| Some(Err(error)))
        })
    }

    /// Card after card, to the end of the listing.
    pub fn items(self) -> Items {
        Items { items: self.listing.items(), waiter: self.waiter, has_ended: false }
    }
}

/// The cards of a listing; it ends after the last card or the first error, and
/// what came before an error is delivered before it.
#[must_use = "an iterator does nothing until it is asked"]
pub struct Items {
    items: crate::Items,
    waiter: Arc<Waiter>,
    has_ended: bool,
}

impl Items {
    /// What the listing came by so far, by whole pages.
    #[must_use]
    pub fn report(&self) -> &Report {
        self.items.report()
    }

    /// Takes the cards that could not be read since they were taken last, as
    /// [`Items::take_odd_cards`](crate::Items::take_odd_cards) does.
    pub fn take_odd_cards(&mut self) -> Vec<OddCard> {
        self.items.take_odd_cards()
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

/// Waits for futures.
#[derive(Debug)]
struct Waiter(Option<Runtime>);

impl Waiter {
    fn wait<T: Send>(&self, future: impl Future<Output = T> + Send) -> Result<T> {
        let none = || Error::new(ErrorKind::Configuration, "the blocking client has no runtime");
        let runtime = self.0.as_ref().ok_or_else(none)?;
        if Handle::try_current().is_err() {
            return Ok(runtime.block_on(future));
        }
        // A thread that a runtime knows may not enter another one.
        let elsewhere = thread::scope(|scope| scope.spawn(|| runtime.block_on(future)).join());
        elsewhere.map_err(|_| none())
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        // The last owner may be inside async code, where waiting would panic.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for CardsClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.client, f)
    }
}

impl fmt::Debug for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.items, f)
    }
}
