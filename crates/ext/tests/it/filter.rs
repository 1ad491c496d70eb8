//! Filters set by name.

use std::error::Error as _;

use dintero_cards::{CardFilter, CardStatus, FilterKind};

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
