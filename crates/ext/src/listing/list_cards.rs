//! A listing that has not begun.

use std::time::Duration;

use super::stream::{Items, Pages};
use super::walk::Walk;
use crate::cursor::Fingerprint;
use crate::{CardFilter, CardsClient, Cursor, Page, PageSize, Response, Result};

/// A listing that has not begun; made by [`CardsClient::list_cards`].
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until a page or a stream is asked for"]
pub struct ListCards {
    pub(crate) client: CardsClient,
    pub(crate) filter: CardFilter,
    pub(crate) page_size: PageSize,
    pub(crate) cursor: Option<Cursor>,
    pub(crate) is_strict: bool,
    pub(crate) overall: Option<Duration>,
}

impl ListCards {
    pub(crate) fn new(client: CardsClient, filter: CardFilter) -> Self {
        let (page_size, cursor, overall) = (PageSize::default(), None, None);
        Self { client, filter, page_size, cursor, is_strict: false, overall }
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

    /// Fails on a card that is not what the document says, where it would
    /// otherwise be handed out apart: see [`Page::odd_cards`].
    pub fn strict(mut self) -> Self {
        self.is_strict = true;
        self
    }

    /// Time for each page, all attempts and the waits between them; that of the
    /// client's [`Timeouts`](crate::Timeouts) unless said otherwise.
    pub fn timeout(mut self, overall: Duration) -> Self {
        self.overall = Some(overall);
        self
    }

    /// One page.
    ///
    /// # Errors
    /// A filter that no card can match, or the cursor of another listing, is
    /// refused before anything is sent; everything else is in
    /// [`ErrorKind`](crate::ErrorKind).
    pub async fn page(&self) -> Result<Page> {
        self.response().await.map(Response::into_value)
    }

    /// One page, with the response it came in.
    ///
    /// # Errors
    /// As for [`page`](Self::page).
    pub async fn response(&self) -> Result<Response<Page>> {
        let outcome = self.client.get_page(self, self.cursor.as_ref(), &self.check()?).await;
        outcome.map_err(|error| error.with_cursor(self.cursor.clone()))
    }

    /// Page after page, to the end of the listing.
    pub fn pages(self) -> Pages {
        Pages::new(Walk::new(self))
    }

    /// Card after card, to the end of the listing.
    pub fn items(self) -> Items {
        Items::new(self.pages())
    }

    /// Checks what is asked for, and gives what its cursors are bound to.
    pub(crate) fn check(&self) -> Result<Fingerprint> {
        self.filter.check()?;
        let fingerprint = self.filter.fingerprint(self.client.account_id());
        if let Some(cursor) = &self.cursor {
            cursor.check(&fingerprint)?;
        }
        Ok(fingerprint)
    }
}
