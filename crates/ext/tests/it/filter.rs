//! Filters set by name, and as text.

use std::collections::HashMap;
use std::error::Error as _;

use dintero_cards::{CardFilter, CardStatus, Cursor, FilterKind, Reveal as _};
use serde::{Deserialize, Serialize};

use crate::server::Server;

#[test]
fn a_filter_set_by_name_is_the_filter_of_its_typed_method() {
    let day = |day| chrono::NaiveDate::from_ymd_opt(2024, 1, day).unwrap();
    let typed = CardFilter::new()
        .status(CardStatus::Used)
        .created_at(day(1)..=day(2))
        .amount_balance_within(-1..)
        .currencies(["SEK", "NOK"].map(|code| code.parse().unwrap()));
    let named = [
        ("status", "used"),
        ("created_at.gte", "2024-01-01"),
        ("created_at.lte", "2024-01-02"),
        ("amount_balance.gte", "-1"),
        ("currency", "NOK"),
        ("currency", "sek"),
    ];
    let set = |filter: CardFilter, (name, value)| filter.set(name, value).unwrap();
    assert!(named.into_iter().fold(CardFilter::new(), set) == typed);
}

#[test]
fn a_value_that_cannot_be_read_is_refused_with_its_reason() {
    for filter in CardFilter::DEFINITIONS {
        let outcome = CardFilter::new().set(filter.name, "neither time nor amount nor currency");
        match filter.kind {
            FilterKind::Text
            | FilterKind::CustomerId
            | FilterKind::CardType
            | FilterKind::CardStatus => assert!(outcome.is_ok(), "{}", filter.name),
            _ => {
                let error = outcome.unwrap_err();
                assert!(error.is_invalid_input(), "{}", filter.name);
                let expected = format!("{}: the value cannot be read", filter.name);
                assert_eq!(error.to_string(), expected);
                assert!(error.source().is_some(), "{}", filter.name);
            }
        }
    }
    assert!(CardFilter::new().set("offset", "1").unwrap_err().is_invalid_input());
}

/// A value of each filter of the table.
fn full() -> CardFilter {
    CardFilter::DEFINITIONS.iter().fold(CardFilter::new(), |filter, definition| {
        let values: &[&str] = match definition.kind {
            FilterKind::Text => &["Åse & Øyvind #1"],
            FilterKind::CustomerId => &["c/1"],
            FilterKind::CardType => &["gift_card"],
            FilterKind::CardStatus => &["created"],
            FilterKind::TimeFrom => &["2024-01-31T12:00:00.5Z"],
            FilterKind::TimeTo => &["2024-02-29"],
            FilterKind::Amount => &["-1"],
            FilterKind::Currencies => &["NOK", "SEK"],
            kind => panic!("{kind:?} has no value"),
        };
        values.iter().fold(filter, |filter, value| filter.set(definition.name, value).unwrap())
    })
}

#[test]
fn every_filter_is_written_and_read_with_the_names_of_the_wire() {
    let filter = full();
    let json = serde_json::to_value(&filter).unwrap();
    let names = CardFilter::DEFINITIONS.iter().map(|definition| definition.name);
    assert!(names.clone().all(|name| !json[name].is_null()), "{json}");
    assert_eq!(json.as_object().unwrap().len(), names.count());
    assert_eq!(json["currency"], serde_json::json!(["NOK", "SEK"]));
    assert_eq!(
        (&json["amount_balance.gte"], &json["created_at.lte"]),
        (&(-1).into(), &"2024-02-29".into())
    );
    assert!(serde_json::from_value::<CardFilter>(json).unwrap() == filter);

    let query = filter.to_query();
    assert!(
        query.contains("currency=NOK&currency=SEK&created_at.gte=2024-01-31T12%3A00%3A00.500Z")
    );
    assert!(query.starts_with("search=%C3%85se+%26+%C3%98yvind+%231&customer=c%2F1&"), "{query}");
    assert!(query.parse::<CardFilter>().unwrap() == filter);
    assert!(format!("?{query}").parse::<CardFilter>().unwrap() == filter);
    assert_eq!(filter.reveal().to_string(), query);
}

