//! The budget for retries.

use std::sync::atomic::{AtomicUsize, Ordering};

use dintero_cards::{Error, ErrorKind};
use futures_util::StreamExt as _;

use crate::server::{Reply, Server, page, reply};

const PAGES: usize = 400;

/// A listing of some hundred pages from a server that fails at some requests; returns the
/// numbers of cards and attempts.
async fn count(
    page_size: usize,
    fails: impl Fn(usize) -> Option<Reply> + Send + Sync + 'static,
) -> (usize, u64) {
    let served = AtomicUsize::new(0);
    let server = Server::start(move |number, _| {
        if let Some(failure) = fails(number) {
            return failure;
        }
        let served = served.fetch_add(1, Ordering::Relaxed) + 1;
        let next = if served < PAGES { format!("c{served}") } else { String::new() };
        let cards = vec!["{}"; page_size].join(",");
        page(format!(r#"{{"cards":[{cards}],"starting_after":"{next}"}}"#))
    })
    .await;
    let mut items = server.listing().items();
    let mut count = 0;
    while let Some(card) = items.next().await {
        card.unwrap();
        count += 1;
    }
    (count, items.report().attempts)
}

fn unavailable() -> Reply {
    reply("503 Service Unavailable", &[], "")
}

#[tokio::test]
async fn a_long_listing_survives_every_third_response_being_a_503() {
    assert_eq!(count(100, |number| (number % 3 == 2).then(unavailable)).await, (40_000, 599));
}

#[tokio::test]
async fn a_long_listing_survives_a_server_that_works_at_every_fourth_attempt() {
    assert_eq!(count(1, |number| (number % 4 != 3).then(unavailable)).await, (400, 1_600));
}

#[tokio::test]
async fn a_long_listing_survives_a_server_that_closes_every_kept_connection() {
    let closes = |number: usize| (number % 2 == 1).then_some(Reply::Close);
    assert_eq!(count(1, closes).await, (400, 799));
}

#[tokio::test]
async fn a_server_that_is_down_spends_the_budget_and_the_error_says_so() {
    let server = Server::start(|_, _| unavailable()).await;
    let client = server.client();
    let mut errors: Vec<Error> = Vec::new();
    for _ in 0..5 {
        let listing = client.list_cards(dintero_cards::CardFilter::new());
        errors.push(listing.page().await.unwrap_err());
    }
    assert_eq!(errors.iter().map(Error::attempts).collect::<Vec<_>>(), [4, 4, 4, 2, 1]);
    assert_eq!(server.targets().len(), 15);
    assert!(errors.iter().all(|error| error.kind() == ErrorKind::Status));
    let host = server.host();
    let text = |attempts: &str| {
        format!(
            "list cards: {host} responded with 503 Service Unavailable, after {attempts}; try again later"
        )
    };
    assert_eq!(errors[0].to_string(), text("4 attempts"));
    assert_eq!(errors[4].to_string(), text("1 attempt: the budget for retries is spent"));
}
