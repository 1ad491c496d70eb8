//! A store gives what a plain list would, however it came to hold its cards.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Loading, Probe, Store};
use crate::card::Card;
use crate::list::{Amounts, Filter, Span};
use crate::seed;
use crate::switches::{Bounds, Order, Precision};

fn now() -> DateTime<Utc> {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

fn load(cards: impl IntoIterator<Item = Card>, order: Order, precision: Precision) -> Store {
    let mut loading = Loading::new(order, precision);
    cards.into_iter().for_each(|card| loading.add(card));
    loading.finish()
}

fn loaded(count: usize, order: Order) -> Store {
    load(seed::cards(7, count, now()), order, Precision::default())
}

fn ids(store: &Store) -> Vec<Uuid> {
    store.cards().map(|card| card.id()).collect()
}

#[test]
fn a_card_with_a_known_id_takes_the_place_of_the_old_one() {
    let mut store = loaded(5, Order::NewestFirst);
    let mut card = seed::cards(7, 1, now()).next().unwrap();
    card.created_at = now();
    card.amount = 1;
    let id = card.id();
    store.put(card.clone());
    let cards: Vec<_> = store.cards().collect();
    assert_eq!(cards.len(), 5);
    assert_eq!((cards[0].id(), cards[0].amount()), (id, 1), "it is the newest now");
    let both = seed::cards(7, 5, now()).chain([card]);
    let store = load(both, Order::NewestFirst, Precision::default());
    assert_eq!((store.cards().count(), store.get(id).unwrap().amount()), (5, 1));
}

#[test]
fn cards_that_come_one_by_one_are_those_that_are_loaded() {
    for order in Order::ALL {
        let mut store = Store { order: *order, ..Store::default() };
        for card in seed::cards(7, 1_000, now()) {
            store.put(card);
        }
        let all = ids(&loaded(1_000, *order));
        assert_eq!(ids(&store), all);
        assert!(store.blocks.len() > 16);
        // Every third is taken out and every ninth comes back.
        for id in all.iter().step_by(3) {
            assert_eq!(store.remove(*id).unwrap().id(), *id);
            assert!(store.get(*id).is_none() && store.remove(*id).is_none());
        }
        let back: BTreeMap<_, _> =
            seed::cards(7, 1_000, now()).map(|card| (card.id(), card)).collect();
        for id in all.iter().step_by(9) {
            store.put(back[id].clone());
        }
        let kept = |number: &usize| !number.is_multiple_of(3) || number.is_multiple_of(9);
        let expected: Vec<_> = (0..1_000).filter(kept).map(|number| all[number]).collect();
        assert_eq!(ids(&store), expected);
        for id in ids(&store) {
            store.remove(id);
        }
        assert_eq!((store.created.len(), store.blocks.len()), (0, 0));
    }
}

#[test]
fn many_blocks_are_built_in_order() {
    let store = loaded(20_000, Order::ById);
    assert!(store.blocks.len() > 200);
    assert!(ids(&store).is_sorted());
}

/// Filters that together look at every column, and at both ends of ranges.
fn filters(some: &Card) -> Vec<Filter> {
    let (created, expires) = (some.created_at(), some.expires_at().unwrap_or(now()));
    let times = |from, to| Span { from, to };
    let amounts = |exact, from, to| Amounts { exact, span: Span { from, to } };
    let balance = i128::from(some.amount_balance());
    let text = |text: &str| Some(text.to_owned());
    let mut filters = vec![
        Filter::default(),
        Filter { created_at: times(Some(created), None), ..Filter::default() },
        Filter { created_at: times(None, Some(created)), ..Filter::default() },
        Filter { created_at: times(Some(created), Some(created)), ..Filter::default() },
        Filter { created_at: times(Some(now()), Some(created)), ..Filter::default() },
        Filter { expires_at: times(Some(expires), None), ..Filter::default() },
        Filter { expires_at: times(None, Some(expires)), ..Filter::default() },
        Filter { expires_at: times(Some(DateTime::<Utc>::MIN_UTC), None), ..Filter::default() },
        Filter { created_at: times(None, Some(DateTime::<Utc>::MAX_UTC)), ..Filter::default() },
        Filter { balance: amounts(Some(balance), None, None), ..Filter::default() },
        Filter { balance: amounts(Some(balance), Some(balance + 1), None), ..Filter::default() },
        Filter { balance: amounts(None, Some(balance), None), ..Filter::default() },
        Filter { balance: amounts(None, Some(i128::MIN), Some(i128::MAX)), ..Filter::default() },
        Filter { balance: amounts(None, Some(i128::MAX), None), ..Filter::default() },
        Filter { balance: amounts(None, None, Some(i128::MIN)), ..Filter::default() },
        Filter { available: amounts(None, None, Some(balance)), ..Filter::default() },
        Filter { currency: Some(vec!["SEK".into()]), ..Filter::default() },
        Filter {
            currency: Some(vec!["SEK".into(), "x".into(), "EUR".into()]),
            ..Filter::default()
        },
        Filter { currency: Some(vec!["x".into()]), ..Filter::default() },
        Filter { customer: some.customer_id().map(str::to_owned), ..Filter::default() },
        Filter { search: text(""), ..Filter::default() },
        Filter { search: text("gc-0001"), ..Filter::default() },
        Filter { search: text("å"), ..Filter::default() },
        Filter { search: text(&some.amount().to_string()), ..Filter::default() },
        Filter { search: text("+5000"), ..Filter::default() },
        Filter { kind: text("gift_card"), ..Filter::default() },
        Filter { kind: text("coupon"), ..Filter::default() },
        Filter { status: text("created"), ..Filter::default() },
    ];
    for status in ["inactive", "unused", "partially_used", "used", "expired"] {
        filters.push(Filter { status: text(status), ..Filter::default() });
        let (kind, expires_at) = (text("credit_note"), times(Some(expires), None));
        filters.push(Filter { status: text(status), kind, expires_at, ..Filter::default() });
    }
    let exclusive: Vec<_> =
        filters.iter().map(|f| Filter { bounds: Bounds::Exclusive, ..f.clone() }).collect();
    filters.extend(exclusive);
    filters
}

#[test]
fn columns_select_what_the_filter_holds_for() {
    let mut store = loaded(500, Order::NewestFirst);
    // Times that a number of nanoseconds cannot hold, and fractions of a second.
    for (number, time) in
        [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC, now() + TimeDelta::nanoseconds(1)]
            .into_iter()
            .enumerate()
    {
        let mut card = seed::plain(time);
        card.id = Uuid::from_u128(number as u128 + 1);
        (card.expires_at, card.active_from) = (Some(time), Some(time));
        store.put(card);
    }
    let cards: Vec<_> = store.cards().cloned().collect();
    let times = [now(), DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC];
    for some in [&cards[0], &cards[100], &cards[500], &cards[250]] {
        for (number, filter) in filters(some).iter().enumerate() {
            for now in times {
                let probe = Probe::new(&store, filter, now);
                let expected: Vec<_> =
                    cards.iter().filter(|card| filter.holds(card, now)).map(|c| c.id()).collect();
                let mut visited = Vec::new();
                store.visit(None, &probe, |card| {
                    visited.push(card.id());
                    true
                });
                assert!(visited == expected, "filter {number}");
                assert_eq!(store.count(&probe), expected.len(), "filter {number}");
                let middle = &cards[70];
                let mut behind = 0;
                store.visit(Some(store.place_of(middle)), &probe, |_| {
                    behind += 1;
                    true
                });
                let after = |card: &&std::sync::Arc<Card>| filter.holds(card, now);
                assert_eq!(behind, cards[71..].iter().filter(after).count());
            }
        }
    }
}

#[test]
fn times_are_cut_as_the_switch_says() {
    let fine = now() + TimeDelta::nanoseconds(123_456_789);
    for (precision, kept) in [
        (Precision::Nanoseconds, 123_456_789),
        (Precision::Milliseconds, 123_000_000),
        (Precision::Seconds, 0),
        (Precision::Hidden, 123_456_789),
    ] {
        let store = load([seed::plain(fine)], Order::default(), precision);
        let card = store.cards().next().unwrap();
        assert_eq!(card.created_at(), now() + TimeDelta::nanoseconds(kept), "{precision}");
    }
}
