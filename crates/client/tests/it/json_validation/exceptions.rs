//! The intended disagreements between a type and its document.
//!
//! Most of them are rules of the tolerant reader, which `derived_schemas` lists too.
//! The rest are values that a Rust type cannot hold, and habits of serde.

use serde_json::Value;

use super::places::Place;
use crate::derived_schemas::rules::{Owner, RULES};

/// One disagreement between type and validator.
pub(super) struct Disagreement<'a> {
    /// The keyword that the value violates; None if the type refuses the value.
    pub(super) keyword: Option<&'a str>,
    /// The value.
    pub(super) value: &'a Value,
    pub(super) place: &'a Place,
    /// Whether the schema can appear in a response.
    pub(super) read: bool,
}

/// An intended disagreement.
pub(super) struct Exception {
    pub(super) id: &'static str,
    explains: fn(&Disagreement<'_>) -> bool,
}

/// Every exception. The first two are rules of the tolerant reader.
pub(super) const EXCEPTIONS: [Exception; 7] = [
    Exception {
        id: "an enumeration of texts becomes open",
        explains: |it| it.keyword == Some("enum") && it.value.is_string() && it.read,
    },
    Exception {
        id: "an optional property accepts null",
        explains: |it| {
            matches!(it.keyword, Some("type" | "enum"))
                && it.value.is_null()
                && it.read
                && it.place.property.is_some_and(|optional| optional.0)
        },
    },
    // The documentation calls its times ISO 8601.
    Exception {
        id: "a time is read as ISO 8601, not as RFC 3339 alone",
        explains: |it| {
            it.keyword == Some("format") && it.place.has_format("date-time") && is_iso(it.value)
        },
    },
    Exception {
        id: "a UUID is read without hyphens, in braces, as a URN",
        explains: |it| {
            it.keyword == Some("format") && it.place.has_format("uuid") && has_128_bits(it.value)
        },
    },
    Exception {
        id: "a whole number beyond an i64 is refused",
        explains: |it| {
            refused_number(it) && it.value.as_f64().is_some_and(|number| number.abs() >= TWO_TO_63)
        },
    },
    // JSON Schema calls 1.0 an integer since draft 6; OpenAPI 3.0 is older.
    Exception {
        id: "a whole number that is written with a fraction is refused",
        explains: |it| {
            refused_number(it)
                && it.value.is_f64()
                && it.value.as_f64().is_some_and(|number| number.abs() < TWO_TO_63)
        },
    },
    Exception {
        id: "a time whose year has not four digits in UTC is refused",
        explains: |it| {
            let text = it.value.as_str().unwrap_or_default();
            it.keyword.is_none()
                && it.place.has_format("date-time")
                && (text.starts_with("0000-01-01T") || text.starts_with("9999-12-31T"))
        },
    },
];

const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

/// Returns the ids of the exceptions that explain a disagreement.
pub(super) fn exceptions(disagreement: &Disagreement<'_>) -> Vec<&'static str> {
    EXCEPTIONS.iter().filter(|it| (it.explains)(disagreement)).map(|it| it.id).collect()
}

fn refused_number(it: &Disagreement<'_>) -> bool {
    it.keyword.is_none() && it.place.is_of("integer") && it.value.is_number()
}

/// A date of the calendar, alone or with something that may be a time.
fn is_iso(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    let date = text.get(..10).is_some_and(|date| date.parse::<chrono::NaiveDate>().is_ok());
    let time = text.get(10..).unwrap_or_default();
    date && (time.is_empty()
        || (time.starts_with(['T', 't', ' '])
            && time[1..].chars().all(|it| it.is_ascii_digit() || ":.,+-Zz".contains(it))))
}

fn has_128_bits(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    let text = text.trim_start_matches("urn:uuid:");
    text.chars().filter(char::is_ascii_hexdigit).count() == 32
        && text.chars().all(|it| it.is_ascii_hexdigit() || "{}-".contains(it))
}

#[test]
fn the_exceptions_of_the_tolerant_reader_are_rules_of_the_derived_schemas() {
    for exception in &EXCEPTIONS[..2] {
        let rule = RULES.iter().find(|rule| rule.id == exception.id);
        assert_eq!(rule.map(|rule| rule.owner), Some(Owner::TolerantReader), "{}", exception.id);
    }
}
