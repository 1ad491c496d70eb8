//! What a query sends.

use std::collections::{BTreeMap, BTreeSet};

use dintero_cards::CardFilter;

use crate::setup::{now, requests, rows, sandbox, session, table};

#[tokio::test]
async fn a_query_with_a_time_sends_the_time_with_every_request() {
    let sandbox = sandbox().cards(2_000).start().await.unwrap();
    let context = session(&sandbox);
    let query = "SELECT status, currency, count(*), sum(amount_available) FROM cards \
                 WHERE created_at >= '2026-01-01' GROUP BY 1, 2 ORDER BY 1, 2";
    let result = rows(&context, query).await.unwrap();

    let from = "2026-01-01T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let cards = sandbox.cards().into_iter().filter(|card| card.created_at() >= from);
    let (mut expected, mut total) = (BTreeMap::new(), 0);
    for card in cards {
        let key = (card.status(now()).to_string(), card.currency().to_owned());
        let sums = expected.entry(key).or_insert((0, 0));
        *sums = (sums.0 + 1, sums.1 + card.amount_available());
        total += 1;
    }
    let row = |((status, currency), (count, sum)): (_, (i32, i64))| {
        vec![status, currency, count.to_string(), sum.to_string()]
    };
    assert_eq!(result, expected.into_iter().map(row).collect::<Vec<_>>());

    let requests: Vec<BTreeMap<_, _>> =
        requests(&sandbox).into_iter().map(BTreeMap::from_iter).collect();
    assert!(requests.iter().all(|request| *request["created_at.gte"] >= *"2025-12-31T23:59:59Z"));
    let windows: BTreeSet<_> = requests.iter().map(|request| &request["created_at.gte"]).collect();
    assert_eq!(windows.len(), 4);
    assert!(requests.len() <= total / 100 + 2 * 4, "{} requests for {total}", requests.len());
}

#[tokio::test]
async fn a_limit_sends_one_request_for_as_many_cards() {
    let sandbox = sandbox().cards(500).start().await.unwrap();
    let context = session(&sandbox);
    assert_eq!(rows(&context, "SELECT id FROM cards LIMIT 10").await.unwrap().len(), 10);
    assert_eq!(requests(&sandbox), [[("limit".to_owned(), "10".to_owned())]]);
    assert_eq!(rows(&context, "SELECT id FROM cards LIMIT 250").await.unwrap().len(), 250);
    assert_eq!(requests(&sandbox).len(), 4);
}

/// The engine drops cards again, so that the number to list is not known. 10 of the cards are
/// in the first pages.
#[tokio::test]
async fn a_limit_with_a_filter_lists_lazily_and_in_one_window() {
    let sandbox = sandbox().cards(2_000).start().await.unwrap();
    let context = session(&sandbox);
    for (query, most) in [
        ("SELECT id FROM cards WHERE created_at >= '2020-01-01' LIMIT 10", 1),
        ("SELECT id FROM cards WHERE created_at < '2030-01-01' LIMIT 8 OFFSET 2", 1),
        ("SELECT id FROM (SELECT * FROM cards WHERE created_at > '2020-01-01') LIMIT 10", 1),
        ("SELECT id FROM cards WHERE created_at > '2020-01-01' AND upper(name) <> '' LIMIT 10", 1),
        ("SELECT id FROM cards WHERE created_at >= '2020-01-01' AND name <> '' LIMIT 150", 2),
    ] {
        sandbox.log().clear();
        let found = rows(&context, query).await.unwrap().len();
        assert!([8, 10, 150].contains(&found), "{query}: {found}");
        assert!(requests(&sandbox).len() <= most, "{query}: {}", requests(&sandbox).len());
    }
    // A limit of groups or of the last cards needs all of them.
    for query in [
        "SELECT status FROM cards WHERE created_at > '2020-01-01' GROUP BY 1 LIMIT 1",
        "SELECT id FROM cards WHERE created_at > '2020-01-01' ORDER BY created_at DESC LIMIT 1",
    ] {
        sandbox.log().clear();
        assert_eq!(rows(&context, query).await.unwrap().len(), 1);
        assert!(requests(&sandbox).len() >= 20, "{query}");
    }
}

#[tokio::test]
async fn a_query_with_too_many_windows_sends_nothing() {
    let sandbox = sandbox().start().await.unwrap();
    let context = session(&sandbox);
    rows(&context, "SET cards.windows = 10001").await.unwrap();
    let error = rows(&context, "SELECT id FROM cards").await.unwrap_err().to_string();
    assert!(error.contains("cards.windows = 10001: at most 10000"), "{error}");
    assert_eq!(requests(&sandbox).len(), 0);
}

