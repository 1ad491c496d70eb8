//! Hostile bytes: the server responds or closes the connection, and continues.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use dintero_cards_sandbox::Sandbox;

use crate::client::{list, sandbox};

/// Sends bytes, closes the sending side, and returns the response.
fn exchange(sandbox: &Sandbox, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    // The server may close the connection before everything is written.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut response = Vec::new();
    let _ = stream.read_to_end(&mut response);
    response
}

fn status(sandbox: &Sandbox, bytes: &[u8]) -> String {
    let response = exchange(sandbox, bytes);
    String::from_utf8_lossy(&response).lines().next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn bytes_that_are_not_http_are_refused() {
    let sandbox = sandbox().await;
    for bytes in [
        &b"\0\0\0\0"[..],
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nbad header\r\n\r\n",
        b"GET / HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\ntransfer-encoding: chunked, gzip\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let status = status(&sandbox, bytes);
        assert!(status.is_empty() || status.starts_with("HTTP/1.1 4"), "{bytes:?}: {status}");
    }
    assert_eq!(list(&sandbox, "").await.status(), 200);
}

#[tokio::test]
async fn unusual_targets_get_a_response() {
    let sandbox = sandbox().await;
    let cards = format!("/v1/accounts/{}/wallets/cards", sandbox.account_id());
    let with_token = format!("host: x\r\nauthorization: Bearer {}\r\n", sandbox.access_token());
    for (line, expected) in [
        ("OPTIONS *".to_owned(), "404"),
        ("CONNECT 127.0.0.1:80".to_owned(), "404"),
        ("GET http://elsewhere.example/".to_owned(), "404"),
        (format!("GET http://elsewhere.example{cards}"), "200"),
        (format!("GET {cards}?search=\u{e5}"), "200"),
        (format!("GET {cards}?%00=%00"), "400"),
        (format!("GET {cards}?{}", "limit=1&".repeat(1_000)), "400"),
        (format!("GET {cards}?{}", "currency=%41&".repeat(1_000)), "200"),
        (format!("GET {}", "/a".repeat(8_000)), "404"),
        (format!("GET /{}", "%2e%2e/".repeat(1_000)), "404"),
        (format!("GET {cards}/../cards"), "404"),
        (format!("GET {}", "/".repeat(20_000)), "414"),
    ] {
        let bytes = format!("{line} HTTP/1.1\r\n{with_token}connection: close\r\n\r\n");
        let status = status(&sandbox, bytes.as_bytes());
        let expected = format!("HTTP/1.1 {expected}");
        assert!(status.starts_with(&expected), "{}: {status}", &line[..line.len().min(80)]);
    }
}

#[tokio::test]
async fn a_head_without_end_is_bounded() {
    let sandbox = sandbox().await;
    let headers: String = (0..50_000).map(|number| format!("x-{number}: {number}\r\n")).collect();
    for head in [format!("GET / HTTP/1.1\r\n{headers}"), format!("GET {}", "/".repeat(500_000))] {
        // Closing before everything is read can lose the response.
        let status = status(&sandbox, head.as_bytes());
        assert!(status.is_empty() || status.starts_with("HTTP/1.1 4"), "{status}");
    }
    assert_eq!(list(&sandbox, "").await.status(), 200);
}

#[tokio::test]
async fn a_body_with_a_wrong_length_is_refused() {
    let sandbox = sandbox().await;
    use base64::Engine as _;
    let pair = format!("{}:{}", sandbox.client_id(), sandbox.client_secret());
    let basic = base64::prelude::BASE64_STANDARD.encode(pair);
    let head = format!(
        "POST /v1/accounts/T12345678/auth/token HTTP/1.1\r\nhost: x\r\n\
         authorization: Basic {basic}\r\ncontent-type: application/json\r\nconnection: close\r\n"
    );
    for (rest, expected) in [
        ("content-length: 100\r\n\r\n{}", ""),
        ("transfer-encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 400"),
        ("transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "HTTP/1.1 400"),
        ("\r\n", "HTTP/1.1 400"),
    ] {
        let status = status(&sandbox, format!("{head}{rest}").as_bytes());
        // A client that disconnects within its body may receive nothing.
        assert!(
            status.starts_with(expected) || (expected.is_empty() && status.is_empty()),
            "{rest}: {status}"
        );
    }
    assert_eq!(list(&sandbox, "").await.status(), 200);
}

#[tokio::test]
async fn thousands_of_connections_are_served() {
    let sandbox = sandbox().await;
    for round in 0..3_000 {
        let mut stream = TcpStream::connect(sandbox.address()).unwrap();
        if round % 2 == 0 {
            stream.write_all(b"GET /v1/accou").unwrap();
        }
    }
    assert_eq!(list(&sandbox, "").await.status(), 200);
    sandbox.shutdown().await;
}

#[tokio::test]
async fn random_bytes_never_stop_the_server() {
    let sandbox = sandbox().await;
    let token = sandbox.access_token();
    let base = format!(
        "GET /v1/accounts/T12345678/wallets/cards?limit=5&created_at.gte=2026-01-01T00:00:00Z\
         &search=%C3%A5&currency=NOK&amount_balance=12 HTTP/1.1\r\nhost: x\r\n\
         authorization: Bearer {token}\r\nconnection: close\r\n\r\n"
    )
    .into_bytes();
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..1_500 {
        let mut bytes = base.clone();
        for _ in 0..=random.usize(..4) {
            let place = random.usize(..bytes.len());
            bytes[place] = random.u8(..);
        }
        let status = status(&sandbox, &bytes);
        assert!(!status.starts_with("HTTP/1.1 5"), "{status}");
    }
    assert_eq!(list(&sandbox, "").await.status(), 200);
    // A panic of the server would be raised here.
    sandbox.shutdown().await;
}
