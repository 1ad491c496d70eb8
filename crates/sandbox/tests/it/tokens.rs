//! Authentication and authorization: credentials, access tokens, accounts, scopes.

use std::time::Duration;

use dintero_cards_sandbox::{Error, Sandbox};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::client::{NOW, cards_url, clock, json, list, message, request, sandbox, token_url};

async fn ask(sandbox: &Sandbox, secret: &str, account: &str, audience: &str) -> Response {
    let url = format!("{}/accounts/{account}/auth/token", sandbox.auth_url());
    request(Method::POST, &url)
        .basic_auth(sandbox.client_id(), Some(secret))
        .header("content-type", "application/json")
        .body(json!({ "grant_type": "client_credentials", "audience": audience }).to_string())
        .send()
        .await
        .unwrap()
}

async fn list_with(sandbox: &Sandbox, authorization: &[&str]) -> Response {
    let mut request = request(Method::GET, &cards_url(sandbox));
    for value in authorization {
        request = request.header("authorization", *value);
    }
    request.send().await.unwrap()
}

fn claims(token: &str) -> Value {
    use base64::Engine as _;
    let part = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&base64::prelude::BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[tokio::test]
async fn a_token_lists_cards_until_it_expires() {
    let sandbox = Sandbox::builder()
        .clock(clock())
        .token_lifetime(Duration::from_secs(60))
        .start()
        .await
        .unwrap();
    let audience = "https://api.dintero.com/v1/accounts/T12345678";
    let response = ask(&sandbox, sandbox.client_secret(), "T12345678", audience).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let body = json(response).await;
    assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("Bearer"), &json!(60)));
    let token = body["access_token"].as_str().unwrap();
    let now = NOW.parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp();
    assert_eq!(
        claims(token),
        json!({
            "iss": sandbox.auth_url(), "sub": sandbox.client_id(), "aud": audience,
            "iat": now, "exp": now + 60, "scope": "read:wallets", "jti": "1",
        })
    );
    let bearer = format!("Bearer {token}");
    sandbox.clock().advance(Duration::from_secs(59));
    assert_eq!(list_with(&sandbox, &[&bearer]).await.status(), 200);
    sandbox.clock().advance(Duration::from_secs(1));
    let response = list_with(&sandbox, &[&bearer]).await;
    assert!(response.headers()["www-authenticate"].to_str().unwrap().contains("invalid_token"));
    assert_eq!(message(response, 401).await, "the access token has expired");
}

#[tokio::test]
async fn the_default_lifetime_of_a_token_is_a_day() {
    let sandbox = sandbox().await;
    let audience = format!("{}/accounts/T12345678", sandbox.base_url());
    let response = ask(&sandbox, sandbox.client_secret(), "T12345678", &audience).await;
    assert_eq!(json(response).await["expires_in"], 86_400);
    for lifetime in [Duration::ZERO, Duration::from_millis(999), Duration::MAX] {
        let error = Sandbox::builder().token_lifetime(lifetime).start().await.unwrap_err();
        assert!(matches!(error, Error::TokenLifetime));
    }
}

#[tokio::test]
async fn wrong_credentials_get_the_challenge_basic() {
    let sandbox = sandbox().await;
    let good = format!("{}:{}", sandbox.client_id(), sandbox.client_secret());
    let basic = |text: &str| {
        use base64::Engine as _;
        format!("Basic {}", base64::prelude::BASE64_STANDARD.encode(text))
    };
    for authorization in [
        None,
        Some("Basic".to_owned()),
        Some("Basic !".to_owned()),
        Some(basic("no colon")),
        Some(basic(&format!("{good}x"))),
        Some(basic(&good[..good.len() - 1])),
        Some(basic(&format!("{}:", sandbox.client_id()))),
        Some(basic(&format!("other:{}", sandbox.client_secret()))),
        Some(format!("Bearer {}", sandbox.access_token())),
    ] {
        let mut request = request(Method::POST, &token_url(&sandbox));
        if let Some(authorization) = &authorization {
            request = request.header("authorization", authorization);
        }
        let response = request.body("not even JSON").send().await.unwrap();
        let challenge = response.headers()["www-authenticate"].to_str().unwrap();
        assert!(challenge.starts_with("Basic realm="), "{authorization:?}");
        message(response, 401).await;
    }
}

