//! The contract with the wire: exact bytes of path, query, headers and body.

use std::num::NonZeroU64;
use std::sync::Arc;

use chrono::NaiveDate;
use dintero_cards::{
    AccessToken, CardFilter, CardStatus, CardType, CardsClient, ClientCredentials, Currency,
    Cursor, PageSize, Timestamp,
};
use dintero_cards_client::Direct;
use dintero_cards_client::cards::Client;
use dintero_cards_client::cards::builder::GetCards;
use dintero_cards_openapi::{CARDS, Document};
use serde_json::{Value, json};

use crate::stub::Stub;

const ACCOUNT: &str = "T12345678";
const NO_CARDS: &str = r#"{"cards":[]}"#;

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

type Set = for<'a> fn(GetCards<'a>) -> GetCards<'a>;

/// Every query parameter alone: how it is set, and what is then on the wire.
const PARAMETERS: [(&str, Set, &str); 17] = [
    ("limit", |r| r.limit(NonZeroU64::new(25).unwrap()), "limit=25"),
    ("starting_after", |r| r.starting_after("a/b+c&d=e %"), "starting_after=a%2Fb%2Bc%26d%3De+%25"),
    ("search", |r| r.search("Åse & Øyvind"), "search=%C3%85se+%26+%C3%98yvind"),
    (
        "created_at.gte",
        |r| r.created_at_gte(time("2017-07-21T19:32:28+02:00")),
        "created_at.gte=2017-07-21T17%3A32%3A28Z",
    ),
    (
        "created_at.lte",
        |r| r.created_at_lte(time("2017-07-21T17:32:28.5Z")),
        "created_at.lte=2017-07-21T17%3A32%3A28.500Z",
    ),
    ("type", |r| r.type_(CardType::CreditNote), "type=credit_note"),
    ("status", |r| r.status(CardStatus::PartiallyUsed), "status=partially_used"),
    (
        "expires_at.gte",
        |r| r.expires_at_gte(time("2030-01-01")),
        "expires_at.gte=2030-01-01T00%3A00%3A00Z",
    ),
    (
        "expires_at.lte",
        |r| r.expires_at_lte(time("2030-12-31T23:59")),
        "expires_at.lte=2030-12-31T23%3A59%3A00Z",
    ),
    ("amount_balance", |r| r.amount_balance(0), "amount_balance=0"),
    ("amount_balance.gte", |r| r.amount_balance_gte(-1), "amount_balance.gte=-1"),
    (
        "amount_balance.lte",
        |r| r.amount_balance_lte(i64::MAX),
        "amount_balance.lte=9223372036854775807",
    ),
    ("amount_available", |r| r.amount_available(50_000), "amount_available=50000"),
    ("amount_available.gte", |r| r.amount_available_gte(1), "amount_available.gte=1"),
    ("amount_available.lte", |r| r.amount_available_lte(2), "amount_available.lte=2"),
    (
        "currency",
        |r| r.currency(vec!["NOK".to_owned(), "SEK".to_owned()]),
        "currency=NOK&currency=SEK",
    ),
    ("customer", |r| r.customer("customer-1"), "customer=customer-1"),
];

fn generated(stub: &Stub) -> Client {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    Client::new_with_client(&stub.base_url(), http, Arc::new(Direct))
}

#[test]
fn the_table_has_every_query_parameter_of_the_document() {
    let document = Document::parse(CARDS).unwrap();
    let place = "/paths/~1accounts~1{aid}~1wallets~1cards/get/parameters";
    let declared: Vec<&str> = document
        .root()
        .pointer(place)
        .and_then(Value::as_array)
        .unwrap()
        .iter()
        .filter(|parameter| parameter["in"] == "query")
        .map(|parameter| parameter["name"].as_str().unwrap())
        .collect();
    assert_eq!(declared, PARAMETERS.map(|(name, ..)| name));
}

#[tokio::test]
async fn every_parameter_alone_is_on_the_wire_as_documented() {
    for (name, set, query) in PARAMETERS {
        let stub = Stub::json(200, NO_CARDS).await;
        let client = generated(&stub);
        set(client.get_cards().aid(ACCOUNT)).send().await.unwrap();
        let target = format!("/v1/accounts/{ACCOUNT}/wallets/cards?{query}");
        assert_eq!(stub.only().target, target, "{name}");
    }
}

#[tokio::test]
async fn all_parameters_together_are_on_the_wire_and_nothing_else() {
    let stub = Stub::json(200, NO_CARDS).await;
    let client = generated(&stub);
    let request = PARAMETERS.iter().fold(client.get_cards().aid(ACCOUNT), |r, (_, set, _)| set(r));
    request.send().await.unwrap();
    let mut sorted = PARAMETERS;
    sorted.sort_by_key(|(name, ..)| *name);
    let queries = sorted.map(|(_, _, query)| query);
    let seen = stub.only();
    assert_eq!(seen.query(), queries.join("&"));
    assert_eq!(seen.method, "GET");
    assert_eq!(seen.body, "");
    let names: Vec<&str> = seen.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["accept", "host"]);
    assert_eq!(seen.header("accept"), Some("application/json"));
}

#[tokio::test]
async fn a_request_without_parameters_has_no_question_mark_but_its_path() {
    let stub = Stub::json(200, NO_CARDS).await;
    generated(&stub).get_cards().aid("P00000000").send().await.unwrap();
    let target = stub.only().target;
    assert_eq!(target.trim_end_matches('?'), "/v1/accounts/P00000000/wallets/cards");
}

#[tokio::test]
async fn the_example_of_the_page_decodes_and_goes_back_unchanged() {
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
async fn the_wrapper_sends_every_filter_with_token_and_user_agent() {
    let stub = Stub::json(200, NO_CARDS).await;
    let day = |day| NaiveDate::from_ymd_opt(2024, 1, day).unwrap();
    let filter = CardFilter::new()
        .search("s")
        .customer("c")
        .card_type(CardType::GiftCard)
        .status(CardStatus::Used)
        .created_at(day(1)..=day(2))
        .expires_at(day(3).and_hms_opt(4, 5, 6).unwrap()..)
        .amount_balance(1)
        .amount_balance_within(0..=2)
        .amount_available(3)
        .amount_available_within(..=4)
        .currencies(["SEK", "NOK", "SEK"].map(|code| code.parse::<Currency>().unwrap()));
    let listing = client(&stub)
        .list_cards(filter)
        .page_size(PageSize::try_from(7).unwrap())
        .starting_after(Cursor::new("x").unwrap());
    listing.page().await.unwrap();
    let seen = stub.only();
    assert_eq!(
        seen.query(),
        "amount_available=3&amount_available.lte=4&amount_balance=1&amount_balance.gte=0\
         &amount_balance.lte=2&created_at.gte=2024-01-01T00%3A00%3A00Z\
         &created_at.lte=2024-01-02T23%3A59%3A59.999Z&currency=NOK&currency=SEK&customer=c\
         &expires_at.gte=2024-01-03T04%3A05%3A06Z&limit=7&search=s&starting_after=x&status=used\
         &type=gift_card"
    );
    assert_eq!(seen.header("authorization"), Some("Bearer a.b.c"));
    assert!(seen.header("user-agent").unwrap().starts_with("dintero-cards/"));
    let names: Vec<&str> = seen.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["accept", "authorization", "host", "user-agent"]);
}

#[tokio::test]
async fn a_token_is_asked_for_with_basic_credentials_and_a_json_body() {
    let answer = json!({ "access_token": "t.o.k", "token_type": "Bearer", "expires_in": 600 });
    let stub = Stub::json(200, &answer.to_string()).await;
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
