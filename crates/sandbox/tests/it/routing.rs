//! Paths and methods come from the documents.

use reqwest::Method;

use crate::client::{cards_url, message, request, sandbox, token_url};

#[tokio::test]
async fn an_unknown_path_is_not_found() {
    let sandbox = sandbox().await;
    let root = sandbox.base_url().strip_suffix("/v1").unwrap();
    for path in [
        "/",
        "/v1",
        "/v2/accounts/T12345678/wallets/cards",
        "/v1/accounts/T12345678/wallets/cards/",
        "/v1/accounts//wallets/cards",
        "/v1/accounts/T12345678/wallets",
        "/v1/accounts/T12345678/wallets/cards/1",
    ] {
        let response = request(Method::GET, &format!("{root}{path}")).send().await.unwrap();
        assert_eq!(message(response, 404).await, "no operation has this path", "{path}");
    }
}

#[tokio::test]
async fn other_methods_are_refused_with_those_that_are_allowed() {
    let sandbox = sandbox().await;
    for (url, allowed) in [(cards_url(&sandbox), "GET"), (token_url(&sandbox), "POST")] {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "get"]
        {
            if method == allowed {
                continue;
            }
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let response = request(method.clone(), &url).send().await.unwrap();
            assert_eq!(response.headers()["allow"], allowed, "{method}");
            message(response, 405).await;
        }
    }
}

#[tokio::test]
async fn head_is_another_method_and_has_no_body() {
    let sandbox = sandbox().await;
    let response = request(Method::HEAD, &cards_url(&sandbox)).send().await.unwrap();
    assert_eq!(response.status(), 405);
    assert_eq!(response.headers()["allow"], "GET");
    assert!(response.bytes().await.unwrap().is_empty());
}

#[tokio::test]
async fn both_documents_are_served_under_their_server_path() {
    let sandbox = sandbox().await;
    assert!(sandbox.base_url().starts_with("http://127.0.0.1:"));
    assert!(sandbox.base_url().ends_with("/v1"));
    assert!(sandbox.auth_url().ends_with("/v1"));
}
