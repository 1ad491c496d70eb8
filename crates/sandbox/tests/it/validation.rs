//! Requests that violate a rule of the document, and requests that do not.

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::client::{cards_url, list, message, page, refused, request, sandbox, token_url};

#[tokio::test]
async fn every_violation_names_its_parameter_and_the_rule() {
    let sandbox = sandbox().await;
    let date = "must be an ISO 8601 date or date-time; the + of a zone is sent as %2B";
    for (query, expected) in [
        ("limit=0", "limit must be at least 1"),
        ("limit=101", "limit must be at most 100"),
        ("limit=99999999999999999999999999", "limit must be at most 100"),
        ("limit=-99999999999999999999999999", "limit must be at least 1"),
        ("limit=ten", "limit must be a whole number, with digits only"),
        ("limit=", "limit must be a whole number, with digits only"),
        ("limit", "limit must be a whole number, with digits only"),
        ("limit=1.0", "limit must be a whole number, with digits only"),
        ("limit=1e1", "limit must be a whole number, with digits only"),
        ("limit=%2B5", "limit must be a whole number, with digits only"),
        ("limit=05", "limit must be a whole number, with digits only"),
        ("limit=%201", "limit must be a whole number, with digits only"),
        ("limit=1&limit=1", "limit may be given only once"),
        ("amount_balance=a", "amount_balance must be a whole number, with digits only"),
        ("amount_available.lte=-", "amount_available.lte must be a whole number, with digits only"),
        ("type=giftcard", "type must be one of gift_card, credit_note"),
        ("type=", "type must be one of gift_card, credit_note"),
        ("status=USED", "status must be one of inactive, unused, partially_used, used, expired"),
        ("created_at.gte=yesterday", &format!("created_at.gte {date}")),
        ("created_at.lte=2026-02-30", &format!("created_at.lte {date}")),
        ("expires_at.gte=", &format!("expires_at.gte {date}")),
        ("expires_at.lte=2026-03-01T00:00:00+02:00", &format!("expires_at.lte {date}")),
        ("created_at=2026-03-01", "created_at is not a parameter of this operation"),
        ("Limit=1", "Limit is not a parameter of this operation"),
        ("=1", " is not a parameter of this operation"),
        ("aid=T12345678", "aid is not a parameter of this operation"),
        ("search=%", "search has a % without two hexadecimal digits behind it"),
        ("search=%4g", "search has a % without two hexadecimal digits behind it"),
        ("search=%C3%28", "search is not UTF-8 once it is decoded"),
        ("%ff=1", "the name of a parameter is not UTF-8 once it is decoded"),
    ] {
        assert_eq!(refused(&sandbox, query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn everything_that_the_document_allows_is_accepted() {
    let sandbox = sandbox().await;
    for query in [
        "",
        "&&",
        "limit=1",
        "limit=100",
        "%6Cimit=5",
        "search=",
        "search=%00",
        "search=%F0%9F%8E%81",
        "customer=a%2Bb+c",
        "currency=",
        "currency=&currency=NOK&currency=NOK",
        "currency=not-a-currency",
        "amount_balance=99999999999999999999999",
        "amount_balance=-1",
        "amount_balance.gte=-99999999999999999999999999999999999999999999999999999",
        "amount_balance.lte=0&amount_balance.gte=10",
        "created_at.gte=2026-03-01",
        "created_at.gte=2026-03-01T00:00:00%2B02:00",
        "created_at.lte=9999-12-31T23:59:59Z",
        "expires_at.gte=0000-01-01T00:00:00%2B23:59",
        "created_at.gte=2026-01-01&created_at.lte=2025-01-01",
    ] {
        page(&sandbox, query).await;
    }
}

#[tokio::test]
async fn an_amount_beyond_every_integer_matches_no_card() {
    let sandbox = sandbox().await;
    for (query, all) in [
        ("amount_balance=99999999999999999999999", false),
        ("amount_balance=9223372036854775808", false),
        ("amount_balance.gte=99999999999999999999999", false),
        ("amount_balance.lte=99999999999999999999999", true),
        ("amount_balance.gte=-99999999999999999999999", true),
    ] {
        let page = page(&sandbox, &format!("{query}&limit=100")).await;
        let count = page["cards"].as_array().unwrap().len();
        assert_eq!(count, if all { 25 } else { 0 }, "{query}");
    }
}

#[tokio::test]
async fn a_value_is_never_repeated_and_a_name_only_shortened() {
    let sandbox = sandbox().await;
    let message = refused(&sandbox, &format!("limit={}", "verysecret".repeat(500))).await;
    assert!(!message.contains("verysecret"));
    let message = refused(&sandbox, &format!("{}=1", "n".repeat(5_000))).await;
    assert!(message.starts_with("nnn") && message.len() < 120, "{message}");
}

#[tokio::test]
async fn a_byte_order_mark_of_a_body_is_refused_with_its_place() {
    let sandbox = sandbox().await;
    let request = request(Method::POST, &token_url(&sandbox))
        .basic_auth(sandbox.client_id(), Some(sandbox.client_secret()))
        .header("content-type", "application/json")
        .body("\u{feff}{}");
    let message = message(request.send().await.unwrap(), 400).await;
    assert_eq!(
        message,
        "body has a byte order mark at line 1, column 1, which JSON does not allow"
    );
}

#[tokio::test]
async fn an_account_in_the_path_must_match_its_pattern() {
    let sandbox = sandbox().await;
    for (account, expected) in [
        ("X12345678", r"aid must match the pattern ^[PT]{1}\d{8}$"),
        ("T1234567", "aid must have at least 9 characters"),
        ("T123456789", "aid must have at most 9 characters"),
        ("T1234567%0A", r"aid must match the pattern ^[PT]{1}\d{8}$"),
        ("T1234567%D9%A8", r"aid must match the pattern ^[PT]{1}\d{8}$"),
        ("T1234567%", "aid has a % without two hexadecimal digits behind it"),
        ("T1234567%FF", "aid is not UTF-8 once it is decoded"),
    ] {
        let url = format!("{}/accounts/{account}/wallets/cards", sandbox.base_url());
        let request = request(Method::GET, &url).bearer_auth(sandbox.access_token());
        assert_eq!(message(request.send().await.unwrap(), 400).await, expected, "{account}");
    }
}

#[tokio::test]
async fn a_body_must_follow_the_document() {
    let sandbox = sandbox().await;
    let audience = format!("https://api.dintero.com/v1/accounts/{}", sandbox.account_id());
    let good = json!({ "grant_type": "client_credentials", "audience": audience });
    for (body, expected) in [
        (String::new(), "body is required"),
        ("{".to_owned(), "body is not valid JSON at line 1, column 1"),
        ("{\"a\":1,}".to_owned(), "body is not valid JSON at line 1, column 8"),
        ("[".repeat(10_000), "body is not valid JSON at line 1, column 128"),
        ("null".to_owned(), "body must be an object"),
        ("[]".to_owned(), "body must be an object"),
        ("{}".to_owned(), "body.grant_type is required"),
        (json!({ "grant_type": "client_credentials" }).to_string(), "body.audience is required"),
        (
            json!({ "grant_type": "password", "audience": audience }).to_string(),
            "body.grant_type must be one of client_credentials",
        ),
        (
            json!({ "grant_type": "client_credentials", "audience": 1 }).to_string(),
            "body.audience must be a text",
        ),
    ] {
        let request = request(Method::POST, &token_url(&sandbox))
            .basic_auth(sandbox.client_id(), Some(sandbox.client_secret()))
            .header("content-type", "application/json")
            .body(body.clone());
        let text = message(request.send().await.unwrap(), 400).await;
        assert_eq!(text, expected, "{}", &body[..body.len().min(80)]);
    }
    for content_type in ["application/json", "Application/JSON; charset=utf-8"] {
        let request = request(Method::POST, &token_url(&sandbox))
            .basic_auth(sandbox.client_id(), Some(sandbox.client_secret()))
            .header("content-type", content_type)
            .body(good.to_string());
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    }
    for content_type in [None, Some("application/x-www-form-urlencoded"), Some("text/json")] {
        let mut request = request(Method::POST, &token_url(&sandbox))
            .basic_auth(sandbox.client_id(), Some(sandbox.client_secret()))
            .body(good.to_string());
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        let text = message(request.send().await.unwrap(), 415).await;
        assert_eq!(text, "the header Content-Type must be application/json");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let sandbox = sandbox().await;
    for length in [64 * 1024 + 1, 900_000] {
        let request = request(Method::POST, &token_url(&sandbox))
            .basic_auth(sandbox.client_id(), Some(sandbox.client_secret()))
            .header("content-type", "application/json")
            .body(vec![b' '; length]);
        let text = message(request.send().await.unwrap(), 413).await;
        assert_eq!(text, "body must have at most 65536 bytes");
    }
}

#[tokio::test]
async fn a_target_that_is_too_long_is_refused() {
    let sandbox = sandbox().await;
    let response = list(&sandbox, &format!("search={}", "a".repeat(17_000))).await;
    assert_eq!(message(response, 414).await, "path and query must have at most 16384 bytes");
    let header = request(Method::GET, &cards_url(&sandbox)).header("x-long", "a".repeat(33_000));
    let text = message(header.send().await.unwrap(), 431).await;
    assert_eq!(text, "headers must have at most 32768 bytes");
}