#[tokio::test]
async fn a_token_is_issued_for_the_account_of_the_client_only() {
    let sandbox = sandbox().await;
    let secret = sandbox.client_secret();
    for (account, audience) in [
        ("T12345678", "https://api.dintero.com/v1/accounts/T87654321"),
        ("T12345678", "https://api.dintero.com/v1/accounts/T12345678/"),
        ("T12345678", "T12345678"),
        ("T12345678", ""),
        ("T87654321", "https://api.dintero.com/v1/accounts/T12345678"),
        ("T123", "https://api.dintero.com/v1/accounts/T12345678"),
    ] {
        message(ask(&sandbox, secret, account, audience).await, 403).await;
    }
    let audience = "https://api.dintero.com/v1/accounts/T12345678";
    let text = message(ask(&sandbox, secret, "T1234", audience).await, 400).await;
    assert!(text.starts_with("oid must match the pattern"), "{text}");
}

#[tokio::test]
async fn an_invalid_token_gets_the_challenge_bearer() {
    let sandbox = sandbox().await;
    let token = sandbox.access_token();
    let forged = Sandbox::builder().seed(8).clock(clock()).start().await.unwrap().access_token();
    let good = format!("Bearer {token}");
    for authorization in [
        vec![],
        vec!["Bearer"],
        vec!["Bearer x"],
        vec!["Bearer a.b.c"],
        vec![token.as_str()],
        vec![good.as_str(), good.as_str()],
        vec!["Basic dXNlcjpwYXNz"],
    ]
    .into_iter()
    .chain([vec![format!("Bearer {forged}").as_str()], vec![format!("{good}x").as_str()]])
    {
        // An unknown caller does not learn about other violations.
        let response = list_with(&sandbox, &authorization).await;
        let challenge = response.headers()["www-authenticate"].to_str().unwrap();
        assert!(challenge.starts_with("Bearer realm="), "{authorization:?}");
        message(response, 401).await;
    }
    assert_eq!(list_with(&sandbox, &[&good.replace("Bearer", "bearer")]).await.status(), 200);
}

#[tokio::test]
async fn an_unknown_caller_learns_nothing_about_the_request() {
    let sandbox = sandbox().await;
    let url = format!("{}?limit=0&unknown=1", cards_url(&sandbox));
    message(request(Method::GET, &url).send().await.unwrap(), 401).await;
}

#[tokio::test]
async fn a_token_of_another_account_or_scope_is_forbidden() {
    let sandbox = sandbox().await;
    for (account, scope, expected) in [
        ("T87654321", "read:wallets", "the access token is for another account"),
        ("T12345678", "", "the access token allows none of admin:wallets, read:wallets"),
        (
            "T12345678",
            "read:wallet write:wallets",
            "the access token allows none of admin:wallets, read:wallets",
        ),
    ] {
        let bearer = format!("Bearer {}", sandbox.access_token_for(account, scope));
        assert_eq!(message(list_with(&sandbox, &[&bearer]).await, 403).await, expected);
    }
    let bearer = format!("Bearer {}", sandbox.access_token_for("T12345678", "a admin:wallets"));
    assert_eq!(list_with(&sandbox, &[&bearer]).await.status(), 200);
}

#[tokio::test]
async fn another_account_is_forbidden_even_with_a_token_for_it() {
    let sandbox = sandbox().await;
    let url = format!("{}/accounts/T87654321/wallets/cards", sandbox.base_url());
    for token in [sandbox.access_token(), sandbox.access_token_for("T87654321", "read:wallets")] {
        let request = request(Method::GET, &url).bearer_auth(token);
        message(request.send().await.unwrap(), 403).await;
    }
    // A malformed request comes first: any valid token shows that it is malformed.
    let request =
        request(Method::GET, &format!("{url}?limit=0")).bearer_auth(sandbox.access_token());
    message(request.send().await.unwrap(), 400).await;
    assert_eq!(list(&sandbox, "").await.status(), 200);
}
