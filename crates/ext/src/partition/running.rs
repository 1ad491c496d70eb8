//! The workers of a listing in windows, and the windows that wait to be delivered in order.

use std::collections::{BTreeMap, VecDeque};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::worker::{Delivery, Shared};
use crate::listing::{Page, Span};
use crate::{Error, ErrorKind, Timestamp};

/// The workers; they end when it is dropped.
pub(super) struct Running {
    pub(super) shared: Arc<Shared>,
    pub(super) deliveries: mpsc::Receiver<Delivery>,
    pub(super) in_order: Option<InOrder>,
    pub(super) tasks: JoinSet<()>,
}

/// Returns what a worker delivers next; None when all have ended.
pub(super) fn poll_delivery(
    deliveries: &mut mpsc::Receiver<Delivery>,
    tasks: &mut JoinSet<()>,
    context: &mut Context<'_>,
) -> Poll<Option<Delivery>> {
    loop {
        let is_closed = match deliveries.poll_recv(context) {
            Poll::Ready(Some(delivery)) => return Poll::Ready(Some(delivery)),
            Poll::Ready(None) => true,
            Poll::Pending => false,
        };
        // The window of a worker that panicked never comes, and the others may wait for it.
        match ready!(tasks.poll_join_next(context)) {
            None if is_closed => return Poll::Ready(None),
            None | Some(Ok(())) => {}
            Some(Err(error)) if error.is_panic() => resume_unwind(error.into_panic()),
            Some(Err(_)) => {
                let context = "list cards: the runtime shut down during the listing";
                let error = Error::new(ErrorKind::Configuration, context);
                return Poll::Ready(Some(Delivery::Failed(error)));
            }
        }
    }
}

/// The windows that were listed and wait for those before them.
pub(super) struct InOrder {
    /// The spans that are left, in their order.
    due: VecDeque<Span>,
    waiting: BTreeMap<Option<Timestamp>, (Span, VecDeque<Page>)>,
}

impl InOrder {
    pub(super) fn new(due: Vec<Span>) -> Self {
        Self { due: due.into(), waiting: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, span: Span, pages: VecDeque<Page>) {
        self.waiting.insert(span.from, (span, pages));
    }

    pub(super) fn next(&mut self) -> Option<(Span, VecDeque<Page>)> {
        let due = self.due.front_mut()?;
        let (span, pages) = self.waiting.remove(&due.from)?;
        if span.before == due.before {
            self.due.pop_front();
        } else {
            *due = Span::new(span.before, due.before);
        }
        Some((span, pages))
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, poll_fn};

    use super::*;

    #[tokio::test]
    #[should_panic(expected = "a worker panicked")]
    async fn the_panic_of_a_worker_reaches_the_caller_while_the_others_wait() {
        let (sender, mut deliveries) = mpsc::channel(1);
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            let _open = sender;
            pending().await
        });
        tasks.spawn(async { panic!("a worker panicked") });
        poll_fn(|context| poll_delivery(&mut deliveries, &mut tasks, context)).await;
    }
}
