//! Requests pages ahead of the one that is consumed.

use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinSet;
use tracing::Instrument as _;

use super::cycle::CycleDetector;
use super::fetch::PageRequest;
use super::page::Page;
use crate::cursor::Fingerprint;
use crate::{Cursor, Response, Result};

/// The pages from a cursor on, each requested in a task of its own as soon as its cursor
/// has arrived. Dropping it cancels the requests.
#[derive(Debug)]
pub(super) struct PagesAhead {
    requested: mpsc::UnboundedReceiver<RequestedPage>,
    /// One permit for each request that may be sent.
    permits: Arc<Semaphore>,
    _task: JoinSet<Option<()>>,
}

/// A page, and the cursor that requested it.
type RequestedPage = (Option<Cursor>, JoinSet<Result<Response<Page>>>);

impl PagesAhead {
    /// Begins at a cursor. `visited` has those of the pages that were delivered.
    pub(super) fn new(
        request: &Arc<PageRequest>,
        cursor: Option<Cursor>,
        fingerprint: &Fingerprint,
        visited: &Arc<Mutex<CycleDetector>>,
    ) -> Self {
        let (sender, requested) = mpsc::unbounded_channel();
        let permits = Arc::new(Semaphore::new(request.pages_ahead.into()));
        let requests = Requests {
            request: Arc::clone(request),
            fingerprint: fingerprint.clone(),
            visited: Arc::clone(visited),
            permits: Arc::clone(&permits),
            sender,
        };
        let mut task = JoinSet::new();
        task.spawn(requests.send_all(cursor).in_current_span());
        Self { requested, permits, _task: task }
    }

    /// Returns the next page, and permits a further request. Returns None if the cursor of
    /// the next page is another one or not known, or if the runtime shuts down.
    pub(super) async fn next(&mut self, cursor: Option<&Cursor>) -> Option<Result<Response<Page>>> {
        self.permits.add_permits(1);
        let (requested, mut page) = self.requested.recv().await?;
        if requested.as_ref() != cursor {
            return None;
        }
        match page.join_next().await? {
            Ok(outcome) => Some(outcome),
            Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
            Err(_) => None,
        }
    }
}

struct Requests {
    request: Arc<PageRequest>,
    fingerprint: Fingerprint,
    visited: Arc<Mutex<CycleDetector>>,
    permits: Arc<Semaphore>,
    sender: mpsc::UnboundedSender<RequestedPage>,
}

impl Requests {
    /// Requests page after page, up to the last one, an error, or a cursor that could end
    /// the listing.
    async fn send_all(self, mut cursor: Option<Cursor>) -> Option<()> {
        loop {
            self.permits.acquire().await.ok()?.forget();
            let next = self.send(cursor.clone())?.wait_for(Option::is_some).await.ok()?.clone()?;
            let visited = self.visited.lock().unwrap_or_else(PoisonError::into_inner);
            if leads_to(cursor.as_ref(), &next) || visited.has(next.as_str()) {
                return None;
            }
            cursor = Some(next);
        }
    }

    /// Requests a page. Its next cursor is known when its body has arrived, or at the
    /// latest when it is decoded.
    fn send(&self, cursor: Option<Cursor>) -> Option<watch::Receiver<Option<Cursor>>> {
        let (next, known) = watch::channel(None);
        let (request, fingerprint) = (Arc::clone(&self.request), self.fingerprint.clone());
        let fetch = {
            let (next, cursor) = (Arc::new(next), cursor.clone());
            async move {
                let mut outcome = request.fetch(cursor.as_ref(), &fingerprint, Some(&next)).await;
                if let Ok(page) = &mut outcome {
                    next.send_replace(page.value.next.clone());
                    // The page waits for its consumer without it.
                    page.raw.body = Bytes::new();
                }
                outcome
            }
        };
        let mut page = JoinSet::new();
        page.spawn(fetch.in_current_span());
        self.sender.send((cursor, page)).ok().map(|()| known)
    }
}

/// Whether a cursor is the one that requested its page; a cursor of the caller may not
/// know its filter.
pub(super) fn leads_to(requested: Option<&Cursor>, next: &Cursor) -> bool {
    requested.is_some_and(|requested| requested.as_str() == next.as_str())
}
