//! A day is a whole day, whatever the precision of the server.

use chrono::{NaiveDate, TimeZone as _, Utc};
use dintero_cards::{CardFilter, Cursor, TimeEnd};
use futures_util::{StreamExt as _, TryStreamExt as _};

use crate::server::Server;

/// A page of cards that were created at these times.
fn body(times: &[&str]) -> String {
    let cards: Vec<String> =
        times.iter().map(|time| format!(r#"{{"created_at":"{time}"}}"#)).collect();
    format!(r#"{{"cards":[{}]}}"#, cards.join(","))
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, day).unwrap()
}

#[tokio::test]
async fn a_card_of_the_last_microsecond_lies_in_its_day_and_in_no_other() {
    // What an inclusive server sends for each of the two days.
    let server = Server::pages([
        body(&["2024-01-30T00:00:00Z", "2024-01-30T23:59:59.9995Z", "2024-01-31T00:00:00Z"]),
        body(&["2024-01-31T00:00:00Z", "2024-01-31T23:59:59.999999999Z", "2024-02-01"]),
    ])
    .await;
    let mut times = Vec::new();
    for number in [30, 31] {
        let filter = CardFilter::new().created_at(day(number)..=day(number));
        let mut items = server.client().list_cards(filter).items();
        let cards: Vec<_> = items.by_ref().try_collect().await.unwrap();
        assert_eq!((items.report().items, items.report().left_out), (2, 1));
        times.extend(cards.iter().map(|card| card.created_at.unwrap().to_string()));
    }
    assert_eq!(
        times,
        [
            "2024-01-30T00:00:00Z",
            "2024-01-30T23:59:59.999500Z",
            "2024-01-31T00:00:00Z",
            "2024-01-31T23:59:59.999999999Z"
        ]
    );
    let query = "created_at.gte=2024-01-31T00%3A00%3A00Z&created_at.lte=2024-02-01T00%3A00%3A00Z";
    assert!(server.targets()[1].contains(query), "{:?}", server.targets());
}

#[tokio::test]
async fn a_time_is_inclusive_and_a_card_without_a_time_is_kept() {
    let server = Server::pages([body(&["2024-01-31T12:00:00Z", "2024-01-31T12:00:00.001Z"])]).await;
    let noon = Utc.with_ymd_and_hms(2024, 1, 31, 12, 0, 0).unwrap();
    let page = server.client().list_cards(CardFilter::new().created_at(..=noon)).page().await;
    assert_eq!(page.unwrap().cards().len(), 2, "the server decides about a time");
    let server = Server::pages([r#"{"cards":[{"amount":1}]}"#]).await;
    let listing = server.client().list_cards(CardFilter::new().created_at(..=day(31)));
    assert_eq!(listing.page().await.unwrap().cards().len(), 1);
}

#[tokio::test]
async fn a_listing_of_days_resumes_at_the_next_card() {
    let last = "2024-02-01T00:00:00Z";
    let times = [last, "2024-01-01", last, last, "2024-01-02", "2024-01-03", last];
    let server = Server::pages([body(&times)]).await;
    let listing = || server.client().list_cards(CardFilter::new().created_at(..=day(31)));
    let (mut cursor, mut days): (Option<Cursor>, Vec<String>) = (None, Vec::new());
    for _ in 0..3 {
        let mut items = listing().resume_at(cursor).items();
        days.push(items.next().await.unwrap().unwrap().created_at.unwrap().to_string());
        cursor = items.cursor();
    }
    assert_eq!(days, ["2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z"]);
    assert!(listing().resume_at(cursor).items().next().await.is_none());
}

#[test]
fn an_end_is_read_and_printed_as_a_day_or_a_time() {
    for text in ["2024-01-31", "2024-01-31T12:00:00Z", "before 2024-01-31T23:00:00Z", "9999-12-31"]
    {
        assert_eq!(text.parse::<TimeEnd>().unwrap().to_string(), text);
    }
    let midnight = "before 2024-02-01T00:00:00Z".parse::<TimeEnd>().unwrap();
    assert_eq!(midnight, "2024-01-31".parse().unwrap());
    for text in ["", "before", "before ", "2024-1-31", "2024-02-30", "<2024-01-01"] {
        assert!(text.parse::<TimeEnd>().is_err(), "{text}");
    }
    let last = CardFilter::new().set("created_at.lte", "9999-12-31").unwrap();
    assert!(last.check().is_ok());
    let empty = CardFilter::new().created_at(day(31)..=day(30));
    assert!(empty.check().unwrap_err().is_invalid_input());
}
