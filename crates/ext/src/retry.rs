//! When a request is sent again, and how long is waited before.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

/// How requests are repeated that failed for a reason that may pass.
///
/// Repeated are connections that failed or broke, responses that ended early,
/// attempts that took too long, and the statuses 408, 429, 500, 502, 503, 504.
/// Before the second attempt is waited for a random time up to `base`, before
/// each further one up to twice as long, never longer than `cap`; a server that
/// names a time in `Retry-After` gets at least that.
///
/// | setting | default | reason |
/// |---|---|---|
/// | [`attempts`](Self::attempts) | 4 | the first and three more ride out a restart of a server |
/// | [`base`](Self::base) | 250 ms | above the time a page takes, below what a person notices |
/// | [`cap`](Self::cap) | 8 s | longer waits help no one who waits |
/// | [`retry_after_max`](Self::retry_after_max) | 60 s | whoever is told to wait longer should decide that |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// Attempts in all; 1 (or 0) means never again.
    pub attempts: u32,
    /// Longest wait before the second attempt.
    pub base: Duration,
    /// Longest wait before any attempt, `Retry-After` aside.
    pub cap: Duration,
    /// A longer `Retry-After` is not waited for but given to the caller, in
    /// [`Error::retry_after`](crate::Error::retry_after).
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
    /// One attempt and no more.
    #[must_use]
    pub fn never() -> Self {
        Self::default().with_attempts(1)
    }

    /// With another number of attempts in all.
    #[must_use]
    pub fn with_attempts(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    /// With another longest wait before the second attempt.
    #[must_use]
    pub fn with_base(self, base: Duration) -> Self {
        Self { base, ..self }
    }

    /// With another longest wait before any attempt.
    #[must_use]
    pub fn with_cap(self, cap: Duration) -> Self {
        Self { cap, ..self }
    }

    /// With another bound on the `Retry-After` that is waited for.
    #[must_use]
    pub fn with_retry_after_max(self, longest: Duration) -> Self {
        Self { retry_after_max: longest, ..self }
    }
}

/// Keeps a client and its clones from hammering a server that is down: ten
/// retries at once, and then one for every ten requests that succeed.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    credits: Mutex<u32>,
}

const FULL: u32 = 100;
const COST: u32 = 10;

impl RetryBudget {
    pub(crate) fn new() -> Self {
        Self { credits: Mutex::new(FULL) }
    }

    /// Takes what one retry costs; false when it is not there.
    pub(crate) fn withdraw(&self) -> bool {
        let mut credits = self.credits.lock().unwrap_or_else(PoisonError::into_inner);
        match credits.checked_sub(COST) {
            Some(left) => {
                *credits = left;
                true
            }
            None => false,
        }
    }

    /// A request succeeded.
    pub(crate) fn deposit(&self) {
        let mut credits = self.credits.lock().unwrap_or_else(PoisonError::into_inner);
        *credits = FULL.min(*credits + 1);
    }
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
            budget.deposit();
        }
        assert!(!budget.withdraw());
        budget.deposit();
        assert!(budget.withdraw());
        for _ in 0..1_000 {
            budget.deposit();
        }
        assert_eq!(
            (0..100).filter(|_| budget.withdraw()).count(),
            10,
            "it fills up to its brim only"
        );
    }
}
