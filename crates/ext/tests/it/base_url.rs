//! The base URLs that a token may be sent to.

use dintero_cards::{AccessToken, CardsClient, Result};

fn build(url: &str) -> Result<CardsClient> {
    let builder = CardsClient::builder("T12345678").token_source(AccessToken::new("t"));
    builder.base_url(url).build()
}

fn refusal(url: &str) -> String {
    let error = build(url).unwrap_err().to_string();
    error.strip_prefix("the base URL of Get cards: ").unwrap().to_owned()
}

#[test]
fn https_is_allowed_everywhere_and_http_only_to_this_machine() {
    for url in [
        "https://api.dintero.com/v1",
        "http://127.0.0.1:8080/v1",
        "http://localhost/v1/",
        "http://[::1]:1/v1",
    ] {
        assert!(build(url).is_ok(), "{url}");
    }
    assert!(refusal("http://api.dintero.com/v1").contains("use https"));
    assert!(refusal("http://127.0.0.1.example.com/v1").contains("use https"));
    assert!(refusal("http://localhost.example.com/v1").contains("use https"));
    assert!(refusal("ftp://127.0.0.1/v1").contains("scheme"));
}

#[test]
fn http_to_another_machine_is_allowed_on_request_alone() {
    let builder = || {
        let builder = CardsClient::builder("T12345678").token_source(AccessToken::new("t"));
        builder.base_url("http://sandbox:8080/v1").auth_url("http://sandbox:8080/v1")
    };
    assert!(builder().build().is_err());
    assert!(builder().allow_http().build().is_ok());
    let other = builder().base_url("ftp://sandbox/v1").allow_http().build();
    assert!(other.unwrap_err().to_string().contains("scheme"));
    let from_env = CardsClient::from_variables(|name| {
        let is_url = name == "DINTERO_BASE_URL";
        let is_id = name == "DINTERO_ACCOUNT_ID";
        let text = if is_url {
            "http://sandbox:8080/v1"
        } else if is_id {
            "T12345678"
        } else {
            "true"
        };
        Ok(Some(text.to_owned()))
    });
    assert!(from_env.unwrap().build().is_err(), "no variable allows it");
}

#[test]
fn a_url_with_credentials_or_a_query_is_refused() {
    assert!(refusal("https://user:secret@api.dintero.com/v1").contains("credentials"));
    assert!(!refusal("https://user:secret@api.dintero.com/v1").contains("secret"));
    assert!(refusal("https://api.dintero.com/v1?a=b").contains("query"));
    assert!(refusal("api.dintero.com").contains("not a URL"));
}
