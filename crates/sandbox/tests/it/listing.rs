//! Filters and pages: a listing returns the cards that a plain filter selects.

use std::collections::HashSet;

use chrono::{DateTime, SecondsFormat, Utc};
use dintero_cards_sandbox::{Card, CardStatus, CardType, Sandbox};
use serde_json::Value;

use crate::client::{NOW, list, message, of, page, sandbox};

/// Ids of all pages, in order.
async fn walk(sandbox: &Sandbox, query: &str, limit: usize) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = page(sandbox, &format!("{query}&limit={limit}{cursor}")).await;
        let cards = page["cards"].as_array().unwrap();
        ids.extend(cards.iter().map(|card| card["id"].as_str().unwrap().to_owned()));
        match page.get("starting_after") {
            None => return ids,
            Some(next) => {
                assert_eq!(cards.len(), limit, "only the last page may be short");
                assert_eq!(*next, cards.last().unwrap()["id"]);
                cursor = format!("&starting_after={}", next.as_str().unwrap());
            }
        }
    }
}

fn select(sandbox: &Sandbox, keep: impl Fn(&Card) -> bool) -> Vec<String> {
    sandbox.cards().iter().filter(|card| keep(card)).map(|card| card.id().to_string()).collect()
}

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

type Keep = Box<dyn Fn(&Card) -> bool>;

#[tokio::test]
async fn every_filter_selects_what_a_plain_filter_selects() {
    let sandbox = of(400).await;
    let some = sandbox.cards()[123].clone();
    let named = sandbox.cards().iter().find(|card| card.customer_id().is_some()).unwrap().clone();
    let customer = named.customer_id().unwrap().to_owned();
    let part = named.card_id().map_or("gc-0", |id| &id[1..7]).to_uppercase();
    let (created, balance, available) =
        (some.created_at(), some.amount_balance(), some.amount_available());
    let time = created.to_rfc3339_opts(SecondsFormat::Secs, true);
    let expiry = sandbox.cards().iter().find_map(|card| card.expires_at()).unwrap();
    let expiry_text = expiry.to_rfc3339_opts(SecondsFormat::Secs, true);
    let amount = some.amount();
    let filters: Vec<(String, Keep)> = vec![
        (String::new(), Box::new(|_| true)),
        (format!("created_at.gte={time}"), Box::new(move |c| c.created_at() >= created)),
        (format!("created_at.lte={time}"), Box::new(move |c| c.created_at() <= created)),
        (
            format!("created_at.gte={time}&created_at.lte={time}"),
            Box::new(move |c| c.created_at() == created),
        ),
        (
            "created_at.gte=2025-06-01T02:00:00%2B02:00".to_owned(),
            Box::new(|c| c.created_at().to_rfc3339().as_str() >= "2025-06-01"),
        ),
        (
            "created_at.lte=2025-06-01".to_owned(),
            Box::new(|c| c.created_at().to_rfc3339().as_str() <= "2025-06-01T00:00:00+00:00"),
        ),
        (
            format!("expires_at.gte={expiry_text}"),
            Box::new(move |c| c.expires_at().is_some_and(|e| e >= expiry)),
        ),
        (
            format!("expires_at.lte={expiry_text}"),
            Box::new(move |c| c.expires_at().is_some_and(|e| e <= expiry)),
        ),
        ("type=gift_card".to_owned(), Box::new(|c| c.card_type() == CardType::GiftCard)),
        ("type=credit_note".to_owned(), Box::new(|c| c.card_type() == CardType::CreditNote)),
        ("status=inactive".to_owned(), Box::new(|c| c.status(now()) == CardStatus::Inactive)),
        ("status=unused".to_owned(), Box::new(|c| c.status(now()) == CardStatus::Unused)),
        (
            "status=partially_used".to_owned(),
            Box::new(|c| c.status(now()) == CardStatus::PartiallyUsed),
        ),
        ("status=used".to_owned(), Box::new(|c| c.status(now()) == CardStatus::Used)),
        ("status=expired".to_owned(), Box::new(|c| c.status(now()) == CardStatus::Expired)),
        (format!("amount_balance={balance}"), Box::new(move |c| c.amount_balance() == balance)),
        (format!("amount_balance.gte={balance}"), Box::new(move |c| c.amount_balance() >= balance)),
        (format!("amount_balance.lte={balance}"), Box::new(move |c| c.amount_balance() <= balance)),
        (
            format!("amount_available={available}"),
            Box::new(move |c| c.amount_available() == available),
        ),
        (
            format!("amount_available.gte={available}"),
            Box::new(move |c| c.amount_available() >= available),
        ),
        (
            format!("amount_available.lte={available}"),
            Box::new(move |c| c.amount_available() <= available),
        ),
        (
            format!("amount_balance={balance}&amount_balance.gte={}", balance + 1),
            Box::new(|_| false),
        ),
        ("currency=NOK".to_owned(), Box::new(|c| c.currency() == "NOK")),
        (
            "currency=SEK&currency=EUR".to_owned(),
            Box::new(|c| ["SEK", "EUR"].contains(&c.currency())),
        ),
        ("currency=nok".to_owned(), Box::new(|_| false)),
        (
            format!("customer={}", encoded(&customer)),
            Box::new(move |c| c.customer_id() == Some(&customer)),
        ),
        (
            format!("search={part}"),
            Box::new(move |c| {
                let has = |id: Option<&str>| id.is_some_and(|id| id.to_uppercase().contains(&part));
                has(c.card_id()) || has(c.customer_id())
            }),
        ),
        (
            format!("search={amount}"),
            Box::new(move |c| {
                let text = amount.to_string();
                let has = |id: Option<&str>| id.is_some_and(|id| id.contains(&text));
                c.amount() == amount || has(c.card_id()) || has(c.customer_id())
            }),
        ),
        (
            "status=unused&currency=NOK&type=gift_card&amount_available.gte=1".to_owned(),
            Box::new(|c| {
                c.status(now()) == CardStatus::Unused
                    && c.currency() == "NOK"
                    && c.card_type() == CardType::GiftCard
                    && c.amount_available() >= 1
            }),
        ),
    ];
    for (query, keep) in filters {
        let expected = select(&sandbox, keep);
        let empty_by_design = query == "currency=nok" || query.contains("&amount_balance.gte");
        assert_eq!(expected.is_empty(), empty_by_design, "{query} must be able to fail");
        assert_eq!(walk(&sandbox, &query, 37).await, expected, "{query}");
    }
}

