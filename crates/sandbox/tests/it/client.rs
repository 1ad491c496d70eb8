//! A plain HTTP client without types for cards.

use std::sync::LazyLock;

use dintero_cards_sandbox::{Clock, Sandbox};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;

pub(crate) const NOW: &str = "2026-03-01T12:00:00Z";

/// A sandbox with a fixed clock.
pub(crate) async fn sandbox() -> Sandbox {
    of(25).await
}

pub(crate) async fn of(cards: usize) -> Sandbox {
    Sandbox::builder().cards(cards).clock(clock()).start().await.unwrap()
}

pub(crate) fn clock() -> Clock {
    Clock::fixed(NOW.parse().unwrap())
}

pub(crate) fn request(method: Method, url: &str) -> RequestBuilder {
    // Every test has a runtime of its own, and a kept connection belongs to one.
    static CLIENT: LazyLock<Client> =
        LazyLock::new(|| Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap());
    CLIENT.request(method, url)
}

pub(crate) fn cards_url(sandbox: &Sandbox) -> String {
    format!("{}/accounts/{}/wallets/cards", sandbox.base_url(), sandbox.account_id())
}

pub(crate) fn token_url(sandbox: &Sandbox) -> String {
    format!("{}/accounts/{}/auth/token", sandbox.auth_url(), sandbox.account_id())
}

/// Lists with a valid token; the query is sent unchanged.
pub(crate) async fn list(sandbox: &Sandbox, query: &str) -> Response {
    let url = format!("{}?{query}", cards_url(sandbox));
    request(Method::GET, &url).bearer_auth(sandbox.access_token()).send().await.unwrap()
}

pub(crate) async fn json(response: Response) -> Value {
    assert_eq!(response.headers()["content-type"], "application/json");
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}

pub(crate) async fn page(sandbox: &Sandbox, query: &str) -> Value {
    let response = list(sandbox, query).await;
    assert_eq!(response.status(), StatusCode::OK, "{query}");
    json(response).await
}

/// Asserts on status and documented error body, and returns the message.
pub(crate) async fn message(response: Response, status: u16) -> String {
    assert_eq!(response.status().as_u16(), status);
    let reason = response.status().canonical_reason().unwrap().to_uppercase();
    let body = json(response).await;
    assert_eq!(body["error"]["code"], reason.as_str());
    body["error"]["message"].as_str().unwrap().to_owned()
}

/// The message of a listing that is refused with 400.
pub(crate) async fn refused(sandbox: &Sandbox, query: &str) -> String {
    message(list(sandbox, query).await, 400).await
}
