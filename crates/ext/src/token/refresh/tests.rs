//! The token cache, with paused time and no network.

use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::future::join_all;
use tokio::time::{advance, sleep};

use super::{Arc, Duration, Refresh};
use crate::{AccessToken, Error, ErrorKind, TokenSource as _};

const SECOND: Duration = Duration::from_secs(1);

/// A source whose requests take a second each; some fail.
fn source(lifetime: u64, fails: fn(u32) -> bool) -> (Refresh, Arc<AtomicU32>) {
    let (requests, lifetime) = (Arc::new(AtomicU32::new(0)), Duration::from_secs(lifetime));
    let counted = Arc::clone(&requests);
    let source = Refresh::new(move || {
        let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
        Box::pin(async move {
            sleep(SECOND).await;
            match fails(number) {
                true => Err(Error::new(ErrorKind::Token, "no token today")),
                false => Ok((AccessToken::new(number.to_string()), lifetime)),
            }
        })
    });
    (source, requests)
}

async fn get(source: &Refresh) -> std::result::Result<String, ErrorKind> {
    source.token().await.map(|token| token.expose().to_owned()).map_err(|error| error.kind())
}

#[tokio::test(start_paused = true)]
async fn a_hundred_callers_with_a_cold_cache_make_one_request() {
    let (source, requests) = source(3600, |_| false);
    let tokens = join_all((0..100).map(|_| get(&source))).await;
    assert!(tokens.iter().all(|token| token.as_deref() == Ok("1")));
    assert_eq!(requests.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_hundred_callers_with_an_expired_token_make_one_request() {
    let (source, requests) = source(3600, |_| false);
    get(&source).await.unwrap();
    advance(3601 * SECOND).await;
    let tokens = join_all((0..100).map(|_| get(&source))).await;
    assert!(tokens.iter().all(|token| token.as_deref() == Ok("2")));
    assert_eq!(requests.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_shared_by_all_waiting_callers_and_the_next_call_tries_again() {
    let (source, requests) = source(3600, |number| number == 1);
    let outcomes = join_all((0..100).map(|_| get(&source))).await;
    assert!(outcomes.iter().all(|outcome| *outcome == Err(ErrorKind::Token)));
    assert_eq!(requests.load(Ordering::SeqCst), 1);
    assert_eq!(get(&source).await.as_deref(), Ok("2"));
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_in_the_last_minute_and_not_before() {
    let (source, requests) = source(3600, |_| false);
    get(&source).await.unwrap();
    advance(3538 * SECOND).await;
    assert_eq!(get(&source).await.as_deref(), Ok("1"));
    assert_eq!(requests.load(Ordering::SeqCst), 1);
    advance(46 * SECOND).await;
    assert_eq!(get(&source).await.as_deref(), Ok("1"), "no caller waits while the token is valid");
    sleep(2 * SECOND).await;
    assert_eq!(get(&source).await.as_deref(), Ok("2"));
    assert_eq!(requests.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_short_lived_token_is_renewed_in_its_last_tenth() {
    let (source, requests) = source(100, |_| false);
    get(&source).await.unwrap();
    advance(88 * SECOND).await;
    get(&source).await.unwrap();
    assert_eq!(requests.load(Ordering::SeqCst), 1);
    advance(9 * SECOND).await;
    get(&source).await.unwrap();
    sleep(2 * SECOND).await;
    assert_eq!(get(&source).await.as_deref(), Ok("2"));
}

#[tokio::test(start_paused = true)]
async fn a_failed_renewal_keeps_the_token_that_is_still_valid() {
    let (source, requests) = source(3600, |number| number > 1);
    get(&source).await.unwrap();
    advance(3585 * SECOND).await;
    for _ in 0..3 {
        assert_eq!(get(&source).await.as_deref(), Ok("1"));
        sleep(SECOND).await;
    }
    assert_eq!(requests.load(Ordering::SeqCst), 2, "the next renewal waits a while");
    advance(3 * SECOND).await;
    assert_eq!(get(&source).await.as_deref(), Ok("1"));
    sleep(SECOND).await;
    assert_eq!(requests.load(Ordering::SeqCst), 3);
    advance(20 * SECOND).await;
    assert_eq!(get(&source).await, Err(ErrorKind::Token), "an expired token is not used");
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_hangs_delays_no_caller_while_the_old_token_is_valid() {
    let (source, _) = source(3600, |_| false);
    get(&source).await.unwrap();
    advance(3595 * SECOND).await;
    let at_once = tokio::time::timeout(Duration::ZERO, get(&source)).await;
    assert_eq!(at_once.unwrap().as_deref(), Ok("1"));
}

#[tokio::test(start_paused = true)]
async fn the_lifetime_of_a_token_begins_with_its_request() {
    let (source, requests) = source(3600, |_| false);
    get(&source).await.unwrap();
    // It arrived a second after its request, so it expires a second early.
    advance(3599 * SECOND).await;
    assert_eq!(get(&source).await.as_deref(), Ok("2"));
    assert_eq!(requests.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn callers_get_the_old_token_during_its_renewal() {
    let (source, requests) = source(3600, |_| false);
    get(&source).await.unwrap();
    advance(3595 * SECOND).await;
    let tokens = join_all((0..3).map(|_| get(&source))).await;
    assert!(tokens.iter().all(|token| token.as_deref() == Ok("1")));
    sleep(2 * SECOND).await;
    assert_eq!(get(&source).await.as_deref(), Ok("2"));
    assert_eq!(requests.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_late_rejection_of_an_old_token_does_not_throw_away_a_newer_one() {
    let (source, requests) = source(3600, |_| false);
    let old = source.token().await.unwrap();
    source.rejected(&old);
    assert_eq!(get(&source).await.as_deref(), Ok("2"));
    source.rejected(&old);
    assert_eq!(get(&source).await.as_deref(), Ok("2"));
    assert_eq!(requests.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_leaves_no_request_behind() {
    let (source, requests) = source(3600, |_| false);
    let impatient = tokio::time::timeout(SECOND / 2, get(&source)).await;
    assert!(impatient.is_err());
    assert_eq!(get(&source).await.as_deref(), Ok("2"), "the abandoned request is not waited for");
    assert_eq!(requests.load(Ordering::SeqCst), 2);
    assert_eq!(get(&source).await.as_deref(), Ok("2"));
}

#[tokio::test(start_paused = true)]
async fn when_the_first_of_many_callers_gives_up_the_others_get_their_token() {
    let (source, requests) = source(3600, |_| false);
    let first = tokio::time::timeout(SECOND / 2, get(&source));
    let (first, others) = tokio::join!(first, join_all((0..10).map(|_| get(&source))));
    assert!(first.is_err());
    assert!(others.iter().all(|token| token.as_deref() == Ok("1")));
    assert_eq!(requests.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn extreme_lifetimes_do_not_panic() {
    for lifetime in [0, 1, u64::MAX] {
        let (source, _) = source(lifetime, |_| false);
        assert_eq!(get(&source).await.as_deref(), Ok("1"), "{lifetime}");
    }
}
