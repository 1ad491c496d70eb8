//! Faults of status, headers, tokens and time, seen by a plain client.

use std::time::{Duration, Instant};

use dintero_cards_sandbox::{Action, Error, Faults, OperationId, Rule, Sandbox};
use reqwest::{Method, Response, StatusCode};
use serde_json::json;

use crate::client::{clock, json, list, message, request, token_url};

pub(crate) async fn with(faults: Faults) -> Sandbox {
    Sandbox::builder().cards(30).clock(clock()).faults(faults).start().await.unwrap()
}

async fn ask_token(sandbox: &Sandbox) -> Response {
    let body = json!({
        "grant_type": "client_credentials",
        "audience": format!("https://api.dintero.com/v1/accounts/{}", sandbox.account_id()),
    });
    request(Method::POST, &token_url(sandbox))
        .basic_auth(sandbox.client_id(), Some(sandbox.client_secret()))
        .header("content-type", "application/json")
        .body(body.to_string())
        .send()
        .await
        .unwrap()
}

async fn statuses(sandbox: &Sandbox, requests: usize) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..requests {
        statuses.push(list(sandbox, "").await.status().as_u16());
    }
    statuses
}

#[tokio::test]
async fn a_status_has_the_documented_body() {
    let sandbox = with(Faults::new().on(Rule::nth(2), Action::Status(503))).await;
    assert_eq!(list(&sandbox, "").await.status(), 200);
    message(list(&sandbox, "").await, 503).await;
    assert_eq!(list(&sandbox, "").await.status(), 200);
}

#[tokio::test]
async fn a_gateway_responds_with_html() {
    let sandbox = with(Faults::new().on(Rule::first(1), Action::Html(502))).await;
    let response = list(&sandbox, "").await;
    assert_eq!(response.status(), 502);
    assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
    assert!(response.text().await.unwrap().contains("502 Bad Gateway"));
}

#[tokio::test]
async fn a_status_comes_before_credentials_and_parameters() {
    let sandbox = with(Faults::new().on(Rule::always(), Action::Status(500))).await;
    let url = format!("{}?limit=x", crate::client::cards_url(&sandbox));
    assert_eq!(request(Method::GET, &url).send().await.unwrap().status(), 500);
}

#[tokio::test]
async fn retry_after_is_seconds_a_date_or_any_text() {
    let faults = Faults::new()
        .on(Rule::nth(1), [Action::Status(429), Action::RetryAfterSeconds(7)])
        .on(Rule::nth(2), [Action::Status(503), Action::RetryAfterDate(90)])
        .on(Rule::nth(3), [Action::Status(503), Action::RetryAfterDate(-60)])
        .on(Rule::nth(4), [Action::Status(503), Action::RetryAfter("in a while\r\nx: y".into())])
        .on(Rule::nth(5), Action::RetryAfterSeconds(1));
    let sandbox = with(faults).await;
    for (status, expected) in [
        (429, "7"),
        (503, "Sun, 01 Mar 2026 12:01:30 GMT"),
        (503, "Sun, 01 Mar 2026 11:59:00 GMT"),
        (503, "in a whilex: y"),
        (200, "1"),
    ] {
        let response = list(&sandbox, "").await;
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["retry-after"], expected);
        assert_eq!(response.headers()["date"], "Sun, 01 Mar 2026 12:00:00 GMT");
    }
}

#[tokio::test]
async fn a_skewed_clock_shows_in_the_date() {
    let faults = Faults::new()
        .on(Rule::nth(1), Action::ClockSkew(3_600))
        .on(Rule::nth(2), [Action::ClockSkew(-3_600), Action::RetryAfterDate(5)])
        .on(Rule::nth(3), Action::ClockSkew(i64::MAX));
    let sandbox = with(faults).await;
    assert_eq!(list(&sandbox, "").await.headers()["date"], "Sun, 01 Mar 2026 13:00:00 GMT");
    let behind = list(&sandbox, "").await;
    assert_eq!(behind.headers()["date"], "Sun, 01 Mar 2026 11:00:00 GMT");
    assert_eq!(behind.headers()["retry-after"], "Sun, 01 Mar 2026 11:00:05 GMT");
    // A date out of range is replaced by the real time.
    assert_eq!(list(&sandbox, "").await.headers()["date"].len(), 29);
}

#[tokio::test]
async fn latency_delays_the_response() {
    let slow = Duration::from_millis(80);
    let faults = Faults::new().on(Rule::nth(2), [Action::Latency(slow), Action::Latency(slow)]);
    let sandbox = with(faults).await;
    list(&sandbox, "").await;
    let start = Instant::now();
    assert_eq!(list(&sandbox, "").await.status(), 200);
    assert!(start.elapsed() >= slow * 2);
    let sandbox = Sandbox::builder().latency(slow).start().await.unwrap();
    let start = Instant::now();
    list(&sandbox, "").await;
    assert!(start.elapsed() >= slow);
}

