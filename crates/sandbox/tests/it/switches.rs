//! Undocumented behaviour, in every position of the switches.

use chrono::{DateTime, Utc};
use dintero_cards_sandbox::{
    Bounds, CountHeaders, LastPage, NewCard, Order, OverLimit, Precision, Sandbox, SandboxBuilder,
    UnknownParameters,
};
use serde_json::{Value, json};

use crate::client::{clock, list, page, refused};

async fn with(set: impl FnOnce(SandboxBuilder) -> SandboxBuilder) -> Sandbox {
    set(Sandbox::builder().clock(clock()).cards(20)).start().await.unwrap()
}

fn ids(page: &Value) -> Vec<String> {
    let cards = page["cards"].as_array().unwrap();
    cards.iter().map(|card| card["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_order_is_by_age_or_by_id_and_pages_follow_it() {
    for order in Order::ALL {
        let sandbox = with(|builder| builder.order(*order)).await;
        let whole = ids(&page(&sandbox, "limit=100").await);
        let key = |id: &String| {
            let card = sandbox.card(id.parse().unwrap()).unwrap();
            let time = card.created_at().timestamp();
            match order {
                Order::NewestFirst => (-time, id.clone()),
                Order::OldestFirst => (time, id.clone()),
                Order::ById => (0, id.clone()),
            }
        };
        assert!(whole.is_sorted_by_key(key), "{order}");
        let first = page(&sandbox, "limit=11").await;
        let cursor = first["starting_after"].as_str().unwrap();
        let second = page(&sandbox, &format!("limit=11&starting_after={cursor}")).await;
        assert_eq!([ids(&first), ids(&second)].concat(), whole);
    }
}

#[tokio::test]
async fn a_range_of_created_at_is_the_same_in_every_order() {
    for order in Order::ALL {
        for bounds in Bounds::ALL {
            let sandbox = with(|builder| builder.order(*order).bounds(*bounds)).await;
            let cards = sandbox.cards();
            for (from, to, after) in [(4, 12, 2), (12, 4, 7), (9, 9, 5), (3, 16, 12), (0, 19, 19)] {
                let (from, to) = (cards[from].created_at(), cards[to].created_at());
                let is_inside = |time| match bounds {
                    Bounds::Inclusive => from <= time && time <= to,
                    Bounds::Exclusive => from < time && time < to,
                };
                let behind = cards[after + 1..].iter().filter(|card| is_inside(card.created_at()));
                let expected: Vec<_> = behind.map(|card| card.id().to_string()).collect();
                let text = |time: DateTime<Utc>| time.format("%Y-%m-%dT%H:%M:%SZ").to_string();
                let (from, to, after) = (text(from), text(to), cards[after].id());
                let query = format!("created_at.gte={from}&created_at.lte={to}");
                let query = format!("{query}&limit=100&starting_after={after}");
                assert_eq!(
                    ids(&page(&sandbox, &query).await),
                    expected,
                    "{order} {bounds} {query}"
                );
            }
        }
    }
}

#[tokio::test]
async fn the_last_page_has_the_mark_of_the_switch() {
    for (last_page, expected) in [
        (LastPage::Absent, None),
        (LastPage::Null, Some(json!(null))),
        (LastPage::Empty, Some(json!(""))),
    ] {
        let sandbox = with(|builder| builder.last_page(last_page)).await;
        let page = page(&sandbox, "limit=20").await;
        assert_eq!(page.get("starting_after"), expected.as_ref(), "{last_page}");
        let nothing = crate::client::page(&sandbox, "customer=nobody").await;
        assert_eq!(nothing.get("starting_after"), expected.as_ref(), "{last_page}");
    }
    let sandbox = with(|builder| builder.last_page(LastPage::EmptyPage)).await;
    let full = page(&sandbox, "limit=100").await;
    assert_eq!(ids(&full).len(), 20);
    let cursor = full["starting_after"].as_str().unwrap();
    let last = page(&sandbox, &format!("limit=100&starting_after={cursor}")).await;
    assert_eq!(last, json!({ "cards": [] }));
    assert_eq!(page(&sandbox, "customer=nobody").await, json!({ "cards": [] }));
}

#[tokio::test]
async fn bounds_are_inclusive_or_exclusive() {
    for (bounds, found) in [(Bounds::Inclusive, 1), (Bounds::Exclusive, 0)] {
        let sandbox = with(|builder| builder.bounds(bounds).cards(0)).await;
        let time = "2026-01-01T00:00:00Z";
        let expiry = "2027-01-01T00:00:00Z";
        let card = NewCard::new().amount(5).created_at(time.parse().unwrap());
        sandbox.insert(card.expires_at(expiry.parse().unwrap()));
        for query in [
            format!("created_at.gte={time}"),
            format!("created_at.lte={time}"),
            format!("expires_at.gte={expiry}"),
            format!("expires_at.lte={expiry}"),
            "amount_balance.gte=5".to_owned(),
            "amount_balance.lte=5".to_owned(),
            "amount_available.gte=5".to_owned(),
            "amount_available.lte=5".to_owned(),
        ] {
            assert_eq!(ids(&page(&sandbox, &query).await).len(), found, "{bounds} {query}");
        }
        for query in ["amount_balance=5", "amount_balance.gte=4&amount_balance.lte=6"] {
            assert_eq!(ids(&page(&sandbox, query).await).len(), 1, "{bounds} {query}");
        }
    }
}

#[tokio::test]
async fn fractions_of_a_second_are_kept_cut_or_hidden() {
    let time = "2026-01-01T00:00:00.123456789Z";
    let card = NewCard::new().created_at(time.parse().unwrap());
    for (precision, shown, at_the_second) in [
        (Precision::Nanoseconds, time, 0),
        (Precision::Milliseconds, "2026-01-01T00:00:00.123Z", 0),
        (Precision::Seconds, "2026-01-01T00:00:00Z", 1),
        (Precision::Hidden, "2026-01-01T00:00:00Z", 0),
    ] {
        let sandbox = with(|builder| builder.precision(precision).cards(0)).await;
        sandbox.insert(card.clone());
        assert_eq!(page(&sandbox, "").await["cards"][0]["created_at"], shown, "{precision}");
        let until = page(&sandbox, "created_at.lte=2026-01-01T00:00:00Z").await;
        assert_eq!(ids(&until).len(), at_the_second, "{precision}");
        assert_eq!(ids(&page(&sandbox, "created_at.gte=2026-01-01T00:00:00Z").await).len(), 1);
    }
}

#[tokio::test]
async fn a_limit_above_the_maximum_is_refused_or_capped() {
    let sandbox = with(|builder| builder).await;
    assert_eq!(refused(&sandbox, "limit=101").await, "limit must be at most 100");
    let sandbox = with(|builder| builder.over_limit(OverLimit::Capped).cards(120)).await;
    for limit in ["101", "500", "99999999999999999999999"] {
        assert_eq!(ids(&page(&sandbox, &format!("limit={limit}")).await).len(), 100);
    }
    assert_eq!(ids(&page(&sandbox, "limit=99").await).len(), 99);
    assert_eq!(refused(&sandbox, "limit=0").await, "limit must be at least 1");
    refused(&sandbox, "limit=many").await;
}

#[tokio::test]
async fn unknown_parameters_are_refused_or_ignored() {
    let sandbox = with(|builder| builder).await;
    refused(&sandbox, "colour=red").await;
    let set = |builder: SandboxBuilder| builder.unknown_parameters(UnknownParameters::Ignored);
    let sandbox = with(set).await;
    assert_eq!(ids(&page(&sandbox, "colour=red&limit=3&colour=blue").await).len(), 3);
    refused(&sandbox, "limit=0&colour=red").await;
    refused(&sandbox, "colour=%zz").await;
}

#[tokio::test]
async fn headers_can_have_the_number_of_cards() {
    let response = list(&with(|builder| builder).await, "").await;
    assert!(response.headers().get("total-count").is_none());
    let sandbox = with(|builder| builder.count_headers(CountHeaders::Present)).await;
    for (query, total, pages) in [("limit=6", "20", "4"), ("customer=nobody", "0", "0")] {
        let response = list(&sandbox, query).await;
        assert_eq!(response.headers()["total-count"], total, "{query}");
        assert_eq!(response.headers()["page-count"], pages, "{query}");
    }
    let unused = list(&sandbox, "status=unused&limit=1").await;
    let now = sandbox.clock().now();
    let cards = sandbox.cards();
    let count = cards.iter().filter(|card| card.status(now).as_str() == "unused").count();
    assert_eq!(unused.headers()["total-count"], count.to_string().as_str());
}
