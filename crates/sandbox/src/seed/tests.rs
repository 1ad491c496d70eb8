//! What every seed must give.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{cards, secrets};
use crate::card::Card;

fn anchor() -> DateTime<Utc> {
    "2026-03-01T00:00:00Z".parse().unwrap()
}

fn made(seed: u64, count: usize) -> Vec<Card> {
    cards(seed, count, anchor()).collect()
}

#[test]
fn the_same_seed_gives_the_same_cards() {
    assert!(made(7, 200) == made(7, 200));
    assert!(made(7, 200) != made(8, 200));
    assert!(made(7, 200)[..50] == made(7, 50)[..], "a smaller set begins a larger one");
}

#[test]
fn many_cards_are_the_same_cards() {
    let count = super::BATCH * 2 + 1;
    assert!(super::many_cards(7, count, anchor()).eq(made(7, count)));
    assert_eq!(super::many_cards(7, count, anchor()).take(1).count(), 1, "and may be left there");
}

#[test]
fn a_handful_of_cards_shows_everything() {
    for seed in 0..50 {
        for (days, count) in [(0, 25), (1, 25), (13, 25), (0, 10)] {
            let cards = made(seed, count);
            let now = anchor() + TimeDelta::days(days);
            let distinct = |name: fn(&Card, DateTime<Utc>) -> &str| {
                cards.iter().map(|card| name(card, now)).collect::<HashSet<_>>().len()
            };
            assert_eq!(distinct(|card, now| card.status(now).as_str()), 5, "seed {seed}");
            assert_eq!(distinct(|card, _| card.card_type().as_str()), 2, "seed {seed}");
            assert_eq!(distinct(|card, _| card.currency()), 5, "seed {seed}");
            assert!(cards.iter().any(|card| card.card_id.is_none() && card.pin.is_none()));
        }
    }
}

#[test]
fn money_adds_up_and_is_never_negative() {
    for card in made(3, 5_000) {
        let sums = [card.funds, card.drawdown, card.pending, card.reserved, card.amount];
        assert!(sums.iter().all(|sum| *sum >= 0));
        assert_eq!(card.amount_balance(), card.funds - card.drawdown);
        assert_eq!(card.amount_available(), card.amount_balance() - card.reserved - card.pending);
        assert!(card.amount_available() >= 0 && card.amount > 0);
    }
}

#[test]
fn dates_are_in_order_and_some_cards_share_theirs() {
    let cards = made(3, 5_000);
    for card in &cards {
        assert!(card.created_at < anchor());
        assert!(card.expires_at.is_none_or(|end| card.created_at < end));
    }
    let moments: HashSet<_> = cards.iter().map(Card::created_at).collect();
    assert!(moments.len() < cards.len() - 500);
}

#[test]
fn no_two_cards_have_the_same_id() {
    let ids: HashSet<_> = made(1, 5_000).iter().map(Card::id).collect();
    assert_eq!(ids.len(), 5_000);
}

#[test]
fn the_ends_of_time_are_no_trouble() {
    for anchor in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        for card in cards(1, 100, anchor) {
            assert!(card.to_json(anchor).is_object());
        }
    }
}

#[test]
fn secrets_follow_from_the_seed() {
    assert_eq!(secrets(7).client_secret, secrets(7).client_secret);
    assert_ne!(secrets(7).client_secret, secrets(8).client_secret);
    assert_ne!(secrets(7).client_id, secrets(8).client_id);
    assert_ne!(secrets(7).signing_key, secrets(8).signing_key);
    assert_eq!(secrets(7).client_secret.len(), 40);
}
