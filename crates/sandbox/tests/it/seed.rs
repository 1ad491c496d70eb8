//! The cards and the credentials of a seed.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, Months, NaiveDate, TimeDelta, Utc};
use dintero_cards_sandbox::{Card, Clock, Sandbox};
use reqwest::Method;

use crate::client::{NOW, cards_url, page, request};

fn anchor() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

async fn start(seed: u64, count: usize, anchor: DateTime<Utc>) -> Sandbox {
    let builder = Sandbox::builder().seed(seed).cards(count).anchor(anchor);
    builder.clock(Clock::fixed(anchor)).start().await.unwrap()
}

async fn cards(seed: u64, count: usize) -> Vec<Arc<Card>> {
    start(seed, count, anchor()).await.cards()
}

#[tokio::test]
async fn the_same_seed_gives_the_same_cards() {
    let some = cards(7, 200).await;
    assert!(some == cards(7, 200).await);
    assert!(some != cards(8, 200).await);
    let fewer = cards(7, 50).await;
    assert!(fewer.iter().all(|card| some.contains(card)), "a larger set contains a smaller one");
}

#[tokio::test]
async fn ten_cards_show_every_status_type_and_currency() {
    for seed in 0..20 {
        for (days, count) in [(0, 25), (13, 25), (0, 10)] {
            let cards = cards(seed, count).await;
            let now = anchor() + TimeDelta::days(days);
            let distinct = |name: fn(&Card, DateTime<Utc>) -> &str| {
                cards.iter().map(|card| name(card, now)).collect::<HashSet<_>>().len()
            };
            assert_eq!(distinct(|card, now| card.status(now).as_str()), 5, "seed {seed}");
            assert_eq!(distinct(|card, _| card.card_type().as_str()), 2, "seed {seed}");
            assert_eq!(distinct(|card, _| card.currency()), 5, "seed {seed}");
            let optional = |card: &Card| card.card_id().is_some() || card.customer_id().is_some();
            assert!(!cards.iter().all(|card| optional(card)), "seed {seed}");
        }
    }
}

#[tokio::test]
async fn a_card_expires_in_each_of_the_coming_months() {
    for anchor in ["2026-03-31T12:00:00Z", "2027-12-31T23:59:59Z"] {
        let anchor: DateTime<Utc> = anchor.parse().unwrap();
        for seed in 0..10 {
            let sandbox = start(seed, 25, anchor).await;
            for month in 0..12 {
                let first = NaiveDate::from_ymd_opt(anchor.year(), 1, 1).unwrap();
                let first = first + Months::new(anchor.month0() + 1 + month);
                let last = first + Months::new(1) - TimeDelta::days(1);
                let query = format!("expires_at.gte={first}&expires_at.lte={last}T23:59:59Z");
                let page = page(&sandbox, &query).await;
                assert_ne!(page["cards"].as_array().unwrap().len(), 0, "seed {seed}: {query}");
            }
        }
    }
}

#[tokio::test]
async fn more_than_a_million_cards_are_refused() {
    for cards in [1_000_001, usize::MAX] {
        let error = Sandbox::builder().cards(cards).start().await.unwrap_err();
        assert_eq!(error.to_string(), "a sandbox creates at most 1000000 cards from a seed");
    }
}

#[tokio::test]
async fn amounts_add_up_and_are_never_negative() {
    for card in cards(3, 5_000).await {
        let amounts = [
            card.amount_funds(),
            card.amount_drawdown(),
            card.amount_pending(),
            card.amount_reserved(),
            card.amount_available(),
        ];
        assert!(amounts.iter().all(|amount| *amount >= 0) && card.amount() > 0);
        assert_eq!(card.amount_balance(), card.amount_funds() - card.amount_drawdown());
        let held = card.amount_reserved() + card.amount_pending();
        assert_eq!(card.amount_available(), card.amount_balance() - held);
    }
}

#[tokio::test]
async fn dates_are_in_order_some_are_shared_and_ids_are_not() {
    let cards = cards(3, 5_000).await;
    for card in &cards {
        assert!(card.created_at() < anchor());
        assert!(card.expires_at().is_none_or(|end| card.created_at() < end));
    }
    let moments: HashSet<_> = cards.iter().map(|card| card.created_at()).collect();
    assert!(moments.len() < cards.len() - 500);
    let ids: HashSet<_> = cards.iter().map(|card| card.id()).collect();
    assert_eq!(ids.len(), cards.len());
}

#[tokio::test]
async fn an_anchor_may_be_at_either_end_of_time() {
    for anchor in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        let sandbox = start(1, 100, anchor).await;
        sandbox.clock().set(NOW.parse().unwrap());
        assert_eq!(page(&sandbox, "limit=100").await["cards"].as_array().unwrap().len(), 100);
    }
}

#[tokio::test]
async fn credentials_follow_from_the_seed() {
    let (one, same, other) =
        (start(7, 0, anchor()).await, start(7, 0, anchor()).await, start(8, 0, anchor()).await);
    assert_eq!(one.client_id(), same.client_id());
    assert_eq!(one.client_secret(), same.client_secret());
    assert_ne!(one.client_id(), other.client_id());
    assert_ne!(one.client_secret(), other.client_secret());
    let request = request(Method::GET, &cards_url(&same)).bearer_auth(one.access_token());
    assert_eq!(request.send().await.unwrap().status(), 200, "the signing key is the same");
    assert_eq!(one.client_secret().len(), 40);
}
