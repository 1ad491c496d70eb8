//! The wrapper and the sandbox, end to end.

use std::collections::BTreeSet;
use std::time::Duration;

use dintero_cards::{
    AccessToken, AmountRange, Card, CardFilter, CardStatus, CardsClient, ClientCredentials, Cursor,
    ErrorKind, PageSize, RetryPolicy,
};
use dintero_cards_sandbox::Sandbox;
use futures_util::{StreamExt as _, TryStreamExt as _};

use crate::stub::Stub;

pub(crate) fn client_of(sandbox: &Sandbox) -> CardsClient {
    CardsClient::builder(sandbox.account_id())
        .credentials(ClientCredentials::new(sandbox.client_id(), sandbox.client_secret()))
        .base_url(sandbox.base_url())
        .auth_url(sandbox.auth_url())
        .build()
        .unwrap()
}

pub(crate) fn ids<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Vec<String> {
    cards.into_iter().map(|card| card.id.unwrap().to_string()).collect()
}

fn size(size: u64) -> PageSize {
    PageSize::try_from(size).unwrap()
}

#[tokio::test]
async fn every_card_arrives_exactly_once_whatever_the_page_size() {
    let sandbox = Sandbox::builder().cards(101).start().await.unwrap();
    let client = client_of(&sandbox);
    let all: BTreeSet<String> = sandbox.cards().iter().map(|card| card.id().to_string()).collect();
    for page_size in [1, 7, 100] {
        let listing = client.list_cards(CardFilter::new()).page_size(size(page_size));
        let cards: Vec<Card> = listing.items().try_collect().await.unwrap();
        assert_eq!(cards.len(), 101, "page size {page_size}");
        assert_eq!(ids(&cards).into_iter().collect::<BTreeSet<_>>(), all);
    }
    sandbox.shutdown().await;
}

#[tokio::test]
async fn a_listing_goes_on_from_the_cursor_of_a_page() {
    let sandbox = Sandbox::builder().cards(25).start().await.unwrap();
    let client = client_of(&sandbox);
    let listing = client.list_cards(CardFilter::new()).page_size(size(10));
    let whole: Vec<Card> = listing.clone().items().try_collect().await.unwrap();
    let first = listing.page().await.unwrap();
    assert_eq!(first.cards().len(), 10);
    let text = first.next_cursor().unwrap().as_str().to_owned();
    let rest = listing.starting_after(Cursor::new(text).unwrap()).items();
    let rest: Vec<Card> = rest.try_collect().await.unwrap();
    assert_eq!(ids(first.cards().iter().chain(&rest)), ids(&whole));
    sandbox.shutdown().await;
}

#[tokio::test]
async fn an_account_without_cards_gives_one_empty_page_and_no_cards() {
    let sandbox = Sandbox::builder().cards(0).start().await.unwrap();
    let client = client_of(&sandbox);
    let pages: Vec<_> = client.list_cards(CardFilter::new()).pages().try_collect().await.unwrap();
    assert_eq!(pages.len(), 1);
    assert!(pages[0].cards().is_empty());
    sandbox.shutdown().await;
}

#[tokio::test]
async fn a_filter_selects_and_the_cards_say_so() {
    let sandbox = Sandbox::builder().cards(200).start().await.unwrap();
    let client = client_of(&sandbox);
    let filter = CardFilter::new().status(CardStatus::PartiallyUsed);
    let cards: Vec<Card> = client.list_cards(filter).items().try_collect().await.unwrap();
    assert!(!cards.is_empty());
    assert!(cards.iter().all(|card| card.status == Some(CardStatus::PartiallyUsed)));
    sandbox.shutdown().await;
}

#[tokio::test]
async fn every_marker_of_the_last_page_ends_the_listing() {
    for last in [
        r#"{"cards":[]}"#,
        r#"{"cards":[],"starting_after":null}"#,
        r#"{"cards":[],"starting_after":""}"#,
    ] {
        let stub = Stub::json(200, last).await;
        let pages: Vec<_> = stubbed(&stub).list_cards(CardFilter::new()).pages().collect().await;
        assert_eq!(pages.len(), 1, "{last}");
        assert!(pages[0].as_ref().unwrap().next_cursor().is_none(), "{last}");
    }
}

#[tokio::test]
async fn a_repeated_cursor_is_an_error_and_not_an_endless_listing() {
    let stub = Stub::json(200, r#"{"cards":[{"amount":1}],"starting_after":"again"}"#).await;
    let items: Vec<_> = stubbed(&stub).list_cards(CardFilter::new()).items().collect().await;
    assert!(items[0].is_ok());
    let error = items.last().unwrap().as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RepeatedCursor);
    assert!(!format!("{error} {error:?}").contains("again"));
}

#[tokio::test]
async fn wrong_credentials_are_a_token_error_with_the_status() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let client = CardsClient::builder(sandbox.account_id())
        .credentials(ClientCredentials::new(sandbox.client_id(), "wrong"))
        .base_url(sandbox.base_url())
        .auth_url(sandbox.auth_url())
        .build()
        .unwrap();
    let error = client.list_cards(CardFilter::new()).page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert!(error.is_unauthorized(), "{error}");
    sandbox.shutdown().await;
}

