//! A limit on the requests per second; off by default.

#[cfg(feature = "rate-limit")]
pub(crate) use limited::RateLimit;
#[cfg(not(feature = "rate-limit"))]
pub(crate) use unlimited::RateLimit;

#[cfg(not(feature = "rate-limit"))]
mod unlimited {
    /// No limit.
    #[derive(Debug)]
    pub(crate) struct RateLimit;

    impl RateLimit {
        pub(crate) fn none() -> Self {
            Self
        }

        #[expect(clippy::unused_async, reason = "it waits if the feature is on")]
        pub(crate) async fn wait(&self) {}
    }
}

#[cfg(feature = "rate-limit")]
mod limited {
    use std::num::NonZeroU32;

    use governor::clock::Clock;
    use governor::middleware::NoOpMiddleware;
    use governor::nanos::Nanos;
    use governor::state::{InMemoryState, NotKeyed};
    use governor::{Quota, RateLimiter};
    use tokio::time::{Instant, sleep};

    /// A limit shared by a client and its clones.
    #[derive(Debug)]
    pub(crate) struct RateLimit(Option<Limiter>);

    type Limiter = RateLimiter<NotKeyed, InMemoryState, Ticks, NoOpMiddleware<Nanos>>;

    impl RateLimit {
        pub(crate) fn none() -> Self {
            Self(None)
        }

        /// Creates a limit on the requests per second, evenly spaced.
        pub(crate) fn per_second(requests: NonZeroU32) -> Self {
            let quota = Quota::per_second(requests).allow_burst(NonZeroU32::MIN);
            Self(Some(RateLimiter::direct_with_clock(quota, Ticks(Instant::now()))))
        }

        /// Waits until the next request may be sent.
        pub(crate) async fn wait(&self) {
            let Some(limiter) = &self.0 else { return };
            while let Err(early) = limiter.check() {
                sleep(early.wait_time_from(limiter.clock().now())).await;
            }
        }
    }

    /// The runtime's clock, which tests can pause.
    #[derive(Clone, Debug)]
    struct Ticks(Instant);

    impl Clock for Ticks {
        type Instant = Nanos;

        fn now(&self) -> Nanos {
            Nanos::from(Instant::now().saturating_duration_since(self.0))
        }
    }

    #[cfg(test)]
    mod tests {
        use std::num::NonZeroU32;
        use std::time::Duration;

        use tokio::time::Instant;

        use super::RateLimit;

        #[tokio::test(start_paused = true)]
        async fn requests_are_spaced_evenly() {
            let limit = RateLimit::per_second(NonZeroU32::new(4).unwrap());
            let start = Instant::now();
            for _ in 0..9 {
                limit.wait().await;
            }
            assert_eq!(start.elapsed().as_millis() / 10, Duration::from_secs(2).as_millis() / 10);
        }

        #[tokio::test(start_paused = true)]
        async fn a_pause_allows_no_two_requests_at_once() {
            let limit = RateLimit::per_second(NonZeroU32::new(4).unwrap());
            limit.wait().await;
            tokio::time::sleep(Duration::from_secs(10)).await;
            let start = Instant::now();
            limit.wait().await;
            limit.wait().await;
            assert!(start.elapsed() >= Duration::from_millis(249), "{:?}", start.elapsed());
        }
    }
}
