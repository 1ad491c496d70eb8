//! The client for programs without async.
//!
//! ```no_run
//! use dintero_cards::CardFilter;
//! use dintero_cards::blocking::CardsClient;
//!
//! let client = CardsClient::from_env()?;
//! for card in client.list_cards(CardFilter::new()).items() {
//!     println!("{:?}", card?.amount_balance);
//! }
//! # Ok::<(), dintero_cards::Error>(())
//! ```
//!
//! It blocks its thread, so async code must call it in `spawn_blocking`.

use std::sync::Arc;
use std::thread;

use futures_core::Stream;
use futures_util::StreamExt as _;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::{
    Card, CardFilter, Cursor, Error, ErrorKind, ListingPlan, MalformedCard, Page, Report, Response,
    Result,
};

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

    /// Creates a blocking client from the environment, as
    /// [`CardsClient::from_env`](crate::CardsClient::from_env) reads it.
    ///
    /// # Errors
    /// Returns an error of the kind [`ErrorKind::Configuration`] that names the missing
    /// variables, and as for [`new`](Self::new).
    pub fn from_env() -> Result<Self> {
        Self::new(crate::CardsClient::from_env()?.build()?)
    }

    /// Returns the first card with this `card_id`, as
    /// [`CardsClient::find_card`](crate::CardsClient::find_card) does.
    ///
    /// # Errors
    /// As for that method.
    pub fn find_card(&self, card_id: &str) -> Result<Option<Card>> {
        self.waiter.wait(self.client.find_card(card_id))?
    }

    /// Creates a listing of the cards of one customer, as
    /// [`CardsClient::customer`](crate::CardsClient::customer) does.
    pub fn customer(&self, customer_id: impl Into<String>) -> ListCards {
        self.listing(self.client.customer(customer_id))
    }

    /// Creates a listing of one window of a plan, as
    /// [`CardsClient::list_window`](crate::CardsClient::list_window) does.
    ///
    /// # Errors
    /// As for that method.
    pub fn list_window(&self, plan: &ListingPlan, index: usize) -> Result<ListCards> {
        self.client.list_window(plan, index).map(|listing| self.listing(listing))
    }

    /// Resumes a plan, as [`CardsClient::resume_plan`](crate::CardsClient::resume_plan) does.
    ///
    /// # Errors
    /// As for that method.
    pub fn resume_plan(&self, plan: &ListingPlan, workers: usize) -> Result<Partitioned> {
        let stream = self.client.resume_plan(plan, workers)?;
        Ok(Partitioned(Waiting::new(stream, Arc::clone(&self.waiter))))
    }

    /// Creates a listing of the cards that match a filter; sends nothing yet.
    pub fn list_cards(&self, filter: CardFilter) -> ListCards {
        self.listing(self.client.list_cards(filter))
    }

    fn listing(&self, listing: crate::ListCards) -> ListCards {
        // Nothing runs between two calls.
        ListCards { listing: listing.pages_ahead(0), waiter: Arc::clone(&self.waiter) }
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

    /// Returns an iterator of the pages up to the end of the listing or the first error.
    pub fn pages(self) -> Pages {
        Pages(Waiting::new(self.listing.pages(), self.waiter))
    }

    /// Returns an iterator of the cards up to the end of the listing or the first error.
    pub fn items(self) -> Items {
        Items(Waiting::new(self.listing.items(), self.waiter))
    }

    /// Divides the listing into windows, as [`ListCards::plan`](crate::ListCards::plan) does.
    ///
    /// # Errors
    /// As for that method.
    pub fn plan(&self, windows: usize) -> Result<ListingPlan> {
        self.waiter.wait(self.listing.plan(windows))?
    }

    /// Returns an iterator of the cards that several workers list, as
    /// [`ListCards::partitioned`](crate::ListCards::partitioned) does. They work while the
    /// iterator waits for a card.
    pub fn partitioned(self, workers: usize) -> Partitioned {
        Partitioned(Waiting::new(self.listing.partitioned(workers), self.waiter))
    }
}

/// Iterator of the pages of a listing, as [`Pages`](crate::Pages); made by
/// [`ListCards::pages`].
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is used"]
pub struct Pages(Waiting<crate::Pages>);

impl Pages {
    /// Returns the statistics of the listing so far.
    #[must_use]
    pub fn report(&self) -> &Report {
        self.0.stream.report()
    }
}

/// Iterator of the cards of a listing, as [`Items`](crate::Items); made by
/// [`ListCards::items`].
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is used"]
pub struct Items(Waiting<crate::Items>);

impl Items {
    /// Returns the statistics of the listing so far, counted in whole pages.
    #[must_use]
    pub fn report(&self) -> &Report {
        self.0.stream.report()
    }

    /// Returns the place after the last item, as
    /// [`Items::cursor`](crate::Items::cursor) does.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        self.0.stream.cursor()
    }

    /// Returns the malformed cards since the last call, as
    /// [`Items::take_malformed_cards`](crate::Items::take_malformed_cards) does.
    pub fn take_malformed_cards(&mut self) -> Vec<MalformedCard> {
        self.0.stream.take_malformed_cards()
    }
}

/// Iterator of the cards of a listing in windows; made by [`ListCards::partitioned`].
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is used"]
pub struct Partitioned(Waiting<crate::Partitioned>);

impl Partitioned {
    /// Changes the listing by the methods of [`Partitioned`](crate::Partitioned), as in
    /// `.with(|stream| stream.in_order())`.
    pub fn with(mut self, change: impl FnOnce(crate::Partitioned) -> crate::Partitioned) -> Self {
        self.0.stream = change(self.0.stream);
        self
    }

    /// Returns the stream, which has the plan, the report and the malformed cards.
    pub fn stream(&mut self) -> &mut crate::Partitioned {
        &mut self.0.stream
    }
}

macro_rules! iterators {
    ($($name:ident: $item:ty;)*) => {$(
        impl Iterator for $name {
            type Item = Result<$item>;

            fn next(&mut self) -> Option<Self::Item> {
                self.0.next()
            }
        }
    )*};
}

iterators! {
    Pages: Page;
    Items: Card;
    Partitioned: Card;
}

/// A stream, and what waits for its items.
#[derive(Debug)]
struct Waiting<S> {
    stream: S,
    waiter: Arc<Waiter>,
    has_ended: bool,
}

impl<S> Waiting<S> {
    fn new(stream: S, waiter: Arc<Waiter>) -> Self {
        Self { stream, waiter, has_ended: false }
    }

    /// Waits for the next item of a stream that has not ended.
    fn next<T: Send>(&mut self) -> Option<Result<T>>
    where
        S: Stream<Item = Result<T>> + Send + Unpin,
    {
        if self.has_ended {
            return None;
        }
        let next = self.waiter.wait(self.stream.next()).unwrap_or_else(|error| Some(Err(error)));
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
