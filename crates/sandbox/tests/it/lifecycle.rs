//! Start, stop, and the handle.

use std::net::TcpStream;

use dintero_cards_sandbox::{Clock, Error, Sandbox};
use reqwest::Method;

use crate::client::{NOW, cards_url, list, page, request, sandbox};

#[tokio::test]
async fn the_same_settings_give_the_same_responses_to_the_byte() {
    let mut bodies = Vec::new();
    for now in [NOW, "2026-03-01T23:59:59Z"] {
        let clock = Clock::fixed(now.parse().unwrap());
        let sandbox = Sandbox::builder().seed(11).cards(40).clock(clock).start().await.unwrap();
        bodies.push(list(&sandbox, "limit=100").await.bytes().await.unwrap());
    }
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn an_anchor_keeps_the_cards_when_the_day_changes() {
    let mut ids = Vec::new();
    for now in [NOW, "2026-03-05T00:00:00Z"] {
        let sandbox = Sandbox::builder()
            .clock(Clock::fixed(now.parse().unwrap()))
            .anchor(NOW.parse().unwrap())
            .start()
            .await
            .unwrap();
        ids.push(page(&sandbox, "").await);
    }
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test]
async fn the_system_clock_shows_every_status() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    for status in ["inactive", "unused", "partially_used", "used", "expired"] {
        let page = page(&sandbox, &format!("status={status}")).await;
        assert_ne!(page["cards"].as_array().unwrap().len(), 0, "{status}");
    }
}

#[tokio::test]
async fn a_dropped_sandbox_stops_serving() {
    let sandbox = sandbox().await;
    let address = sandbox.address();
    assert!(list(&sandbox, "").await.status().is_success());
    drop(sandbox);
    assert!(TcpStream::connect(address).is_err());
}

#[tokio::test]
async fn after_shutdown_the_port_is_free() {
    let first = sandbox().await;
    let port = first.address().port();
    assert!(list(&first, "").await.status().is_success());
    // A silent connection does not delay the end.
    let _silent = TcpStream::connect(first.address()).unwrap();
    first.shutdown().await;
    let second = Sandbox::builder().port(port).start().await.unwrap();
    assert!(list(&second, "").await.status().is_success());
}

#[tokio::test]
async fn a_taken_port_is_an_error_that_names_it() {
    let first = sandbox().await;
    let port = first.address().port();
    let error = Sandbox::builder().port(port).start().await.unwrap_err();
    assert!(matches!(error, Error::Serve { .. }));
    assert_eq!(error.to_string(), format!("cannot serve on 127.0.0.1:{port}"));
}

#[tokio::test]
async fn an_account_id_must_be_one_that_the_documents_allow() {
    for account_id in ["", "T1234567", "X12345678", "T123456789", "T1234567٨", "T%30000000"] {
        let error = Sandbox::builder().account_id(account_id).start().await.unwrap_err();
        assert!(matches!(error, Error::AccountId { .. }), "{account_id}");
    }
    let sandbox = Sandbox::builder().account_id("P00000001").start().await.unwrap();
    assert!(list(&sandbox, "").await.status().is_success());
}

#[test]
fn it_serves_while_the_runtime_of_the_test_is_idle() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let sandbox = runtime.block_on(sandbox());
    drop(runtime);
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    std::io::Write::write_all(&mut stream, b"GET / HTTP/1.0\r\n\r\n").unwrap();
    let mut response = String::new();
    std::io::Read::read_to_string(&mut stream, &mut response).unwrap();
    assert!(response.starts_with("HTTP/1.0 404"), "{response}");
}

#[tokio::test]
async fn debug_shows_no_secret_and_no_card() {
    let sandbox = sandbox().await;
    let text = format!("{sandbox:?} {:?}", Sandbox::builder());
    assert!(!text.contains(sandbox.client_secret()));
    assert!(!text.contains(sandbox.client_id()));
    for card in sandbox.cards() {
        assert!(!text.contains(&card.id().to_string()));
    }
}

#[tokio::test]
async fn a_sandbox_without_cards_has_one_empty_page() {
    let sandbox = Sandbox::builder().cards(0).start().await.unwrap();
    assert_eq!(page(&sandbox, "").await, serde_json::json!({ "cards": [] }));
    let response = request(Method::GET, &cards_url(&sandbox)).send().await.unwrap();
    assert_eq!(response.status(), 401);
}

#[test]
fn a_sandbox_and_its_start_can_move_between_threads() {
    fn movable<T: Send>(_: &T) {}
    fn shared<T: Send + Sync>() {}
    shared::<Sandbox>();
    movable(&Sandbox::builder().start());
}

#[tokio::test]
async fn it_listens_on_the_address_that_is_set() {
    for (address, reached) in [("0.0.0.0", "http://127.0.0.1:"), ("127.0.0.1", "http://127.0.0.1:")]
    {
        let address: std::net::IpAddr = address.parse().unwrap();
        let sandbox = Sandbox::builder().bind(address).start().await.unwrap();
        assert_eq!(sandbox.address().ip(), address);
        assert!(sandbox.base_url().starts_with(reached), "{}", sandbox.base_url());
        page(&sandbox, "").await;
    }
    let elsewhere: std::net::IpAddr = "192.0.2.1".parse().unwrap();
    let error = Sandbox::builder().bind(elsewhere).start().await.unwrap_err();
    assert_eq!(error.to_string(), "cannot serve on 192.0.2.1:0");
}
