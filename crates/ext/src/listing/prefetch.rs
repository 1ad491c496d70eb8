//! Requests a page while the one before it is decoded and consumed.

use std::panic::resume_unwind;
use std::sync::Arc;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tracing::Instrument as _;

use super::fetch::PageRequest;
use super::page::Page;
use crate::cursor::Fingerprint;
use crate::{Cursor, Error, ErrorKind, Response, Result};

/// A page that has been requested, in a task of its own. Dropping it cancels the request.
#[derive(Debug)]
pub(super) struct RequestedPage {
    /// The cursor that requested it.
    pub(super) cursor: Option<Cursor>,
    next: Option<oneshot::Receiver<Cursor>>,
    page: JoinHandle<Result<Response<Page>>>,
}

impl RequestedPage {
    pub(super) fn new(
        request: &Arc<PageRequest>,
        cursor: Option<Cursor>,
        fingerprint: &Fingerprint,
    ) -> Self {
        let (known, next) = oneshot::channel();
        let fetch = {
            let (request, cursor) = (Arc::clone(request), cursor.clone());
            let fingerprint = fingerprint.clone();
            async move { request.fetch(cursor.as_ref(), &fingerprint, Some(known)).await }
        };
        Self { cursor, next: Some(next), page: tokio::spawn(fetch.in_current_span()) }
    }

    /// Returns the cursor of the next page once the body has arrived, before it is
    /// decoded. Returns None if the body does not end with a cursor.
    pub(super) async fn next_cursor(&mut self) -> Option<Cursor> {
        self.next.take()?.await.ok()
    }

    pub(super) async fn page(mut self) -> Result<Response<Page>> {
        match (&mut self.page).await {
            Ok(outcome) => outcome,
            Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
            Err(_) => {
                let context = "list cards: the runtime shut down during the request";
                Err(Error::new(ErrorKind::Configuration, context))
            }
        }
    }
}

impl Drop for RequestedPage {
    fn drop(&mut self) {
        self.page.abort();
    }
}
