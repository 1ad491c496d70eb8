//! Tokens on the wire: one request for all, one more try after a 401.

use dintero_cards::{CardFilter, CardsClient, ClientCredentials, ErrorKind};
use futures_util::future::join_all;

use super::script::{Response, Script, json, response};

fn token(name: &str) -> Response {
    json(&format!(r#"{{"access_token":"{name}","token_type":"Bearer","expires_in":3600}}"#))
}

fn refusal() -> Response {
    response("401 Unauthorized", &[], r#"{"error":{"code":"UNAUTHORIZED"}}"#)
}

fn no_cards() -> Response {
    json(r#"{"cards":[]}"#)
}

fn client(cards: &Script, tokens: &Script) -> CardsClient {
    cards
        .builder()
        .credentials(ClientCredentials::new("id", "secret"))
        .auth_url(tokens.base_url())
        .build()
        .unwrap()
}

fn bearer(head: &str) -> &str {
    head.lines().find_map(|line| line.strip_prefix("authorization: Bearer ")).unwrap()
}

#[tokio::test]
async fn many_callers_at_once_make_one_request_for_a_token() {
    let (cards, tokens) = (Script::start([no_cards()]).await, Script::start([token("one")]).await);
    let client = client(&cards, &tokens);
    let pages = join_all((0..20).map(|_| {
        let client = client.clone();
        async move { client.list_cards(CardFilter::new()).page().await }
    }))
    .await;
    assert!(pages.iter().all(Result::is_ok));
    assert_eq!((tokens.heads().len(), cards.heads().len()), (1, 20));
}

#[tokio::test]
async fn a_rejected_token_is_renewed_and_the_page_requested_once_more() {
    let cards = Script::start([refusal(), no_cards()]).await;
    let tokens = Script::start([token("one"), token("two")]).await;
    let listing = client(&cards, &tokens).list_cards(CardFilter::new());
    assert_eq!(listing.response().await.unwrap().attempts(), 2);
    let heads = cards.heads();
    assert_eq!(heads.iter().map(|head| bearer(head)).collect::<Vec<_>>(), ["one", "two"]);
}

#[tokio::test]
async fn a_server_that_rejects_every_token_gets_two_requests_and_no_more() {
    let cards = Script::start([refusal()]).await;
    let tokens = Script::start([token("one"), token("two"), token("three")]).await;
    let client = client(&cards, &tokens);
    let error = client.list_cards(CardFilter::new()).page().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Status, 2));
    assert!(error.is_unauthorized());
    assert_eq!((cards.heads().len(), tokens.heads().len()), (2, 2));
    client.list_cards(CardFilter::new()).page().await.unwrap_err();
    assert_eq!(bearer(&cards.heads()[2]), "three", "the second token is not trusted either");
}

#[tokio::test]
async fn a_fixed_token_that_is_refused_is_not_tried_again() {
    let cards = Script::start([refusal()]).await;
    let error = cards.client().list_cards(CardFilter::new()).page().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(cards.heads().len(), 1);
}

#[tokio::test]
async fn requests_for_a_token_are_retried_by_themselves_and_not_again_with_the_page() {
    let cards = Script::start([no_cards()]).await;
    let tokens = Script::start([response("503 Service Unavailable", &[], "")]).await;
    let error = client(&cards, &tokens).list_cards(CardFilter::new()).page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert!(error.is_retryable());
    assert_eq!(error.attempts(), 4);
    assert_eq!((tokens.heads().len(), cards.heads().len()), (4, 0));
}

#[tokio::test]
async fn a_token_request_that_is_limited_waits_and_is_retried() {
    let cards = Script::start([no_cards()]).await;
    let limited = response("429 Too Many Requests", &[("retry-after", "0")], "");
    let tokens = Script::start([limited, token("one")]).await;
    client(&cards, &tokens).list_cards(CardFilter::new()).page().await.unwrap();
    assert_eq!((tokens.heads().len(), cards.heads().len()), (2, 1));
    assert_eq!(bearer(&cards.heads()[0]), "one");
}

#[tokio::test]
async fn an_invalid_token_is_a_token_error_and_is_not_sent() {
    let cards = Script::start([no_cards()]).await;
    for response in [
        token(""),
        token("a\\nb"),
        token("a b"),
        json(r#"{"access_token":"t","token_type":"mac","expires_in":9}"#),
    ] {
        let tokens = Script::start([response]).await;
        let error = client(&cards, &tokens).list_cards(CardFilter::new()).page().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Token);
        assert_eq!(error.attempts(), 1);
    }
    assert!(cards.heads().is_empty());
}

/// Keeps its tokens elsewhere, and cannot reach them.
#[derive(Debug)]
struct Vault;

impl dintero_cards::TokenSource for Vault {
    fn token(&self) -> dintero_cards::TokenFuture<'_> {
        let sealed = dintero_cards::Error::token("the vault is sealed").into_retryable();
        Box::pin(std::future::ready(Err(sealed)))
    }
}

#[tokio::test]
async fn a_token_source_of_your_own_can_fail_with_a_reason() {
    let cards = Script::start([no_cards()]).await;
    let client = cards.builder().token_source(Vault).build().unwrap();
    let error = client.list_cards(CardFilter::new()).page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert!(error.is_retryable());
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "the vault is sealed");
}

#[tokio::test]
async fn a_token_endpoint_that_is_not_there_or_too_slow_may_be_tried_later() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let slow = Script::start([Response::Silence(Vec::new())]).await;
    for auth_url in [format!("http://{nobody}/v1"), slow.base_url().to_owned()] {
        let timeouts =
            dintero_cards::Timeouts::default().with_overall(std::time::Duration::from_millis(200));
        let client = slow
            .builder()
            .credentials(ClientCredentials::new("id", "secret"))
            .auth_url(auth_url)
            .timeouts(timeouts)
            .build()
            .unwrap();
        let error = client.access_token().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Token);
        assert!(error.is_retryable(), "{error:?}");
    }
}
