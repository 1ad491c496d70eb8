//! The entries of the log.

use std::sync::{Arc, Mutex};

use dintero_cards_sandbox::{Action, Faults, OperationId, Rule, Sandbox};
use reqwest::Method;

use crate::client::{cards_url, list, request, sandbox};
use crate::faults::with;

#[tokio::test]
async fn a_request_is_logged_with_decoded_parameters() {
    let sandbox = sandbox().await;
    list(&sandbox, "search=a%2Bb+c&currency=NOK&currency=SEK&limit=5").await;
    let requests = sandbox.log().requests();
    let [request] = requests.as_slice() else { panic!("one request") };
    assert_eq!(request.method(), "GET");
    assert_eq!(request.path(), "/v1/accounts/T12345678/wallets/cards");
    assert_eq!(request.operation(), Some(OperationId::GetCards));
    let parameters: Vec<_> =
        request.parameters().iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let expected = [("search", "a+b c"), ("currency", "NOK"), ("currency", "SEK"), ("limit", "5")];
    assert_eq!(parameters, expected);
    assert_eq!(request.parameter("search"), Some("a+b c"));
    assert_eq!(request.parameter("customer"), None);
    assert_eq!(request.status(), Some(200));
    assert_eq!(request.faults(), [""; 0]);
}

#[tokio::test]
async fn secrets_are_not_logged() {
    let sandbox = sandbox().await;
    let token = sandbox.access_token();
    let headers = [("cookie", "secret-1"), ("x-api-key", "secret-2"), ("dintero-system-name", "a")];
    let mut asked = request(Method::GET, &cards_url(&sandbox)).bearer_auth(&token);
    for (name, value) in headers {
        asked = asked.header(name, value);
    }
    asked.send().await.unwrap();
    let logged = sandbox.log().requests().remove(0);
    assert_eq!(logged.header("Authorization"), Some("Bearer [redacted]"));
    assert_eq!(logged.header("cookie"), Some("[redacted]"));
    assert_eq!(logged.header("x-api-key"), Some("[redacted]"));
    assert_eq!(logged.header("dintero-system-name"), Some("a"));
    assert!(logged.headers().iter().all(|(_, value)| !value.contains(&token)));
}

#[tokio::test]
async fn debug_shows_names_and_no_values() {
    let sandbox = sandbox().await;
    list(&sandbox, "customer=somebody&search=needle").await;
    let text = format!("{:?}", sandbox.log());
    assert!(text.contains("customer") && text.contains("GetCards"), "{text}");
    assert!(!text.contains("somebody") && !text.contains("needle"), "{text}");
}

#[tokio::test]
async fn requests_are_counted_by_operation() {
    let sandbox = with(Faults::new().on(Rule::nth(2), Action::Reset)).await;
    list(&sandbox, "").await;
    let url = cards_url(&sandbox);
    request(Method::GET, &url).send().await.unwrap_err();
    request(Method::GET, &format!("{url}/no?%=1")).send().await.unwrap();
    request(Method::POST, &crate::client::token_url(&sandbox)).send().await.unwrap();
    let log = sandbox.log();
    assert_eq!(log.count(OperationId::GetCards), 2);
    assert_eq!(log.count(OperationId::GetToken), 1);
    assert_eq!(log.total(), 4);
    let statuses: Vec<_> = log.requests().iter().map(|request| request.status()).collect();
    assert_eq!(statuses, [Some(200), None, Some(404), Some(401)]);
    assert_eq!(log.of(OperationId::GetCards)[1].faults(), ["reset"]);
    assert!(log.requests().is_sorted_by_key(|request| request.arrived()));
    log.clear();
    assert_eq!((log.total(), log.requests().len(), log.count(OperationId::GetCards)), (0, 0, 0));
}

#[tokio::test]
async fn the_log_is_bounded_and_the_counts_are_not() {
    let sandbox = sandbox().await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let long = "x".repeat(15_000);
    let url = format!("{}?search={long}", cards_url(&sandbox));
    for _ in 0..1_200 {
        client.get(&url).send().await.unwrap();
    }
    assert_eq!(sandbox.log().count(OperationId::GetCards), 1_200);
    let held: usize =
        sandbox.log().requests().iter().map(|r| r.parameter("search").unwrap().len()).sum();
    assert!((1_000_000..=16 * 1024 * 1024).contains(&held), "{held}");
}

#[tokio::test]
async fn an_observer_receives_the_request_before_the_response_is_sent() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let writing = Arc::clone(&seen);
    let sandbox = Sandbox::builder()
        .on_request(move |request| writing.lock().unwrap().push(request.status()))
        .start()
        .await
        .unwrap();
    list(&sandbox, "").await;
    assert_eq!(*seen.lock().unwrap(), [Some(200)]);
}