#[test]
fn a_filter_without_values_is_an_empty_text() {
    assert_eq!(CardFilter::new().to_query(), "");
    assert_eq!(serde_json::to_string(&CardFilter::new()).unwrap(), "{}");
    assert!("".parse::<CardFilter>().unwrap() == CardFilter::new());
    assert!(serde_json::from_str::<CardFilter>(r#"{"status":null}"#).unwrap() == CardFilter::new());
}

#[test]
fn texts_are_read_where_the_form_has_numbers_and_lists() {
    let json = r#"{"amount_balance":"7","currency":"NOK","currency":"sek","search":"1"}"#;
    let filter: CardFilter = serde_json::from_str(json).unwrap();
    assert_eq!(filter.to_query(), "search=1&currency=NOK&currency=SEK&amount_balance=7");
    let texts: HashMap<&str, &str> = [("status", "used"), ("created_at.gte", "2024-01-01")].into();
    let json = serde_json::to_string(&texts).unwrap();
    assert!(serde_json::from_str::<CardFilter>(&json).is_ok());
}

#[test]
fn names_and_values_that_no_filter_has_are_refused() {
    for query in ["offset=1", "status", "amount_balance=1.5", "created_at.gte=soon", "limit=10"] {
        let error = query.parse::<CardFilter>().err();
        assert_eq!(error.is_none(), query == "status", "{query}");
    }
    for json in
        [r#"{"statuses":["used"]}"#, r#"{"amount_balance":1.5}"#, r#"{"currency":["X"]}"#, "[]"]
    {
        assert!(serde_json::from_str::<CardFilter>(json).is_err(), "{json}");
    }
}

#[test]
fn several_states_add_up_and_one_is_a_text() {
    let two = CardFilter::new().statuses([CardStatus::Used, CardStatus::Unused]);
    assert_eq!(two.to_query(), "status=unused&status=used");
    assert_eq!(serde_json::to_string(&two).unwrap(), r#"{"status":["unused","used"]}"#);
    assert!("status=used&status=unused".parse::<CardFilter>().unwrap() == two);
    let one = two.status(CardStatus::Used);
    assert_eq!(serde_json::to_string(&one).unwrap(), r#"{"status":"used"}"#);
}

#[tokio::test]
async fn a_listing_of_several_statuses_leaves_out_the_others() {
    let body = r#"{"cards":[{"status":"used"},{"status":"new"},{},{"status":"unused"}]}"#;
    let server = Server::pages([body]).await;
    let statuses = [CardStatus::Used, CardStatus::Unused];
    let page = server.client().list_cards(CardFilter::new().statuses(statuses)).page().await;
    let page = page.unwrap();
    assert_eq!(page.cards().len(), 2);
    // The place of a card counts those that are left out.
    assert_eq!([0, 1, 2].map(|index| page.cursor_of(index).skip()), [0, 3, 4]);
    let one = CardFilter::new().statuses([CardStatus::Used]);
    assert_eq!(server.client().list_cards(one).page().await.unwrap().cards().len(), 4);
    let targets = server.targets();
    assert!(!targets[0].contains("status") && targets[1].contains("status=used"), "{targets:?}");
}

#[test]
fn a_job_stores_its_filter_and_its_cursor_together() {
    #[derive(Serialize, Deserialize)]
    struct Job {
        filter: CardFilter,
        cursor: Option<Cursor>,
    }
    let job = Job { filter: full(), cursor: Cursor::new("a") };
    let row = serde_json::to_string(&job).unwrap();
    let again: Job = serde_json::from_str(&row).unwrap();
    assert!(again.filter == job.filter && again.cursor == job.cursor);
}