#[tokio::test]
async fn pages_of_every_size_neither_drop_nor_repeat_a_card() {
    let sandbox = sandbox().await;
    let all = select(&sandbox, |_| true);
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), 25);
    for limit in [1, 2, 5, 12, 24, 25, 26, 100] {
        assert_eq!(walk(&sandbox, "", limit).await, all, "{limit}");
    }
}

#[tokio::test]
async fn the_listing_is_newest_first_then_by_id() {
    let sandbox = of(200).await;
    let cards = sandbox.cards();
    assert!(cards.is_sorted_by_key(|card| (std::cmp::Reverse(card.created_at()), card.id())));
    assert!(cards.windows(2).any(|two| two[0].created_at() == two[1].created_at()));
}

#[tokio::test]
async fn a_page_has_the_documented_default_size() {
    let page = page(&sandbox().await, "").await;
    assert_eq!(page["cards"].as_array().unwrap().len(), 10);
}

#[tokio::test]
async fn an_unknown_cursor_is_not_found() {
    let sandbox = sandbox().await;
    let known = sandbox.cards()[0].id();
    for cursor in [
        String::new(),
        "x".to_owned(),
        "3c90c3cc-0d44-4b50-8888-8dd25736052a".to_owned(),
        known.simple().to_string(),
        known.to_string().to_uppercase(),
    ] {
        let response = list(&sandbox, &format!("starting_after={cursor}")).await;
        let text = message(response, 404).await;
        assert_eq!(text, "starting_after is not the id of a card", "{cursor}");
    }
}

#[tokio::test]
async fn a_listed_card_equals_that_of_the_handle_and_has_no_null() {
    let sandbox = of(100).await;
    let page = page(&sandbox, "limit=100").await;
    let expected: Vec<Value> = sandbox.cards().iter().map(|card| card.to_json(now())).collect();
    assert_eq!(page["cards"], Value::Array(expected));
    for card in page["cards"].as_array().unwrap() {
        assert!(card.as_object().unwrap().values().all(|value| !value.is_null()));
        let amount = |name: &str| card[name].as_i64().unwrap();
        assert_eq!(amount("amount_balance"), amount("amount_funds") - amount("amount_drawdown"));
    }
    let lacking =
        |name: &str| page["cards"].as_array().unwrap().iter().any(|c| c.get(name).is_none());
    for name in ["card_id", "customer_id", "name", "pin", "metadata", "expires_at", "active_from"] {
        assert!(lacking(name), "{name}");
    }
}

#[tokio::test]
async fn status_follows_the_clock() {
    let sandbox = sandbox().await;
    let before = page(&sandbox, "status=inactive").await["cards"].clone();
    assert_ne!(before, serde_json::json!([]));
    sandbox.clock().set("2027-02-01T00:00:00Z".parse().unwrap());
    sandbox.clock().advance(std::time::Duration::from_secs(1));
    // An earlier token would have expired; each call has its own.
    let after = page(&sandbox, "status=inactive").await["cards"].clone();
    assert_eq!(after, serde_json::json!([]));
    sandbox.clock().set("2040-01-01T00:00:00Z".parse().unwrap());
    let ended = select(&sandbox, |card| card.expires_at().is_some());
    assert_eq!(walk(&sandbox, "status=expired", 100).await, ended);
}
