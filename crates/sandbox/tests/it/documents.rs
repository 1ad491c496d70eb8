//! The rules come from the documents: another document has other rules.

use dintero_cards_openapi::{AUTH, CARDS};
use dintero_cards_sandbox::{Error, Sandbox};
use reqwest::Method;
use serde_json::json;

use crate::client::{self, clock, list, message, page, refused, request, token_url};

/// A sandbox with a changed document, which must contain the text to change.
async fn changed(from: &str, to: &str) -> Result<Sandbox, Error> {
    assert!(CARDS.text.contains(from), "{from}");
    let text = CARDS.text.replacen(from, to, 1);
    Sandbox::builder().clock(clock()).cards_document(text).start().await
}

#[tokio::test]
async fn another_maximum_is_another_limit() {
    let sandbox = changed("maximum: 100", "maximum: 50").await.unwrap();
    assert_eq!(refused(&sandbox, "limit=51").await, "limit must be at most 50");
    page(&sandbox, "limit=50").await;
}

#[tokio::test]
async fn another_default_is_another_page_size() {
    let sandbox = changed("default: 10", "default: 3").await.unwrap();
    assert_eq!(page(&sandbox, "").await["cards"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_new_option_is_legal_and_matches_no_card() {
    let options = "enum: [inactive, unused,";
    let sandbox = changed(options, "enum: [created, inactive, unused,").await.unwrap();
    assert_eq!(page(&sandbox, "status=created").await["cards"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_removed_parameter_is_unknown_and_a_new_one_is_checked() {
    let sandbox = changed("name: search", "name: include_deleted").await.unwrap();
    let message = refused(&sandbox, "search=a").await;
    assert_eq!(message, "search is not a parameter of this operation");
    page(&sandbox, "include_deleted=a").await;
}

#[tokio::test]
async fn a_parameter_that_becomes_required_must_be_sent() {
    let sandbox = changed("- name: customer\n", "- name: customer\n          required: true\n")
        .await
        .unwrap();
    assert_eq!(refused(&sandbox, "").await, "customer is required");
    page(&sandbox, "customer=a").await;
}

#[tokio::test]
async fn a_list_may_be_written_with_commas() {
    let sandbox = changed("explode: true", "explode: false").await.unwrap();
    let both = page(&sandbox, "limit=100&currency=NOK,SEK").await;
    let wanted = ["NOK", "SEK"];
    let count = sandbox.cards().iter().filter(|card| wanted.contains(&card.currency())).count();
    assert_eq!(both["cards"].as_array().unwrap().len(), count);
    assert_eq!(
        refused(&sandbox, "currency=NOK&currency=SEK").await,
        "currency may be given only once"
    );
}

#[tokio::test]
async fn numbers_and_flags_are_checked_too() {
    let flag = "- name: flag\n          in: query\n          schema: {type: boolean}\n        \
                - name: share\n          in: query\n          schema: {type: number, maximum: 1}\n        \
                - name: limit\n";
    let sandbox = changed("- name: limit\n", flag).await.unwrap();
    for query in ["flag=true", "flag=false", "share=0.5", "share=-1e-3", "share=1"] {
        page(&sandbox, query).await;
    }
    for query in ["flag=True", "flag=1", "flag=", "share=1.01", "share=.5", "share=NaN", "share=+1"]
    {
        let message = refused(&sandbox, query).await;
        assert!(message.starts_with(&query[..4]), "{query}: {message}");
    }
}

#[tokio::test]
async fn another_server_path_is_another_base_url() {
    let sandbox =
        changed("https://api.dintero.com/v1", "https://api.dintero.com/v9/x/").await.unwrap();
    assert!(sandbox.base_url().ends_with("/v9/x"));
    assert!(sandbox.auth_url().ends_with("/v1"));
    assert!(list(&sandbox, "").await.status().is_success());
}

#[tokio::test]
async fn other_scopes_are_required() {
    let sandbox = changed("['admin:wallets', 'read:wallets']", "['admin:wallets']").await.unwrap();
    let message = message(list(&sandbox, "").await, 403).await;
    assert_eq!(message, "the access token allows none of admin:wallets");
}

#[tokio::test]
async fn a_rule_that_cannot_be_enforced_is_an_error_at_the_start_with_its_place() {
    for (from, to, expected) in [
        ("maximum: 100", "multipleOf: 5", "multipleOf is not enforced by the sandbox"),
        ("operationId: get_cards", "operationId: other", "the sandbox has no such operation"),
        ("in: query", "in: cookie", "the sandbox reads path and query parameters only"),
        ("in: query", "in: header", "the sandbox reads path and query parameters only"),
        ("style: form", "style: deepObject", "the style deepObject is not read"),
        ("style: form", "style: spaceDelimited", "the style spaceDelimited is not read"),
        ("style: form", "style: pipeDelimited", "the style pipeDelimited is not read"),
        ("maximum: 100", "uniqueItems: true", "uniqueItems is not enforced by the sandbox"),
        ("maximum: 100", "maxProperties: 1", "maxProperties is not enforced by the sandbox"),
        ("maximum: 100", "exclusiveMaximum: true", "exclusiveMaximum is not enforced"),
        ("- name: aid", "- name: bid", "the parameter aid of the path is not declared"),
        ("scheme: bearer", "scheme: digest", "HTTP basic and HTTP bearer only"),
        ("https://api.dintero.com/v1", "https://{host}/v1", "variables, query and fragment"),
        ("minimum: 1\n", "minimum: one\n", "a number was expected here"),
    ] {
        let error = changed(from, to).await.unwrap_err();
        assert!(matches!(error, Error::Document(_)), "{error}");
        let message = error.to_string();
        assert!(message.starts_with("openapi/cards.yaml:"), "{message}");
        assert!(message.contains(expected), "{message}");
    }
}

#[tokio::test]
async fn texts_that_are_not_documents_are_refused() {
    for text in ["", "a: [", "paths: {}", "[]", "paths: 3", "paths: {/a: {get: 1}}"] {
        Sandbox::builder().cards_document(text).start().await.unwrap_err();
        Sandbox::builder().auth_document(text).start().await.unwrap_err();
    }
    let twice = Sandbox::builder().cards_document(AUTH.text).start().await.unwrap_err();
    assert_eq!(twice.to_string(), "no document has the operation get_cards");
}

/// The document of "Get Token" with keywords beside a property of a schema.
async fn token_document(property: &str, keywords: &str) -> Sandbox {
    let line = format!("\n        {property}:\n");
    assert!(AUTH.text.contains(&line), "{property}");
    let text = AUTH.text.replacen(&line, &format!("{line}          {keywords}\n"), 1);
    Sandbox::builder().auth_document(text).start().await.unwrap()
}

async fn token(sandbox: &Sandbox, body: serde_json::Value) -> reqwest::Response {
    request(Method::POST, &token_url(sandbox))
        .basic_auth(sandbox.client_id(), Some(sandbox.client_secret()))
        .header("content-type", "application/json")
        .body(body.to_string())
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_read_only_property_is_neither_accepted_nor_required_in_a_body() {
    let sandbox = token_document("audience", "readOnly: true").await;
    let body = json!({ "grant_type": "client_credentials" });
    let reason = message(token(&sandbox, body).await, 403).await;
    assert!(reason.starts_with("audience is not the URL"), "it is not required: {reason}");
    let body = json!({ "grant_type": "client_credentials", "audience": "https://a/accounts/T1" });
    let reason = message(token(&sandbox, body).await, 400).await;
    assert_eq!(reason, "body.audience is read-only and must not be sent");
}

#[tokio::test]
async fn a_write_only_property_is_in_no_response() {
    let sandbox = token_document("expires_in", "writeOnly: true").await;
    let audience = format!("{}/accounts/{}", sandbox.base_url(), sandbox.account_id());
    let body = json!({ "audience": audience, "grant_type": "client_credentials" });
    let response = client::json(token(&sandbox, body).await).await;
    assert!(response["access_token"].is_string() && response.get("expires_in").is_none());
    let sandbox =
        changed("\n        card_id:\n", "\n        card_id:\n          writeOnly: true\n");
    let page = page(&sandbox.await.unwrap(), "limit=100").await;
    let mut cards = page["cards"].as_array().unwrap().iter();
    assert!(cards.all(|card| card.get("card_id").is_none() && card["amount"].is_number()));
}
