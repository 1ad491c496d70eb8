//! The workers of a listing in windows.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::in_order::InOrder;
use super::worker::{Delivery, Shared};
use crate::{Error, ErrorKind};

/// The workers; they end when it is dropped.
pub(super) struct Running {
    pub(super) shared: Arc<Shared>,
    pub(super) deliveries: mpsc::Receiver<Delivery>,
    pub(super) in_order: Option<InOrder>,
    pub(super) tasks: JoinSet<()>,
}

impl Running {
    /// Returns what a worker delivers next; None when all have ended.
    pub(super) fn poll_delivery(&mut self, context: &mut Context<'_>) -> Poll<Option<Delivery>> {
        poll_delivery(&mut self.deliveries, &mut self.tasks, context)
    }
}

fn poll_delivery(
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
