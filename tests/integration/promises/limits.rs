//! Time, size, redirects, headers: what a server cannot make the client do.

use std::time::Duration;

use dintero_cards::{CardFilter, CardsClient, ErrorKind, RetryPolicy, Timeouts};
use tokio::time::Instant;

use super::script::{Response, Script, json, response};

const NO_CARDS: &str = r#"{"cards":[]}"#;

async fn error_of(client: CardsClient) -> dintero_cards::Error {
    client.list_cards(CardFilter::new()).page().await.unwrap_err()
}

fn truncated() -> Response {
    Response::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"cards\":[".to_vec())
}

#[tokio::test]
async fn transient_failures_are_retried_and_the_attempts_are_counted() {
    let transient = [
        response("408 Request Timeout", &[], ""),
        response("429 Too Many Requests", &[("retry-after", "0")], ""),
        response("500 Internal Server Error", &[], "<html>"),
        response("502 Bad Gateway", &[("content-type", "text/html")], "<html>"),
        response(
            "503 Service Unavailable",
            &[("retry-after", "Thu, 01 Jan 1970 00:00:00 GMT")],
            "",
        ),
        response("504 Gateway Timeout", &[], ""),
        truncated(),
        Response::Bytes(Vec::new()),
        Response::Bytes(b"HTTP/1.1 200 OK\r\ncontent-le".to_vec()),
    ];
    for sent in transient {
        let script = Script::start([sent.clone(), json(NO_CARDS)]).await;
        let listing = script.client().list_cards(CardFilter::new());
        let response =
            listing.response().await.unwrap_or_else(|error| panic!("{sent:?}: {error:?}"));
        assert_eq!((response.attempts(), response.status().as_u16()), (2, 200), "{sent:?}");
        assert_eq!(response.body(), NO_CARDS.as_bytes());
    }
}

#[tokio::test]
async fn permanent_failures_are_not_retried() {
    for status in
        ["301 Moved", "400 Bad Request", "403 Forbidden", "404 Not Found", "501 Not Implemented"]
    {
        let script = Script::start([response(status, &[("location", "/elsewhere")], "")]).await;
        let error = error_of(script.client()).await;
        assert_eq!(error.kind(), ErrorKind::Status, "{status}");
        assert_eq!(error.attempts(), 1);
        assert!(!error.is_retryable(), "{status}");
        assert_eq!(script.heads().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_longer_retry_after_than_the_policy_allows_is_returned_to_the_caller() {
    for value in ["61", "99999999999999999999"] {
        let refusal = response("429 Too Many Requests", &[("retry-after", value)], "");
        let script = Script::start([refusal]).await;
        let error = error_of(script.client()).await;
        assert!(error.is_rate_limited() && error.is_retryable());
        assert!(error.retry_after().unwrap() >= Duration::from_secs(61));
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn clones_share_one_budget_for_retries() {
    let script = Script::start([response("503 Service Unavailable", &[], "")]).await;
    let client = script.client();
    for _ in 0..20 {
        error_of(client.clone()).await;
    }
    // Twenty first attempts, and ten retries for all of them together.
    assert_eq!(script.heads().len(), 30);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_and_all_attempts_together_end_within_their_time_limits() {
    let heads: [&[u8]; 3] =
        [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"];
    for head in heads {
        let script = Script::start([Response::Silence(head.to_vec())]).await;
        let timeouts = Timeouts::default()
            .with_read(Duration::from_secs(1_000))
            .with_attempt(Duration::from_secs(7))
            .with_overall(Duration::from_secs(20));
        let start = Instant::now();
        let once = script.builder().timeouts(timeouts).retry(RetryPolicy::never()).build().unwrap();
        let error = error_of(once).await;
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
        assert_eq!(start.elapsed().as_secs(), 7);

        let start = Instant::now();
        let error = error_of(script.builder().timeouts(timeouts).build().unwrap()).await;
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 3));
        assert_eq!(start.elapsed().as_secs(), 20);
    }
}

#[tokio::test(start_paused = true)]
async fn a_listing_can_have_its_own_time_limit() {
    let script = Script::start([Response::Silence(Vec::new())]).await;
    let start = Instant::now();
    let listing = script.client().list_cards(CardFilter::new()).timeout(Duration::from_secs(3));
    assert!(listing.page().await.unwrap_err().is_timeout());
    assert_eq!(start.elapsed().as_secs(), 3);
}

#[tokio::test]
async fn a_body_is_read_up_to_its_bound_whatever_its_content_length() {
    let large = format!(r#"{{"cards":[{}]}}"#, vec!["{}"; 400].join(","));
    let unannounced = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{large}");
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{large}\r\n0\r\n\r\n",
        large.len()
    );
    let lie = "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999\r\n\r\n{";
    for bytes in [unannounced.as_str(), chunked.as_str(), lie] {
        let script = Script::start([Response::Bytes(bytes.as_bytes().to_vec())]).await;
        let error = error_of(script.builder().max_body(1_000).build().unwrap()).await;
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1));
    }
    let script = Script::start([json(&large)]).await;
    let exact = script.builder().max_body(large.len()).build().unwrap();
    assert_eq!(exact.list_cards(CardFilter::new()).page().await.unwrap().cards().len(), 400);
}

#[tokio::test]
async fn redirects_are_never_followed_even_by_an_http_client_that_follows_them() {
    let target = Script::start([json(NO_CARDS)]).await;
    let to = format!("{}/elsewhere", target.base_url());
    let script = Script::start([response("302 Found", &[("location", &to)], "")]).await;
    let error = error_of(script.client()).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(302));
    assert!(target.heads().is_empty(), "the token went elsewhere");

    let follower = reqwest::Client::builder().no_proxy().build().unwrap();
    let error = error_of(script.builder().http_client(follower).build().unwrap()).await;
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("follows redirects"));
}

#[tokio::test]
async fn requests_use_the_given_http_client_and_name_the_calling_program() {
    let script = Script::start([json(NO_CARDS)]).await;
    let own = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let client = script
        .builder()
        .http_client(own)
        .application("my-shop/1.2")
        .system("shop", "1.2")
        .plugin("gift", "3")
        .build()
        .unwrap();
    client.list_cards(CardFilter::new()).page().await.unwrap();
    let head = script.heads().remove(0);
    let version = env!("CARGO_PKG_VERSION");
    for line in [
        &format!("user-agent: dintero-cards/{version} my-shop/1.2"),
        "dintero-system-name: shop",
        "dintero-system-version: 1.2",
        "dintero-system-plugin-name: gift",
        "dintero-system-plugin-version: 3",
    ] {
        assert!(head.contains(&format!("\r\n{line}\r\n")), "{line} in {head}");
    }
    let error = script.builder().application("a\nb").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
}

#[tokio::test(start_paused = true)]
async fn a_silent_server_is_detected_before_the_attempt_ends() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec();
    let script = Script::start([Response::Silence(head)]).await;
    let timeouts = Timeouts::default().with_read(Duration::from_secs(5));
    let start = Instant::now();
    let once = script.builder().timeouts(timeouts).retry(RetryPolicy::never()).build().unwrap();
    assert_eq!(error_of(once).await.kind(), ErrorKind::Timeout);
    assert_eq!(start.elapsed().as_secs(), 5);
}

