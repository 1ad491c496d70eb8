//! A limit on the requests per second; off by default.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// A limit shared by a client and its clones.
#[derive(Debug)]
pub(crate) struct RateLimit {
    /// Time from one request to the next; zero for no limit.
    interval: Duration,
    /// When the next request may be sent; None before the first.
    next: Mutex<Option<Instant>>,
}

impl RateLimit {
    pub(crate) fn new(interval: Duration) -> Self {
        Self { interval, next: Mutex::default() }
    }

    pub(crate) async fn wait(&self) {
        while let Err(next) = self.take_turn() {
            sleep_until(next).await;
        }
    }

    /// Takes the turn of one request, or returns when it comes. Turns do not drift: one that
    /// is taken late does not delay the next.
    fn take_turn(&self) -> Result<(), Instant> {
        let now = Instant::now();
        let mut turn = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let next = turn.unwrap_or(now);
        if now < next {
            return Err(next);
        }
        *turn = Some(now.max(next + self.interval));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Instant, RateLimit};

    #[tokio::test(start_paused = true)]
    async fn requests_are_spaced_evenly() {
        let limit = RateLimit::new(Duration::from_secs(1) / 4);
        let start = Instant::now();
        for _ in 0..9 {
            limit.wait().await;
        }
        assert_eq!(start.elapsed().as_millis() / 10, Duration::from_secs(2).as_millis() / 10);
    }
}
