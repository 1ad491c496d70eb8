//! What an error says: what happened, with which host, after how many attempts, and
//! what to do next.

use std::time::Duration;

use dintero_cards::{
    AccessToken, CardFilter, CardsClient, Error, ErrorKind, RetryPolicy, Timeouts,
};

use crate::server::{Reply, Server, reply};

async fn error(server: &Server) -> Error {
    server.listing().page().await.unwrap_err()
}

async fn text(reply: impl Fn() -> Reply + Send + Sync + 'static) -> String {
    let server = Server::start(move |_, _| reply()).await;
    let error = error(&server).await.to_string();
    error.replace(server.host(), "HOST")
}

#[tokio::test]
async fn a_success_that_is_not_documented_names_its_status_and_its_body() {
    let json = || reply("206 Partial Content", &[("content-type", "application/json")], "[]");
    let html = || reply("201 Created", &[("content-type", "text/html; canary")], "canary");
    let report = "a newer version of this package may handle it; otherwise report it";
    for (text, came) in [
        (
            text(|| reply("204 No Content", &[], "")).await,
            "204 No Content, which is not documented, and no body",
        ),
        (text(json).await, "206 Partial Content, which is not documented, and 2 bytes of json"),
        (text(html).await, "201 Created, which is not documented, and 6 bytes of html"),
    ] {
        assert_eq!(text, format!("list cards: HOST responded with {came}; {report}"));
    }
}

#[tokio::test]
async fn a_coding_that_was_not_requested_is_named() {
    for (coding, name) in [("gzip", "gzip"), ("GZIP", "gzip"), ("canary", "an unknown coding")] {
        let text =
            text(move || reply("200 OK", &[("content-encoding", coding)], b"\x1f\x8b")).await;
        let start = format!(
            "list cards: the response of HOST is compressed with {name}, which was not requested"
        );
        assert!(text.starts_with(&start), "{text}");
    }
    let plain = Server::start(|_, _| {
        reply("200 OK", &[("content-encoding", "identity")], r#"{"cards":[]}"#)
    })
    .await;
    assert!(plain.listing().page().await.is_ok());
}

#[tokio::test]
async fn the_statuses_of_a_proxy_are_transient() {
    for status in 518..=526 {
        let server = Server::start(move |_, _| reply(&format!("{status} Proxy"), &[], "")).await;
        let error = error(&server).await;
        let is_transient = (520..=524).contains(&status);
        assert_eq!(error.is_retryable(), is_transient, "{status}");
        assert_eq!(error.attempts(), if is_transient { 4 } else { 1 }, "{status}");
    }
}

#[tokio::test]
async fn a_wait_that_the_server_asks_for_is_the_next_step() {
    let text = text(|| reply("429 Too Many Requests", &[("retry-after", "3600")], "")).await;
    let next = "try again in 3600 s, as the server asks";
    assert_eq!(text, format!("list cards: HOST responded with 429 Too Many Requests; {next}"));
}

#[tokio::test]
async fn a_code_is_printed_in_a_documented_form_alone() {
    let printed = ["NOT FOUND", "INVALID_REQUEST_PARAMETER", "mfa_required", "FORBIDDEN"];
    let other = ["KARI NORDMANN", "kari.nordmann", "kari", "KARI", "a_1", "a__b", "_", "7", ""];
    for code in printed.into_iter().chain(other) {
        let body = format!(r#"{{"error":{{"code":"{code}","message":"m"}}}}"#);
        let server = Server::start(move |_, _| reply("400 Bad Request", &[], &body)).await;
        let error = error(&server).await;
        assert_eq!((error.code(), error.message()), (Some(code), Some("m")));
        let is_printed = error.to_string().contains(&format!(" ({code})"));
        let is_debugged = format!("{error:?}").contains(&format!("code: Some({code:?})"));
        assert_eq!((is_printed, is_debugged), (printed.contains(&code), printed.contains(&code)));
    }
}

#[tokio::test]
async fn a_code_that_is_a_number_is_kept() {
    let body = r#"{"error":{"code":404,"message":"gone","errors":[1]}}"#;
    let server = Server::start(move |_, _| reply("404 Not Found", &[], body)).await;
    let error = error(&server).await;
    assert_eq!(
        (error.code(), error.message(), error.errors()),
        (Some("404"), Some("gone"), Some("[1]"))
    );
    let host = server.host();
    let text = format!(
        "list cards: {host} responded with 404 Not Found; check the account id and the cursor"
    );
    assert_eq!(error.to_string(), text);
}

#[tokio::test]
async fn a_failed_connection_names_the_host() {
    // Bound and closed again: no server listens there.
    let host = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = CardsClient::builder("T12345678")
        .token_source(AccessToken::new("t"))
        .base_url(format!("http://{host}/v1"))
        .retry(RetryPolicy::default().with_base(Duration::ZERO))
        .build()
        .unwrap();
    let error = client.list_cards(CardFilter::new()).page().await.unwrap_err();
    let text = format!(
        "list cards: no connection to {host}, after 4 attempts; check the network and the base URL"
    );
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::Connect, text));
}

