//! The contract with the wire: exact bytes of path, query, headers and body.

use std::sync::Arc;

use chrono::NaiveDate;
use dintero_cards::{
    AccessToken, CardFilter, CardStatus, CardType, CardsClient, ClientCredentials, Currency,
    Cursor, FilterDefinition, FilterKind, PageSize, Timestamp,
};
use dintero_cards_client::Direct;
use dintero_cards_client::cards::Client;
use dintero_cards_openapi::{CARDS, Document};
use serde_json::{Value, json};

use crate::stub::Stub;

const ACCOUNT: &str = "T12345678";
const NO_CARDS: &str = r#"{"cards":[]}"#;

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Query parameters that are not filters.
const PAGING: [&str; 2] = ["limit", "starting_after"];

/// Values of a kind of filter, each with its text on the wire.
fn samples(kind: FilterKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        FilterKind::Text => &[("Åse & Øyvind", "%C3%85se+%26+%C3%98yvind")],
        FilterKind::CustomerId => &[("customer-1", "customer-1"), ("c/1", "c%2F1")],
        FilterKind::CardType => &[("credit_note", "credit_note"), ("gift_card", "gift_card")],
        FilterKind::CardStatus => &[("partially_used", "partially_used"), ("new", "new")],
        FilterKind::TimeFrom => &[
            ("2017-07-21T19:32:28+02:00", "2017-07-21T17%3A32%3A28Z"),
            ("2030-01-01", "2030-01-01T00%3A00%3A00Z"),
        ],
        FilterKind::TimeTo => &[
            ("2099-07-21T17:32:28.5Z", "2099-07-21T17%3A32%3A28.500Z"),
            ("2030-12-31T23:59", "2030-12-31T23%3A59%3A00Z"),
            ("2030-12-31", "2031-01-01T00%3A00%3A00Z"),
            ("before 2030-12-31T23:00:00Z", "2030-12-31T23%3A00%3A00Z"),
        ],
        FilterKind::Amount => {
            &[("0", "0"), ("-1", "-1"), ("9223372036854775807", "9223372036854775807")]
        }
        FilterKind::Currencies => &[("nok", "NOK"), ("SEK", "SEK")],
        kind => panic!("{kind:?} has no samples"),
    }
}

fn generated(stub: &Stub) -> Client {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    Client::new_with_client(&stub.base_url(), http, Arc::new(Direct))
}

/// The names in only one of the two lists, with the list that lacks them.
fn missing(documented: &[&str], defined: &[&str]) -> Vec<String> {
    let without = |names: &[&str], others: &[&str], list: &str| -> Vec<String> {
        let lacking = names.iter().filter(|name| !others.contains(name));
        lacking.map(|name| format!("{name} is not in {list}")).collect()
    };
    let undefined = without(documented, defined, "CardFilter::DEFINITIONS");
    [undefined, without(defined, documented, "the document")].concat()
}

#[test]
fn every_documented_filter_is_in_the_table_and_no_other() {
    let document = Document::parse(CARDS).unwrap();
    let place = "/paths/~1accounts~1{aid}~1wallets~1cards/get/parameters";
    let documented: Vec<&str> = document
        .root()
        .pointer(place)
        .and_then(Value::as_array)
        .unwrap()
        .iter()
        .filter(|parameter| parameter["in"] == "query")
        .map(|parameter| parameter["name"].as_str().unwrap())
        .filter(|name| !PAGING.contains(name))
        .collect();
    let defined: Vec<&str> = CardFilter::DEFINITIONS.iter().map(|filter| filter.name).collect();
    assert_eq!(missing(&documented, &defined), [""; 0]);
    assert_eq!(
        missing(&["a", "b"], &["b", "c"]),
        ["a is not in CardFilter::DEFINITIONS", "c is not in the document"]
    );
}

#[tokio::test]
async fn every_filter_alone_is_on_the_wire_as_documented() {
    for FilterDefinition { name, kind, .. } in CardFilter::DEFINITIONS {
        for (value, wire) in samples(*kind) {
            let stub = Stub::json(200, NO_CARDS).await;
            let filter = CardFilter::new().set(name, value).unwrap();
            client(&stub).list_cards(filter).page().await.unwrap();
            let mut query = ["limit=100".to_owned(), format!("{name}={wire}")];
            query.sort();
            let target = format!("/v1/accounts/{ACCOUNT}/wallets/cards?{}", query.join("&"));
            assert_eq!(stub.only().target, target, "{name}");
        }
    }
}

#[tokio::test]
async fn all_parameters_together_are_on_the_wire_and_nothing_else() {
    let stub = Stub::json(200, NO_CARDS).await;
    let (mut filter, mut query) = (CardFilter::new(), Vec::new());
    for FilterDefinition { name, kind, .. } in CardFilter::DEFINITIONS {
        let count = if *kind == FilterKind::Currencies { 2 } else { 1 };
        for (value, wire) in &samples(*kind)[..count] {
            filter = filter.set(name, value).unwrap();
            query.push((*name, *wire));
        }
    }
    query.extend([("limit", "25"), ("starting_after", "a%2Fb%2Bc%26d%3De+%25")]);
    query.sort();
    let query: Vec<String> =
        query.into_iter().map(|(name, wire)| format!("{name}={wire}")).collect();
    let listing = client(&stub)
        .list_cards(filter)
        .page_size(PageSize::try_from(25).unwrap())
        .starting_after(Cursor::new("a/b+c&d=e %").unwrap());
    listing.page().await.unwrap();
    let seen = stub.only();
    assert_eq!(seen.query(), query.join("&"));
    assert_eq!((seen.method.as_str(), seen.body.as_str()), ("GET", ""));
    assert_eq!(seen.header("accept"), Some("application/json"));
}

