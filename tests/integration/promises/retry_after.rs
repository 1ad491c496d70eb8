//! The error of a refused request: its header `Retry-After`, and its predicates.

use std::time::Duration;

use dintero_cards::{CardFilter, RetryPolicy};

use super::script::{Script, json, response};

/// Returns how long the server asks to wait, with these headers.
async fn wait(value: &str, date: Option<&str>) -> Option<Duration> {
    let date = date.map(|date| ("date", date));
    let headers: Vec<_> = [("retry-after", value)].into_iter().chain(date).collect();
    let script = Script::start([response("429 Too Many Requests", &headers, "")]).await;
    let client = script.builder().retry(RetryPolicy::never()).build().unwrap();
    let error = client.list_cards(CardFilter::new()).page().await.unwrap_err();
    assert!(error.is_rate_limited());
    error.retry_after()
}

#[tokio::test]
async fn seconds_and_dates_are_read() {
    assert_eq!(wait("0", None).await, Some(Duration::ZERO));
    assert_eq!(wait(" 7 ", None).await, Some(Duration::from_secs(7)));
    assert!(wait("Fri, 01 Jun 2096 12:00:09 GMT", None).await.unwrap() > Duration::from_secs(9));
}

#[tokio::test]
async fn a_date_is_relative_to_the_clock_of_the_server() {
    let (date, until) = ("Mon, 01 Jun 2026 11:00:00 GMT", "Mon, 01 Jun 2026 11:00:05 GMT");
    assert_eq!(wait(until, Some(date)).await, Some(Duration::from_secs(5)));
}

#[tokio::test]
async fn a_date_in_the_past_is_no_wait_and_a_huge_number_is_a_long_one() {
    assert_eq!(wait("Thu, 01 Jan 1970 00:00:00 GMT", None).await, Some(Duration::ZERO));
    assert_eq!(wait("99999999999999999999999", None).await, Some(Duration::MAX));
}

#[tokio::test]
async fn any_other_value_is_ignored() {
    for value in ["", "-5", "1.5", "soon", "+3", "Mon, 99 Jun 2026", "Ã¸"] {
        assert_eq!(wait(value, None).await, None, "{value}");
    }
}

#[tokio::test]
async fn a_longer_wait_than_the_caller_allows_is_an_error_at_once() {
    for (seconds, requests) in [("1", 1), ("0", 2)] {
        let refused = response("503 Service Unavailable", &[("retry-after", seconds)], "");
        let script = Script::start([refused, json(r#"{"cards":[]}"#)]).await;
        let policy = RetryPolicy::default().with_retry_after_max(Duration::from_millis(900));
        let client = script.builder().retry(policy.with_cap(Duration::ZERO)).build().unwrap();
        let page = client.list_cards(CardFilter::new()).page().await;
        let asked = page.err().map(|error| error.retry_after());
        let expected = (requests == 1).then(|| Some(Duration::from_secs(1)));
        assert_eq!((asked, script.heads().len()), (expected, requests));
    }
}

#[tokio::test]
async fn each_predicate_names_its_statuses() {
    for (status, expected) in [
        ("400 Bad Request", [false, false, false, false]),
        ("401 Unauthorized", [true, false, false, false]),
        ("403 Forbidden", [true, false, false, false]),
        ("404 Not Found", [false, true, false, false]),
        ("429 Too Many Requests", [false, false, true, true]),
        ("501 Not Implemented", [false, false, false, false]),
        ("503 Service Unavailable", [false, false, false, true]),
    ] {
        let refused = || response(status, &[], "");
        let script = Script::start([refused(), refused()]).await;
        let client = script.builder().retry(RetryPolicy::never()).build().unwrap();
        let error = client.list_cards(CardFilter::new()).page().await.unwrap_err();
        let found = [
            error.is_unauthorized(),
            error.is_not_found(),
            error.is_rate_limited(),
            error.is_retryable(),
        ];
        assert_eq!(found, expected, "{status}");
    }
}