#[tokio::test]
async fn a_response_that_is_cut_or_late_names_the_host() {
    let cut = || Reply::Response(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec());
    let server = Server::start(move |_, _| cut()).await;
    let timeouts = Timeouts::default().with_attempt(Duration::from_millis(50));
    let once = RetryPolicy::never();
    let client = server.builder().timeouts(timeouts).retry(once).build().unwrap();
    let late = client.list_cards(CardFilter::new()).page().await.unwrap_err().to_string();
    let host = server.host();
    assert_eq!(
        late,
        format!("list cards: no whole response of {host} within 50ms; try again later")
    );

    let closed = Server::start(|_, _| Reply::Close).await;
    let text = error(&closed).await.to_string();
    assert_eq!(
        text,
        format!(
            "list cards: the connection to {} broke before the response was complete, after 4 attempts; try again later",
            closed.host()
        )
    );
}

#[tokio::test]
async fn a_byte_order_mark_is_no_error() {
    let server = Server::pages(["\u{feff}{\"cards\":[{\"amount\":1}]}"]).await;
    let response = server.listing().response().await.unwrap();
    assert_eq!(response.value().cards()[0].amount, Some(1));
    let refused = || reply("400 Bad Request", &[], "\u{feff}{\"error\":{\"message\":\"m\"}}");
    let server = Server::start(move |_, _| refused()).await;
    assert_eq!(error(&server).await.message(), Some("m"));
}

#[tokio::test]
async fn the_path_of_a_base_url_is_not_in_debug_texts() {
    let builder = CardsClient::builder("T12345678")
        .token_source(AccessToken::new("t"))
        .base_url("https://api.dintero.com/canary/v1")
        .auth_url("https://checkout.dintero.com/canary/v1");
    let mut text = format!("{builder:?}");
    let client = builder.build().unwrap();
    let listing = client.list_cards(CardFilter::new());
    text.push_str(&format!("{client:?} {listing:?} {:?}", listing.clone().items()));
    assert!(text.contains("api.dintero.com") && !text.contains("canary"), "{text}");
}

#[tokio::test]
async fn the_exit_status_says_who_failed() {
    for (status, expected) in [("400", 4), ("401", 3), ("403", 3), ("404", 4), ("500", 4)] {
        let server = Server::start(move |_, _| reply(status, &[], "")).await;
        assert_eq!(error(&server).await.exit_status(), expected, "{status}");
    }
    let server = Server::start(|_, _| reply("200 OK", &[], "[]")).await;
    assert_eq!(error(&server).await.exit_status(), 4);
    let closed = Server::start(|_, _| Reply::Close).await;
    assert_eq!(error(&closed).await.exit_status(), 5);
    let token = Error::token("none");
    assert_eq!((token.exit_status(), token.into_retryable().exit_status()), (3, 5));
    let refused = closed.builder().base_url("ftp://example.com").build().unwrap_err();
    assert_eq!(refused.exit_status(), 2);
}
