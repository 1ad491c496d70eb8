//! Retries: the policy, the budget, and the header `Retry-After`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

use crate::setters::setters;

/// Retry policy for transient failures.
///
/// A request is retried if the connection failed or broke, if the response ended
/// early, if an attempt took too long, and for the statuses 408, 429, 500, 502,
/// 503, 504 and 520 to 524. Before the second attempt the client waits for a random time up to
/// `base`, and before each further one up to twice as long, but never longer than
/// `cap`. If the server asks for a longer wait in `Retry-After`, the client waits
/// that long. A client and its clones share a budget of ten retries, enough for a
/// short interruption, so that they do not add to the load of a server that is down. A
/// request that succeeds pays back the retries that it took, and a tenth of a retry
/// more. A connection that the server closed while it was idle costs nothing.
///
/// | setting | default | reason |
/// |---|---|---|
/// | [`attempts`](Self::attempts) | 4 | the first and three retries outlast the restart of a server |
/// | [`base`](Self::base) | 250 ms | longer than a page takes, and shorter than a person notices |
/// | [`cap`](Self::cap) | 8 s | a caller who waits longer would rather have the error |
/// | [`retry_after_max`](Self::retry_after_max) | 60 s | the caller should decide on longer waits |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// Number of attempts in all; 1 or 0 means no retries.
    pub attempts: u32,
    /// Longest wait before the second attempt.
    pub base: Duration,
    /// Longest wait before any attempt, `Retry-After` aside.
    pub cap: Duration,
    /// Longest `Retry-After` that the client waits for. A longer one is returned to
    /// the caller, in [`Error::retry_after`](crate::Error::retry_after).
    pub retry_after_max: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 4,
            base: Duration::from_millis(250),
            cap: Duration::from_secs(8),
            retry_after_max: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// Returns the policy without retries.
    #[must_use]
    pub fn never() -> Self {
        Self::default().with_attempts(1)
    }

    setters! {
        /// Sets the number of attempts in all.
        with_attempts(attempts: u32) => attempts = attempts;

        /// Sets the longest wait before the second attempt.
        with_base(base: Duration) => base = base;

        /// Sets the longest wait before any attempt.
        with_cap(cap: Duration) => cap = cap;

        /// Sets the longest `Retry-After` that the client waits for.
        with_retry_after_max(longest: Duration) => retry_after_max = longest;
    }
}

/// The budget that a client and its clones share; see [`RetryPolicy`].
#[derive(Debug)]
pub(crate) struct RetryBudget {
    credits: Mutex<u32>,
    has_succeeded: AtomicBool,
}

/// Credits of a full budget: ten retries.
const FULL: u32 = 10 * COST;
/// Credits that a retry costs. A success adds one, so one retry in ten requests can continue
/// for ever, which adds a tenth to the load of a server.
const COST: u32 = 10;

impl RetryBudget {
    pub(crate) fn new() -> Self {
        Self { credits: Mutex::new(FULL), has_succeeded: AtomicBool::new(false) }
    }

    /// Takes the cost of one retry; returns false if the budget is spent.
    pub(crate) fn withdraw(&self) -> bool {
        let mut credits = self.credits.lock().unwrap_or_else(PoisonError::into_inner);
        let left = credits.checked_sub(COST);
        *credits = left.unwrap_or(*credits);
        left.is_some()
    }

    /// Pays back the retries of a request that succeeded, and adds a credit.
    pub(crate) fn deposit(&self, retries: u32) {
        self.has_succeeded.store(true, Ordering::Relaxed);
        let mut credits = self.credits.lock().unwrap_or_else(PoisonError::into_inner);
        *credits = FULL.min(credits.saturating_add(retries.saturating_mul(COST)).saturating_add(1));
    }

    /// Whether a request has succeeded, so that there may be an idle connection.
    pub(crate) fn has_succeeded(&self) -> bool {
        self.has_succeeded.load(Ordering::Relaxed)
    }
}

/// Returns how long the server asks to wait in `Retry-After`: seconds, or a date
/// of HTTP.
///
/// A date is relative to the server's own `Date`, so that clocks may differ, and
/// without one relative to `now`. A date in the past means no wait, and a value that
/// is neither a number nor a date is ignored.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that does not fit is a very long time.
        return Some(text.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let date = headers.get(DATE).and_then(|date| date.to_str().ok());
    let now = date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
    Some(until.duration_since(now).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::RetryBudget;

    #[test]
    fn ten_retries_at_once_and_then_one_for_ten_successes() {
        let budget = RetryBudget::new();
        let at_once = (0..100).filter(|_| budget.withdraw()).count();
        assert_eq!(at_once, 10);
        for _ in 0..9 {
            budget.deposit(0);
        }
        assert!(!budget.withdraw());
        budget.deposit(0);
        assert!(budget.withdraw());
        for _ in 0..1_000 {
            budget.deposit(0);
        }
        assert_eq!(
            (0..100).filter(|_| budget.withdraw()).count(),
            10,
            "it never exceeds ten retries"
        );
    }
    #[test]
    fn a_success_pays_back_the_retries_that_it_took() {
        let budget = RetryBudget::new();
        for _ in 0..1_000 {
            assert!((0..3).all(|_| budget.withdraw()));
            budget.deposit(3);
        }
    }
}
