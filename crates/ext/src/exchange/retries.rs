//! Retries of transient failures: waits, budget and the overall deadline.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable as _};
use dintero_cards_http::host;
use reqwest::Request;
use tokio::time::{Instant, sleep, timeout};

use super::{Call, attempt};
use crate::response::RawResponse;
use crate::retry::RetryBudget;
use crate::{Error, ErrorKind, Result, RetryPolicy};

/// Sends a request until it succeeds or is not retried any more; returns the
/// response and how often the request was sent.
pub(super) async fn exchange(call: &Call, request: Request) -> Result<(RawResponse, u32)> {
    let sent = AtomicU32::new(0);
    let context = format!("{}: no response of {}", call.context, host(request.url()));
    let mut retry = Retry::new(context, policy(call), &call.settings.budget, call.overall);
    let outcome = retry.run(|| attempt::attempt(call, &request, &sent)).await;
    let attempts = sent.load(Ordering::Relaxed);
    match outcome {
        Ok(raw) => Ok((raw, attempts)),
        // Without a token this request was never sent; the error has the attempts at the token.
        Err(error) if error.kind() == ErrorKind::Token => Err(error),
        Err(error) => Err(error.with_attempts(attempts)),
    }
}

/// Returns the policy of a call; one that is not idempotent gets a single attempt.
fn policy(call: &Call) -> RetryPolicy {
    let policy = call.settings.retry;
    if call.is_idempotent { policy } else { RetryPolicy { attempts: 1, ..policy } }
}

/// The retries of one call.
struct Retry<'a> {
    /// Begin of the error when the overall time limit passes.
    context: String,
    policy: RetryPolicy,
    budget: &'a RetryBudget,
    overall: Duration,
    /// Number of retries that the budget has paid.
    paid: u32,
    /// Whether an attempt has failed before.
    has_failed: bool,
    is_budget_spent: bool,
}

impl<'a> Retry<'a> {
    fn new(
        context: String,
        policy: RetryPolicy,
        budget: &'a RetryBudget,
        overall: Duration,
    ) -> Self {
        let (paid, has_failed, is_budget_spent) = (0, false, false);
        Self { context, policy, budget, overall, paid, has_failed, is_budget_spent }
    }

    async fn run<T, F: Future<Output = Result<T>>>(
        &mut self,
        once: impl FnMut() -> F,
    ) -> Result<T> {
        let (start, overall) = (Instant::now(), self.overall);
        let planned = ExponentialBuilder::new()
            .with_min_delay(self.policy.base.min(self.policy.cap))
            .with_max_delay(self.policy.cap)
            .with_max_times(self.policy.attempts.saturating_sub(1) as usize);
        let retried = once
            .retry(planned)
            .sleep(sleep)
            // The request for a token has had retries of its own.
            .when(|error| error.is_retryable() && error.kind() != ErrorKind::Token)
            .adjust(|error, planned| self.wait(error, planned?, start.elapsed()))
            .notify(|error, wait| {
                tracing::debug!(
                    error.r#type = ?error.kind(),
                    wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
                    "the attempt failed and is retried after a wait"
                );
            });
        let outcome = timeout(overall, retried).await.unwrap_or_else(|_| {
            let context = format!("{} within {:?} for all attempts", self.context, self.overall);
            Err(Error::new(ErrorKind::Timeout, context))
        });
        if outcome.is_ok() {
            self.budget.deposit(self.paid);
        }
        outcome
            .map_err(|error| if self.is_budget_spent { error.with_spent_budget() } else { error })
    }