#[tokio::test]
async fn a_gateway_that_responds_with_html_keeps_its_status() {
    let stub = Stub::responding(502, "text/html", "<html>canary</html>").await;
    let error = stubbed(&stub).list_cards(CardFilter::new()).page().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(502));
    assert!(error.is_retryable());
    let text = format!(
        "list cards: {} responded with 502 Bad Gateway, after 4 attempts; try again later",
        stub.host()
    );
    assert_eq!(error.to_string(), text);
    assert_eq!(error.body(), Some(&b"<html>canary</html>"[..]));
    assert!(!format!("{error:?}").contains("canary"));
}

#[tokio::test]
async fn the_documented_error_body_is_separated_from_card_data() {
    let body = r#"{"error":{"code":"NOT FOUND","message":"Customer canary not found"}}"#;
    let stub = Stub::json(404, body).await;
    let error = stubbed(&stub).list_cards(CardFilter::new()).page().await.unwrap_err();
    assert_eq!(error.code(), Some("NOT FOUND"));
    assert_eq!(error.message(), Some("Customer canary not found"));
    let text = format!(
        "list cards: {} responded with 404 Not Found (NOT FOUND); \
         check the account id and the cursor",
        stub.host()
    );
    assert_eq!(error.to_string(), text);
    assert!(!format!("{error:?}").contains("canary"));
}

#[tokio::test]
async fn a_malformed_card_is_returned_apart_and_hides_no_other() {
    let body =
        r#"{"cards":[{"amount":1},{"amount":"canary"},{"amount":3},7],"starting_after":"x"}"#;
    let stub = Stub::json(200, body).await;
    let listing = stubbed(&stub).list_cards(CardFilter::new());
    let page = listing.page().await.unwrap();
    let amounts: Vec<_> = page.cards().iter().map(|card| card.amount).collect();
    assert_eq!(amounts, [Some(1), Some(3)]);
    let malformed: Vec<_> = page
        .malformed_cards()
        .iter()
        .map(|card| (card.index(), card.path(), card.json()))
        .collect();
    assert_eq!(malformed, [(1, "cards[1].amount", r#"{"amount":"canary"}"#), (3, "cards[3]", "7")]);
    assert_eq!(page.next_cursor().unwrap().as_str(), "x");
    assert!(!format!("{page:?}").contains("canary"));

    let error = listing.strict().page().await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("cards[1].amount")));
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert!(!format!("{error} {error:?}").contains("canary"));
}

#[tokio::test]
async fn a_malformed_page_is_an_error() {
    for body in
        ["", "{}", "[]", r#"{"cards":null}"#, r#"{"cards":[],"starting_after":7}"#, "<html>"]
    {
        let stub = Stub::json(200, body).await;
        let error = stubbed(&stub).list_cards(CardFilter::new()).page().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn nothing_is_sent_for_a_filter_that_no_card_can_match() {
    let stub = Stub::json(200, r#"{"cards":[]}"#).await;
    let filter = CardFilter::new().amount_balance_within(AmountRange::new(Some(2), Some(1)));
    let error = stubbed(&stub).list_cards(filter).page().await.unwrap_err();
    assert!(error.is_invalid_input());
    assert!(stub.seen().is_empty());
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_connect_error_without_the_url() {
    // Bound and closed again: no server listens there.
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = CardsClient::builder("T12345678")
        .token_source(AccessToken::new("t"))
        .base_url(format!("http://{nobody}/v1"))
        .retry(RetryPolicy::default().with_base(Duration::ZERO))
        .build()
        .unwrap();
    let filter = CardFilter::new().search("canary");
    let error = client.list_cards(filter).page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    let mut text = format!("{error} {error:?}");
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    assert!(!text.contains("canary"), "{text}");
}

#[test]
fn an_invalid_account_id_is_refused_when_the_client_is_built() {
    for id in ["", "T1234567", "t12345678", "T12345678/../P00000000"] {
        let builder = CardsClient::builder(id).token_source(AccessToken::new("t"));
        let error = builder.build().unwrap_err();
        assert!(error.is_invalid_input(), "{id}");
    }
}

#[test]
fn secrets_are_not_in_debug_texts() {
    let credentials = ClientCredentials::new("canary-id", "canary-secret");
    let builder = CardsClient::builder("T12345678").credentials(credentials.clone());
    let token = AccessToken::new("canary-token");
    let cursor = Cursor::new("canary-cursor").unwrap();
    let filter = CardFilter::new().search("canary-search").customer("canary-customer");
    let text = format!("{credentials:?} {builder:?} {token:?} {cursor:?} {filter:?}");
    let client = builder.build().unwrap();
    let text = format!("{text} {client:?} {:?}", client.list_cards(filter).starting_after(cursor));
    assert!(!text.contains("canary"), "{text}");
}

fn stubbed(stub: &Stub) -> CardsClient {
    CardsClient::builder("T12345678")
        .token_source(AccessToken::new("a.b.c"))
        .base_url(stub.base_url())
        .retry(RetryPolicy::default().with_base(Duration::ZERO))
        .build()
        .unwrap()
}

/// The client and the values that it returns are shared between tasks.
#[test]
fn the_client_and_its_streams_can_be_shared() {
    fn shared<T: Send + Sync + Clone>() {}
    fn sent<T: Send>(_: &T) {}
    shared::<CardsClient>();
    let client = CardsClient::builder("T12345678").token_source(AccessToken::new("t"));
    let listing = client.build().unwrap().list_cards(CardFilter::new());
    sent(&listing.clone().items());
    sent(&listing.clone().pages());
    sent(&listing.page());
    assert_eq!(size_of::<dintero_cards::Error>(), size_of::<usize>());
}