#[tokio::test]
async fn extreme_time_limits_do_not_panic() {
    let script = Script::start([json(NO_CARDS)]).await;
    let longest = Timeouts::default()
        .with_connect(Duration::MAX)
        .with_read(Duration::MAX)
        .with_attempt(Duration::MAX)
        .with_overall(Duration::MAX);
    let client = script.builder().timeouts(longest).build().unwrap();
    assert!(client.list_cards(CardFilter::new()).timeout(Duration::MAX).page().await.is_ok());
}

/// A page of cards in a body that is large enough for them to be counted.
fn large_page(card: &str, count: usize) -> Response {
    let (cards, padding) = (vec![card; count].join(","), " ".repeat(256 * 1024));
    json(&format!(r#"{{"other":[1,2],"cards":[{cards}],{padding}"starting_after":null}}"#))
}

#[tokio::test]
async fn a_page_above_the_card_limit_is_refused_before_it_is_decoded() {
    for card in ["{}", "1"] {
        let script = Script::start([large_page(card, 10_001)]).await;
        let error = error_of(script.client()).await;
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1));
    }
    let script = Script::start([large_page("{}", 10_000)]).await;
    let page = script.client().list_cards(CardFilter::new()).page().await.unwrap();
    assert_eq!(page.cards().len(), 10_000);
}

#[tokio::test]
async fn a_large_body_that_is_not_a_page_is_a_decode_error() {
    for text in ["", "[]", r#"{"cards":7}"#, r#"{"cards":null}"#] {
        let script = Script::start([json(&format!("{text}{}", " ".repeat(257 * 1024)))]).await;
        assert_eq!(error_of(script.client()).await.kind(), ErrorKind::Decode, "{text}");
    }
}

#[tokio::test]
async fn a_cursor_that_does_not_fit_a_url_is_a_decode_error() {
    let body = format!(r#"{{"cards":[],"starting_after":"{}"}}"#, "c".repeat(5_000));
    let script = Script::start([json(&body)]).await;
    assert_eq!(error_of(script.client()).await.kind(), ErrorKind::Decode);
    let own = dintero_cards::Cursor::new("c".repeat(5_000)).unwrap();
    let listing = script.client().list_cards(CardFilter::new()).starting_after(own);
    assert!(listing.page().await.unwrap_err().is_invalid_input());
}

#[tokio::test]
async fn a_duplicate_name_is_an_error_and_loses_nothing() {
    for body in [
        r#"{"cards":[{"amount":1}],"cards":[{"amount":2}]}"#,
        r#"{"cards":[{"amount":1}],"starting_after":"next","starting_after":null}"#,
    ] {
        let script = Script::start([json(body)]).await;
        assert_eq!(error_of(script.client()).await.kind(), ErrorKind::Decode);
    }
}

#[tokio::test]
async fn an_empty_search_text_is_refused_before_anything_is_sent() {
    let script = Script::start([json(NO_CARDS)]).await;
    for filter in [CardFilter::new().search(""), CardFilter::new().customer("")] {
        let error = script.client().list_cards(filter).page().await.unwrap_err();
        assert!(error.is_invalid_input());
    }
    assert!(script.heads().is_empty());
}