#[tokio::test]
async fn a_request_without_parameters_has_only_its_path() {
    let stub = Stub::json(200, NO_CARDS).await;
    generated(&stub).get_cards().aid("P00000000").send().await.unwrap();
    let seen = stub.only();
    assert_eq!(seen.target.trim_end_matches('?'), "/v1/accounts/P00000000/wallets/cards");
    let names: Vec<&str> = seen.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["accept", "host"]);
}

#[tokio::test]
async fn the_documented_example_decodes_and_encodes_unchanged() {
    let document = Document::parse(CARDS).unwrap();
    let place = "/paths/~1accounts~1{aid}~1wallets~1cards/get/responses/200/content/application~1json/example";
    let example = document.root().pointer(place).unwrap();
    let stub = Stub::json(200, &example.to_string()).await;
    let page = generated(&stub).get_cards().aid(ACCOUNT).send().await.unwrap().into_inner();
    assert_eq!(&serde_json::to_value(&page).unwrap(), example);
    let card = &page.cards[0];
    assert_eq!(card.amount_balance, Some(50_000));
    assert_eq!(card.status, Some(CardStatus::Unused));
    assert_eq!(card.created_at, Some(time("2023-11-07T05:31:56Z")));
    assert_eq!(page.starting_after.as_deref(), Some("<string>"));
}

fn client(stub: &Stub) -> CardsClient {
    CardsClient::builder(ACCOUNT)
        .token_source(AccessToken::new("a.b.c"))
        .base_url(stub.base_url())
        .build()
        .unwrap()
}

#[tokio::test]
async fn the_typed_methods_set_every_filter_and_the_client_sends_token_and_user_agent() {
    let stub = Stub::json(200, NO_CARDS).await;
    let day = |day| NaiveDate::from_ymd_opt(2024, 1, day).unwrap();
    let filter = CardFilter::new()
        .search("s")
        .customer("c")
        .card_type(CardType::GiftCard)
        .status(CardStatus::Used)
        .created_at(day(1)..=day(2))
        .expires_at(day(3).and_hms_opt(4, 5, 6).unwrap()..=day(4).and_hms_opt(0, 0, 0).unwrap())
        .amount_balance(1)
        .amount_balance_within(0..=2)
        .amount_available(3)
        .amount_available_within(-1..=4)
        .currencies(["SEK", "NOK", "SEK"].map(|code| code.parse::<Currency>().unwrap()));
    let listing = client(&stub)
        .list_cards(filter)
        .page_size(PageSize::try_from(7).unwrap())
        .starting_after(Cursor::new("x").unwrap());
    listing.page().await.unwrap();
    let seen = stub.only();
    for FilterDefinition { name, .. } in CardFilter::DEFINITIONS {
        let is_sent = seen.query().split('&').any(|pair| pair.starts_with(&format!("{name}=")));
        assert!(is_sent, "{name} has no typed method");
    }
    assert_eq!(
        seen.query(),
        "amount_available=3&amount_available.gte=-1&amount_available.lte=4&amount_balance=1&amount_balance.gte=0\
         &amount_balance.lte=2&created_at.gte=2024-01-01T00%3A00%3A00Z\
         &created_at.lte=2024-01-03T00%3A00%3A00Z&currency=NOK&currency=SEK&customer=c\
         &expires_at.gte=2024-01-03T04%3A05%3A06Z&expires_at.lte=2024-01-04T00%3A00%3A00Z&limit=7&search=s&starting_after=x&status=used\
         &type=gift_card"
    );
    assert_eq!(seen.header("authorization"), Some("Bearer a.b.c"));
    assert!(seen.header("user-agent").unwrap().starts_with("dintero-cards/"));
    let names: Vec<&str> = seen.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["accept", "authorization", "host", "user-agent"]);
}

#[tokio::test]
async fn a_token_is_requested_with_basic_credentials_and_a_json_body() {
    let token = json!({ "access_token": "t.o.k", "token_type": "Bearer", "expires_in": 600 });
    let stub = Stub::json(200, &token.to_string()).await;
    let client = CardsClient::builder(ACCOUNT)
        .credentials(ClientCredentials::new("id", "secret"))
        .auth_url(stub.base_url())
        .build()
        .unwrap();
    let token = client.access_token().await.unwrap();
    assert_eq!(token.expose(), "t.o.k");
    client.access_token().await.unwrap();
    let seen = stub.only();
    assert_eq!(
        (seen.method.as_str(), seen.target.as_str()),
        ("POST", "/v1/accounts/T12345678/auth/token")
    );
    assert_eq!(seen.header("authorization"), Some("Basic aWQ6c2VjcmV0"));
    assert_eq!(seen.header("content-type"), Some("application/json"));
    let body: Value = serde_json::from_str(&seen.body).unwrap();
    let audience = "https://api.dintero.com/v1/accounts/T12345678";
    assert_eq!(body, json!({ "grant_type": "client_credentials", "audience": audience }));
}