#[tokio::test]
async fn each_predicate_of_a_filter_is_sent_wider_than_it_is() {
    let sandbox = sandbox().cards(50).start().await.unwrap();
    let context = session(&sandbox);
    rows(&context, "SET cards.windows = 1").await.unwrap();
    let from = "created_at.gte=2025-12-31T23:59:59Z";
    for (predicate, sent) in [
        ("status = 'unused'", "status=unused"),
        ("'unused' = status", "status=unused"),
        ("status IN ('unused', 'used')", ""),
        ("status = 'frozen'", ""),
        ("status <> 'unused'", ""),
        ("NOT status = 'unused'", ""),
        ("status = 'unused' OR status IS NULL", ""),
        ("type = 'gift_card'", "type=gift_card"),
        ("type = 'giftcard'", ""),
        ("currency = 'NOK'", "currency=NOK"),
        ("currency = 'nok'", ""),
        ("currency IN ('NOK', 'SEK')", "currency=NOK&currency=SEK"),
        (
            "currency IN ('NOK', 'SEK', 'DKK', 'EUR')",
            "currency=DKK&currency=EUR&currency=NOK&currency=SEK",
        ),
        ("currency = 'NOK' OR currency = 'SEK'", "currency=NOK&currency=SEK"),
        (
            "(currency = 'NOK' AND amount_balance > 5) OR currency = 'SEK'",
            "currency=NOK&currency=SEK",
        ),
        ("customer_id = 'customer-00001'", "customer=customer-00001"),
        ("customer_id = ''", ""),
        ("amount_balance = 500", "amount_balance=500"),
        ("amount_balance >= 500", "amount_balance.gte=499"),
        ("amount_balance > 0", ""),
        ("500 < amount_balance", "amount_balance.gte=499"),
        ("amount_balance BETWEEN 100 AND 200", "amount_balance.gte=99&amount_balance.lte=201"),
        ("amount_balance < 0", "amount_balance.lte=1"),
        (
            "amount_available <= 700 AND amount_available > 600",
            "amount_available.gte=599&amount_available.lte=701",
        ),
        ("amount_available * 2 > 600", ""),
        ("amount_reserved > 600", ""),
        ("created_at >= '2026-01-01'", from),
        ("created_at > '2026-01-01T10:00:00+02:00'", "created_at.gte=2026-01-01T07:59:59Z"),
        ("created_at >= TIMESTAMP '2026-01-01 00:00:00'", from),
        ("created_at >= DATE '2026-01-01'", from),
        ("created_at < '2026-01-01'", "created_at.lte=2026-01-01T00:00:01Z"),
        ("created_at <= '2026-01-01T00:00:00.000001Z'", "created_at.lte=2026-01-01T00:00:02Z"),
        (
            "expires_at BETWEEN '2027-01-01' AND '2027-02-01'",
            "expires_at.gte=2026-12-31T23:59:59Z&expires_at.lte=2027-02-01T00:00:01Z",
        ),
        ("date_trunc('day', created_at) > '2026-01-01'", ""),
    ] {
        sandbox.log().clear();
        let query = format!("SELECT id FROM cards WHERE {predicate}");
        rows(&context, &query).await.unwrap_or_else(|error| panic!("{predicate}: {error}"));
        let first = requests(&sandbox).into_iter().next().unwrap();
        let own = first.into_iter().filter(|(name, _)| name != "limit");
        let query: Vec<String> = own.map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(query.join("&"), sent, "{predicate}");
    }
}

#[tokio::test]
async fn a_query_that_no_card_can_match_sends_nothing() {
    let sandbox = sandbox().start().await.unwrap();
    let context = session(&sandbox);
    for predicate in [
        "status = 'used' AND status = 'unused'",
        "amount_balance > 10 AND amount_balance < 5",
        "created_at > '2026-02-01' AND created_at < '2026-01-01'",
    ] {
        let query = format!("SELECT id FROM cards WHERE {predicate}");
        assert!(rows(&context, &query).await.unwrap().is_empty());
    }
    assert_eq!(requests(&sandbox).len(), 0);
}

#[tokio::test]
async fn explain_shows_the_filters_and_the_number_of_windows_without_the_customer() {
    let sandbox = sandbox().cards(300).start().await.unwrap();
    let context = session(&sandbox);
    let query = "EXPLAIN SELECT id FROM cards \
                 WHERE created_at >= '2026-01-01' AND currency = 'NOK' AND customer_id = 'ada'";
    let plan = table(&context, query).await.unwrap();
    let node = "CardsExec: filters=[customer=…, currency=NOK, created_at.gte=2025-12-31T23:59:59Z], \
                windows=4";
    assert!(plan.contains(node), "{plan}");
    let plan = table(&context, "EXPLAIN SELECT id FROM cards LIMIT 5").await.unwrap();
    assert!(plan.contains("CardsExec: filters=[], windows=1, limit=5"), "{plan}");
}

/// No predicate of SQL means the search of the page.
#[tokio::test]
async fn every_documented_filter_but_the_search_is_sent_for_some_predicate() {
    let sandbox = sandbox().start().await.unwrap();
    let context = session(&sandbox);
    rows(&context, "SET cards.windows = 1").await.unwrap();
    for predicate in [
        "status = 'used' AND type = 'gift_card' AND currency = 'NOK' AND customer_id = 'ada' \
         AND created_at BETWEEN '2025-01-01' AND '2026-01-01' \
         AND expires_at BETWEEN '2025-01-01' AND '2027-01-01' \
         AND amount_balance BETWEEN 5 AND 7 AND amount_available BETWEEN 5 AND 7",
        "amount_balance = 5 AND amount_available = 5",
    ] {
        rows(&context, &format!("SELECT id FROM cards WHERE {predicate}")).await.unwrap();
    }
    let sent: BTreeSet<String> =
        requests(&sandbox).into_iter().flatten().map(|(name, _)| name).collect();
    let documented = CardFilter::DEFINITIONS.iter().map(|filter| filter.name.to_owned());
    let expected = documented.filter(|name| name != "search").chain(["limit".to_owned()]);
    assert_eq!(sent, expected.collect());
}
