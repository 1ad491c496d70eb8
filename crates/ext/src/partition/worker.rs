//! A worker of a partitioned listing: takes windows, lists them, and delivers them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::sync::{Notify, mpsc};
use tokio::time::Instant;

use super::board::{Board, Task};
use super::cuts::seconds;
use super::seen::Seen;
use crate::listing::{ListCards, Page, Pages, Report, Span};
use crate::{Cursor, Result};

/// Bytes of a window that are kept until it is listed to its end. Each worker may have one
/// such window that waits for the consumer, and one that it lists.
const MEMORY: usize = 5 << 20;

pub(super) enum Delivery {
    /// Pages of a window, and whether they are its last.
    Pages {
        span: Span,
        pages: VecDeque<Page>,
        is_last: bool,
    },
    Failed(crate::Error),
}

/// The state that workers share.
pub(super) struct Shared {
    pub(super) listing: ListCards,
    pub(super) state: Mutex<State>,
    pub(super) changed: Notify,
    /// Pages that arrive sooner are not listed at the same time.
    pub(super) parallel_from: Duration,
}

pub(super) struct State {
    pub(super) board: Board,
    /// The windows that are resumed at a cursor, and so cannot be cut.
    pub(super) started: Vec<(Span, Cursor)>,
    pub(super) report: Report,
    pub(super) running: usize,
}

/// The window that a worker lists next: a task of the board, or else the rest of a window
/// that was stopped, from a cursor.
type Next = (Span, std::result::Result<Task, Cursor>);

/// A worker that lists a window, also if that panics.
struct Running<'a>(&'a Shared);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.state().running -= 1;
        self.0.changed.notify_waiters();
    }
}

/// How a window ended.
enum End {
    Delivered,
    Split,
    /// Nobody consumes the listing any more.
    Abandoned,
}

impl Shared {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a window is being delivered, so that another one may be taken.
    pub(super) fn deliver(&self, span: Span) {
        self.state().board.deliver(span);
        self.changed.notify_waiters();
    }

    pub(super) async fn work(self: Arc<Self>, deliveries: mpsc::Sender<Delivery>) {
        while let Some(next) = self.next_window().await {
            let running = Running(&self);
            let end = self.list(next, &deliveries).await;
            drop(running);
            match end {
                Ok(End::Delivered | End::Split) => {}
                Ok(End::Abandoned) => return,
                Err(error) => {
                    // The cursor belongs to a window; the plan says where to resume.
                    let error = error.with_cursor(None).with_next_cursor(None);
                    // Without a consumer nobody wants it.
                    let _ = deliveries.send(Delivery::Failed(error)).await;
                    return;
                }
            }
        }
    }

    /// Waits for a window; returns None once no worker can add one.
    async fn next_window(&self) -> Option<Next> {
        loop {
            let changed = self.changed.notified();
            {
                let mut state = self.state();
                let rest = state.started.pop().map(|(span, cursor)| (span, Err(cursor)));
                let task = || state.board.take().map(|task| (task.span, Ok(task)));
                if let Some(next) = rest.or_else(task) {
                    state.running += 1;
                    return Some(next);
                }
                if state.running == 0 && state.board.is_empty() {
                    return None;
                }
            }
            changed.await;
        }
    }

    async fn list(&self, (span, task): Next, deliveries: &mpsc::Sender<Delivery>) -> Result<End> {
        let listing = self.listing.clone().within(span);
        let (task, listing) = match task {
            Ok(task) => (Some(task), listing.hesitant()),
            Err(cursor) => (None, listing.resume_at(Some(cursor))),
        };
        let mut pages = listing.pages();
        let end = self.list_pages(span, task.as_ref(), &mut pages, deliveries).await;
        let mut state = self.state();
        state.report.add(pages.report(), matches!(end, Ok(End::Delivered)));
        end
    }

    async fn list_pages(
        &self,
        span: Span,
        mut task: Option<&Task>,
        pages: &mut Pages,
        deliveries: &mpsc::Sender<Delivery>,
    ) -> Result<End> {
        let (mut seen, mut held, mut bytes) = (Seen::new(), VecDeque::new(), 0);
        let mut started = Instant::now();
        loop {
            let page = match pages.next().await {
                Some(page) => page?,
                // A listing ends after a page without a cursor.
                None => return Ok(End::Delivered),
            };
            let took = started.elapsed();
            started = Instant::now();
            bytes += footprint(&page);
            let is_last = page.next_cursor().is_none();
            if let Some(window) = task {
                let mut state = self.state();
                let times = page.cards().iter().filter_map(|card| card.created_at);
                times.clone().for_each(|time| state.board.see(time));
                seen.add_page(times.map(seconds));
                let is_fast = self.is_fast(span, took, &seen);
                if is_last {
                    state.board.finish(window, &seen);
                } else if !is_fast
                    && (!self.may_be_fast(span, took, &seen)
                        && state.board.is_too_long(window, &seen)
                        || bytes > MEMORY && state.board.must_be_split(window, &seen))
                {
                    state.board.split(window, &seen);
                    return Ok(End::Split);
                } else if is_fast || bytes > MEMORY && !state.board.is_in_order() {
                    state.board.end(window);
                    task = None;
                }
            }
            held.push_back(page);
            if is_last || task.is_none() {
                let pages = std::mem::take(&mut held);
                let delivery = Delivery::Pages { span, pages, is_last };
                if deliveries.send(delivery).await.is_err() {
                    return Ok(End::Abandoned);
                }
                bytes = 0;
                // The consumer may have kept it waiting.
                started = Instant::now();
            }
            if is_last {
                return Ok(End::Delivered);
            }
        }
    }

    /// Whether the server is so fast that one worker alone lists all of it.
    fn is_fast(&self, span: Span, took: Duration, seen: &Seen) -> bool {
        span == Span::default() && seen.pages <= 2 && took < self.parallel_from
    }

    /// Whether the first page took longer because of the connection alone.
    fn may_be_fast(&self, span: Span, took: Duration, seen: &Seen) -> bool {
        span == Span::default() && seen.pages == 1 && took < self.parallel_from.saturating_mul(3)
    }
}

/// Returns about how many bytes a page takes. The texts of its cards take no more than the
/// body did, and no field is named here, so that a document without one still compiles.
fn footprint(page: &Page) -> usize {
    page.bytes + size_of_val(page.cards())
}