    /// Returns the wait before the next attempt: a random time up to the planned
    /// one, but no less than the server asks for.
    ///
    /// Returns None, so that the caller gets the error, if the server asks for a
    /// longer wait than the policy allows, if the wait would exceed the overall
    /// limit and so replace the error by a timeout, or if the budget is spent.
    ///
    /// A server may close a connection that is kept open for the next request, at any
    /// time. The first attempt that meets this is retried at once and costs nothing.
    fn wait(&mut self, error: &Error, planned: Duration, passed: Duration) -> Option<Duration> {
        let requested = error.retry_after().unwrap_or(Duration::ZERO);
        let wait = planned.mul_f64(fastrand::f64()).max(requested);
        let is_allowed = requested <= self.policy.retry_after_max;
        let is_in_time = passed.checked_add(wait).is_some_and(|end| end < self.overall);
        let is_first = !std::mem::replace(&mut self.has_failed, true);
        if is_first && error.may_be_idle_close() && self.budget.has_succeeded() {
            return Some(Duration::ZERO);
        }
        if !is_allowed || !is_in_time {
            return None;
        }
        self.is_budget_spent = !self.budget.withdraw();
        self.paid += u32::from(!self.is_budget_spent);
        (!self.is_budget_spent).then_some(wait)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::future::pending;

    use dintero_cards_client::{auth, cards};

    use super::{
        Duration, Error, ErrorKind, Instant, Result, Retry, RetryBudget, RetryPolicy, policy, sleep,
    };
    use crate::{AccessToken, CardsClient};

    const SECOND: Duration = Duration::from_secs(1);

    fn failure(kind: ErrorKind) -> Error {
        Error::new(kind, "test")
    }

    /// Runs attempts that all fail alike; returns the error, their number and the time.
    async fn run(
        policy: RetryPolicy,
        overall: Duration,
        budget: &RetryBudget,
        attempt: impl Fn() -> Error,
    ) -> (Error, u32, Duration) {
        let (start, attempts) = (Instant::now(), Cell::new(0));
        let mut retry = Retry::new("test".to_owned(), policy, budget, overall);
        let once = || {
            attempts.set(attempts.get() + 1);
            let error = attempt();
            async move { Err::<(), _>(error) }
        };
        let error = retry.run(once).await.unwrap_err();
        (error, attempts.get(), start.elapsed())
    }

    #[test]
    fn get_requests_are_retried_and_post_requests_are_not() {
        let client = CardsClient::builder("T12345678").token_source(AccessToken::new("token"));
        let client = client.build().unwrap();
        let get = policy(&client.session.call(&cards::operations::GET_CARDS, "test"));
        let post = policy(&client.session.call(&auth::operations::GET_TOKEN, "test"));
        assert_eq!((get.attempts, post.attempts), (RetryPolicy::default().attempts, 1));
    }

    #[tokio::test(start_paused = true)]
    async fn transient_failures_are_retried_as_often_as_the_policy_allows() {
        for attempts in [0, 1, 2, 4] {
            let policy = RetryPolicy { attempts, ..RetryPolicy::default() };
            let budget = RetryBudget::new();
            let (_, tried, _) =
                run(policy, 1_000 * SECOND, &budget, || failure(ErrorKind::Connect)).await;
            assert_eq!(tried, attempts.max(1));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn permanent_failures_are_not_retried() {
        use ErrorKind::{Configuration, Decode, InvalidInput, Token, TooLarge};
        for kind in [Configuration, Decode, InvalidInput, Token, TooLarge] {
            let policy = RetryPolicy::default();
            let (error, tried, passed) =
                run(policy, SECOND, &RetryBudget::new(), || failure(kind)).await;
            assert_eq!((error.kind(), tried, passed), (kind, 1, Duration::ZERO));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn waits_double_up_to_the_cap_and_are_random() {
        let policy =
            RetryPolicy { attempts: 6, base: SECOND, cap: 4 * SECOND, ..RetryPolicy::default() };
        let bounds = [1.0, 2.0, 4.0, 4.0, 4.0];
        let mut seen = Vec::new();
        for _ in 0..50 {
            let ends = RefCell::new(Vec::new());
            let budget = RetryBudget::new();
            run(policy, 1_000 * SECOND, &budget, || {
                ends.borrow_mut().push(Instant::now());
                failure(ErrorKind::Transfer)
            })
            .await;
            let ends = ends.into_inner();
            let waits = ends.windows(2).map(|pair| (pair[1] - pair[0]).as_secs_f64());
            for (wait, bound) in waits.zip(bounds) {
                assert!(wait <= bound + 0.002, "{wait} > {bound}");
                seen.push(wait / bound);
            }
        }
        let mean = seen.iter().sum::<f64>() / seen.len() as f64;
        assert!((0.35..0.65).contains(&mean), "full jitter has a mean of one half, not {mean}");
    }

    #[tokio::test(start_paused = true)]
    async fn no_wait_is_longer_than_the_cap_not_even_the_first() {
        let policy = RetryPolicy { base: 60 * SECOND, cap: SECOND, ..RetryPolicy::default() };
        for _ in 0..20 {
            let failing = || failure(ErrorKind::Connect);
            let (_, tried, passed) =
                run(policy, 1_000 * SECOND, &RetryBudget::new(), failing).await;
            assert!(tried == 4 && passed < 4 * SECOND, "{passed:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_was_closed_while_idle_costs_nothing_once() {
        let budget = RetryBudget::new();
        budget.deposit(0);
        let closed = || failure(ErrorKind::Transfer).without_head();
        let policy = RetryPolicy { attempts: 2, ..RetryPolicy::default() };
        for _ in 0..50 {
            let (_, tried, passed) = run(policy, SECOND, &budget, closed).await;
            assert_eq!((tried, passed), (2, Duration::ZERO));
        }
        let policy = RetryPolicy { attempts: 3, ..RetryPolicy::default() };
        for _ in 0..10 {
            assert_eq!(run(policy, SECOND, &budget, closed).await.1, 3);
        }
        let (error, tried, _) = run(policy, SECOND, &budget, closed).await;
        assert_eq!(tried, 2);
        assert!(error.to_string().contains("the budget for retries is spent"), "{error}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_retry_waits_as_long_as_the_server_asks_up_to_a_bound() {
        let asking = |seconds| {
            move || failure(ErrorKind::Connect).with_retry_after(Some(Duration::from_secs(seconds)))
        };
        let policy = RetryPolicy { attempts: 2, ..RetryPolicy::default() };
        let (_, tried, passed) = run(policy, 1_000 * SECOND, &RetryBudget::new(), asking(60)).await;
        assert_eq!((tried, passed.as_secs()), (2, 60));
        let (error, tried, passed) =
            run(policy, 1_000 * SECOND, &RetryBudget::new(), asking(61)).await;
        assert_eq!((tried, passed), (1, Duration::ZERO));
        assert_eq!(error.retry_after(), Some(61 * SECOND));
        let (_, tried, _) =
            run(policy, 1_000 * SECOND, &RetryBudget::new(), asking(u64::MAX)).await;
        assert_eq!(tried, 1);
    }

    #[tokio::test(start_paused = true)]
    async fn one_deadline_bounds_attempts_and_waits_together() {
        let policy =
            RetryPolicy { attempts: 100, base: SECOND, cap: SECOND, ..RetryPolicy::default() };
        let budget = RetryBudget::new();
        let mut retry = Retry::new("test".to_owned(), policy, &budget, 10 * SECOND);
        let start = Instant::now();
        let slow = || async {
            sleep(3 * SECOND).await;
            Err::<(), _>(failure(ErrorKind::Connect))
        };
        let error = retry.run(slow).await.unwrap_err();
        assert!(start.elapsed() <= 10 * SECOND, "{:?}", start.elapsed());
        assert!(matches!(error.kind(), ErrorKind::Connect | ErrorKind::Timeout));

        let stuck = || pending::<Result<()>>();
        let start = Instant::now();
        let error = retry.run(stuck).await.unwrap_err();
        assert_eq!((error.kind(), start.elapsed().as_secs()), (ErrorKind::Timeout, 10));
    }

    #[tokio::test(start_paused = true)]
    async fn a_retry_does_not_wait_beyond_the_deadline() {
        let policy = RetryPolicy::default();
        let (error, tried, passed) = run(policy, 5 * SECOND, &RetryBudget::new(), || {
            failure(ErrorKind::Connect).with_retry_after(Some(6 * SECOND))
        })
        .await;
        assert_eq!((error.kind(), tried, passed), (ErrorKind::Connect, 1, Duration::ZERO));
    }
}
