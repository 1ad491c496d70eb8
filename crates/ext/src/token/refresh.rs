//! A cache of one access token, which is renewed shortly before it expires.
//!
//! All callers that need a token share one request and its failure; the next
//! call after a failure sends another request. No lock is held across an await:
//! the callers drive the request, and it is cancelled when all of them give up.
//! While the old token is valid no caller waits: a background task renews it.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared, WeakShared};
use tokio::time::Instant;

use crate::Result;
use crate::authorization::{AccessToken, TokenFuture, TokenSource};
use crate::timeouts::LONGEST;

/// A token is renewed this long before it expires, so that no request arrives
/// with an expired token.
const MARGIN: Duration = Duration::from_secs(60);
/// The margin is at most this part of the lifetime: a short-lived token is
/// renewed in the last tenth of its life.
const MARGIN_PART: u32 = 10;
/// Up to this part of the margin is taken off at random, so that programs that
/// started together do not renew together.
const JITTER: f64 = 0.25;
/// Shortest time between two renewals while the old token is valid: twelve attempts fit in
/// the margin, and a server with a failure gets no request for each card.
const PAUSE: Duration = Duration::from_secs(5);

/// Token source that caches the newest token.
pub(crate) struct Refresh {
    state: Arc<Mutex<State>>,
    issue: Box<dyn Fn() -> Issued + Send + Sync>,
}

/// A new token and its lifetime.
type Issued = BoxFuture<'static, Result<(AccessToken, Duration)>>;

#[derive(Default)]
struct State {
    cached: Option<CachedToken>,
    renewal: Option<WeakShared<Renewal>>,
}

struct CachedToken {
    token: AccessToken,
    renew_at: Instant,
    expires_at: Instant,
}

type Renewal = BoxFuture<'static, Result<AccessToken>>;

impl Refresh {
    /// Creates the cache of a function that requests a new token.
    pub(super) fn new(issue: impl Fn() -> Issued + Send + Sync + 'static) -> Self {
        Self { state: Arc::default(), issue: Box::new(issue) }
    }

    /// Returns the cached token, or else the renewal to wait for.
    fn cached_or_renewal(&self) -> std::result::Result<AccessToken, Shared<Renewal>> {
        let mut state = lock(&self.state);
        let now = Instant::now();
        let State { cached, renewal } = &mut *state;
        let valid = cached.as_mut().filter(|cached| now < cached.expires_at);
        if let Some(cached) = &valid
            && now < cached.renew_at
        {
            return Ok(cached.token.clone());
        }
        let running = renewal.as_ref().and_then(WeakShared::upgrade);
        // Nobody joins a renewal that is complete.
        let running = running.filter(|renewal| renewal.peek().is_none());
        let is_running = running.is_some();
        let current = running.unwrap_or_else(|| self.renew(now).shared());
        *renewal = current.downgrade();
        let Some(cached) = valid else { return Err(current) };
        // The next renewal waits a while, whether this one succeeds or not.
        cached.renew_at = now + PAUSE;
        if !is_running {
            tokio::spawn(current);
        }
        Ok(cached.token.clone())
    }

    fn renew(&self, now: Instant) -> Renewal {
        let state: Weak<Mutex<State>> = Arc::downgrade(&self.state);
        let issued = (self.issue)();
        Box::pin(async move {
            let (token, lifetime) = issued.await?;
            if let Some(state) = state.upgrade() {
                lock(&state).cached = Some(CachedToken::new(token.clone(), now, lifetime));
            }
            Ok(token)
        })
    }
}

impl CachedToken {
    /// Creates an entry for a token whose lifetime began with its request.
    fn new(token: AccessToken, requested_at: Instant, lifetime: Duration) -> Self {
        let lifetime = lifetime.min(LONGEST);
        let margin = MARGIN.min(lifetime / MARGIN_PART);
        let margin = margin.mul_f64(1.0 - JITTER * fastrand::f64());
        Self {
            token,
            renew_at: requested_at + (lifetime - margin),
            expires_at: requested_at + lifetime,
        }
    }
}

impl TokenSource for Refresh {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async {
            match self.cached_or_renewal() {
                Ok(token) => Ok(token),
                Err(renewal) => renewal.await,
            }
        })
    }

    fn rejected(&self, token: &AccessToken) {
        let mut state = lock(&self.state);
        if state.cached.as_ref().is_some_and(|cached| cached.token.expose() == token.expose()) {
            state.cached = None;
        }
    }
}

impl fmt::Debug for Refresh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Refresh(..)")
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
