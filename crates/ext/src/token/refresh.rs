//! Access tokens by client credentials, kept until shortly before they expire.
//!
//! One request serves all who wait for it; a failure is shared too, and the
//! next call tries again. Nobody holds a lock while waiting: whoever waits
//! drives the request, and when all of them give up it is gone. While the old
//! token is good nobody waits at all: it is renewed beside the requests.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared, WeakShared};
use tokio::time::Instant;

use super::{AccessToken, TokenFuture, TokenSource};
use crate::Result;

/// A token is renewed this long before it expires, so that a request on its
/// way does not arrive with an expired one …
const MARGIN: Duration = Duration::from_secs(60);
/// … but a short-lived one no earlier than in the last tenth of its life …
const MARGIN_PART: u32 = 10;
/// … and up to this part of the margin later, so that many programs started
/// together do not renew together.
const JITTER: f64 = 0.25;
/// While the old token is good, a renewal is begun no more often than this.
const PAUSE: Duration = Duration::from_secs(5);
/// Longer lives are cut: nobody measures them, and clocks have an end.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Where new tokens come from: "Get Token", or a test.
pub(crate) trait Issuer: Send + Sync + 'static {
    /// A new token and its life.
    fn issue(&self) -> BoxFuture<'static, Result<(AccessToken, Duration)>>;
}

/// Keeps the newest token of an issuer.
pub(crate) struct Refresh {
    state: Arc<Mutex<State>>,
    issuer: Box<dyn Issuer>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    flight: Option<WeakShared<Flight>>,
}

struct Kept {
    token: AccessToken,
    renew_at: Instant,
    expires_at: Instant,
}

type Flight = BoxFuture<'static, Result<AccessToken>>;

impl Refresh {
    pub(crate) fn new(issuer: impl Issuer) -> Self {
        Self { state: Arc::default(), issuer: Box::new(issuer) }
    }

    async fn get(&self) -> Result<AccessToken> {
        match self.plan() {
            Plan::Use(token) => Ok(token),
            Plan::Wait(flight) => flight.await,
        }
    }

    fn plan(&self) -> Plan {
        let mut state = lock(&self.state);
        let now = Instant::now();
        let flying = state.flight.as_ref().and_then(WeakShared::upgrade);
        // A flight that has landed is nobody's to join.
        let flying = flying.filter(|flight| flight.peek().is_none());
        let good = state.kept.as_mut().filter(|kept| now < kept.expires_at);
        match (good, flying) {
            (Some(kept), _) if now < kept.renew_at => Plan::Use(kept.token.clone()),
            (Some(kept), flying) => {
                // Whatever comes of the renewal, the next one waits a while.
                kept.renew_at = now + PAUSE;
                let token = kept.token.clone();
                if flying.is_none() {
                    let flight = self.take_off(now).shared();
                    state.flight = flight.downgrade();
                    tokio::spawn(flight);
                }
                Plan::Use(token)
            }
            (None, Some(flight)) => Plan::Wait(flight),
            (None, None) => {
                let flight = self.take_off(now).shared();
                state.flight = flight.downgrade();
                Plan::Wait(flight)
            }
        }
    }

    fn take_off(&self, now: Instant) -> Flight {
        let state: Weak<Mutex<State>> = Arc::downgrade(&self.state);
        let issued = self.issuer.issue();
        Box::pin(async move {
            let (token, life) = issued.await?;
            if let Some(state) = state.upgrade() {
                lock(&state).kept = Some(Kept::new(token.clone(), now, life));
            }
            Ok(token)
        })
    }
}

enum Plan {
    Use(AccessToken),
    Wait(Shared<Flight>),
}

impl Kept {
    /// A token whose life began when it was asked for.
    fn new(token: AccessToken, asked_at: Instant, life: Duration) -> Self {
        let life = life.min(LONGEST);
        let margin = MARGIN.min(life / MARGIN_PART);
        let margin = margin.mul_f64(1.0 - JITTER * fastrand::f64());
        Self { token, renew_at: asked_at + (life - margin), expires_at: asked_at + life }
    }
}

impl TokenSource for Refresh {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self.get())
    }

    fn rejected(&self, token: &AccessToken) {
        let mut state = lock(&self.state);
        if state.kept.as_ref().is_some_and(|kept| kept.token.expose() == token.expose()) {
            state.kept = None;
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