#[tokio::test]
async fn rules_by_number_probability_and_page_select_their_requests() {
    let sandbox = with(Faults::new().on(Rule::every(3), Action::Status(500))).await;
    assert_eq!(statuses(&sandbox, 7).await, [200, 200, 500, 200, 200, 500, 200]);
    sandbox.set_faults(Faults::new().on(Rule::always().at_most(2), Action::Status(500)));
    assert_eq!(statuses(&sandbox, 4).await, [500, 500, 200, 200]);

    let by_chance = |seed| {
        let rule = Rule::probability(0.5);
        sandbox.set_faults(Faults::new().seed(seed).on(rule, Action::Status(500)));
        statuses(&sandbox, 40)
    };
    let (some, same, other) = (by_chance(1).await, by_chance(1).await, by_chance(2).await);
    assert_eq!(some, same);
    assert_ne!(some, other);

    sandbox.set_faults(Faults::new().on(Rule::page(2), Action::Status(500)));
    let first = json(list(&sandbox, "status=unused&limit=3").await).await;
    let second = format!("status=unused&limit=3&starting_after={}", first["starting_after"]);
    let second = second.replace('"', "");
    for _ in 0..2 {
        assert_eq!(list(&sandbox, &second).await.status(), 500, "a page keeps its number");
    }
    sandbox.set_faults(Faults::new());
    let third = json(list(&sandbox, &second).await).await;
    sandbox.set_faults(Faults::new().on(Rule::page(3), Action::Status(500)));
    assert_eq!(list(&sandbox, &second).await.status(), 200);
    let third = format!("status=unused&limit=3&starting_after={}", third["starting_after"]);
    assert_eq!(list(&sandbox, &third.replace('"', "")).await.status(), 500);
}

#[tokio::test]
async fn the_token_endpoint_can_fail_alone() {
    let faults = Faults::new().on(
        Rule::first(1).of(OperationId::GetToken),
        [Action::Status(429), Action::RetryAfterSeconds(2)],
    );
    let sandbox = with(faults).await;
    assert_eq!(list(&sandbox, "").await.status(), 200);
    let response = ask_token(&sandbox).await;
    assert_eq!(response.headers()["retry-after"], "2");
    message(response, 429).await;
    assert_eq!(ask_token(&sandbox).await.status(), 200);
}

#[tokio::test]
async fn a_token_can_expire_early() {
    let early = Action::TokenExpiresEarly(Duration::from_secs(5));
    let faults = Faults::new().on(Rule::nth(1).of(OperationId::GetToken), early);
    let sandbox = with(faults).await;
    let body = json(ask_token(&sandbox).await).await;
    assert_eq!(body["expires_in"], 86_400, "it promises a day");
    let url = crate::client::cards_url(&sandbox);
    let ask =
        || request(Method::GET, &url).bearer_auth(body["access_token"].as_str().unwrap()).send();
    sandbox.clock().advance(Duration::from_secs(4));
    assert_eq!(ask().await.unwrap().status(), StatusCode::OK);
    sandbox.clock().advance(Duration::from_secs(1));
    assert_eq!(message(ask().await.unwrap(), 401).await, "the access token has expired");
    let next = json(ask_token(&sandbox).await).await;
    let next = request(Method::GET, &url).bearer_auth(next["access_token"].as_str().unwrap());
    assert_eq!(next.send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn a_token_is_revoked_in_the_middle_of_a_listing() {
    let sandbox = with(Faults::new().on(Rule::page(2).at_most(1), Action::RevokeToken)).await;
    let token = sandbox.access_token();
    let url = format!("{}?limit=10", crate::client::cards_url(&sandbox));
    let ask = |query: String, token: &str| {
        request(Method::GET, &format!("{url}{query}")).bearer_auth(token).send()
    };
    let first = json(ask(String::new(), &token).await.unwrap()).await;
    let second = format!("&starting_after={}", first["starting_after"].as_str().unwrap());
    let text = message(ask(second.clone(), &token).await.unwrap(), 401).await;
    assert_eq!(text, "the access token was revoked");
    // The old token stays revoked; a new one is valid.
    assert_eq!(ask(second.clone(), &token).await.unwrap().status(), 401);
    assert_eq!(ask(second, &sandbox.access_token()).await.unwrap().status(), 200);
    let token = sandbox.access_token();
    sandbox.revoke_tokens();
    assert_eq!(ask(String::new(), &token).await.unwrap().status(), 401);
}

#[tokio::test]
async fn a_file_is_a_script() {
    let name = format!("dintero-cards-faults-{}.json", std::process::id());
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, r#"{"faults": [{"nth": 1, "actions": {"status": 418}}]}"#).unwrap();
    let sandbox = with(Faults::from_file(&path).unwrap()).await;
    assert_eq!(list(&sandbox, "").await.status(), 418);
    std::fs::remove_file(&path).unwrap();
    let error = Faults::from_file(&path).unwrap_err();
    assert!(matches!(&error, Error::File { line: None, .. }), "{error}");
    assert!(error.to_string().starts_with(&format!("{}:", path.display())), "{error}");
}
