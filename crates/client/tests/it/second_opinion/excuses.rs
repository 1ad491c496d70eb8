//! Where a type may judge JSON otherwise than the document does.
//!
//! Most of it is the tolerant reader at work, by the rules that the circle
//! names too. The rest is what a Rust type cannot hold, and how serde reads.

use serde_json::Value;

use super::places::Place;
use crate::circle::rules::{Keeper, RULES};

/// One reason for which type and validator disagree.
pub(super) struct Objection<'a> {
    /// The keyword that the validator finds broken; None when it is the type
    /// that refuses.
    pub(super) keyword: Option<&'a str>,
    /// What stands there.
    pub(super) value: &'a Value,
    pub(super) place: &'a Place,
    /// Whether the schema can appear in a response.
    pub(super) read: bool,
}

/// A disagreement that is meant.
pub(super) struct Excuse {
    pub(super) id: &'static str,
    explains: fn(&Objection<'_>) -> bool,
}

/// Every excuse; the first two are rules of the tolerant reader.
pub(super) const EXCUSES: [Excuse; 8] = [
    Excuse {
        id: "an enumeration of texts becomes open",
        explains: |it| it.keyword == Some("enum") && it.value.is_string() && it.read,
    },
    Excuse {
        id: "an optional property accepts null",
        explains: |it| {
            matches!(it.keyword, Some("type" | "enum"))
                && it.value.is_null()
                && it.read
                && it.place.property.is_some_and(|optional| optional.0)
        },
    },
    // The documentation's own words for times are ISO 8601.
    Excuse {
        id: "a time is read as ISO 8601, not as RFC 3339 alone",
        explains: |it| {
            it.keyword == Some("format") && it.place.has_format("date-time") && is_iso(it.value)
        },
    },
    Excuse {
        id: "a UUID is read without hyphens, in braces, as a URN",
        explains: |it| {
            it.keyword == Some("format") && it.place.has_format("uuid") && has_128_bits(it.value)
        },
    },
    // How serde's derived types read a sequence; no server is known to send it.
    Excuse {
        id: "an object is read from the list of all its values",
        explains: |it| {
            let fields = it.place.schema["properties"].as_object().map(serde_json::Map::len);
            it.keyword == Some("type")
                && fields.is_some()
                && it.value.as_array().map(Vec::len) == fields
        },
    },
    Excuse {
        id: "a whole number beyond an i64 is refused",
        explains: |it| {
            refused_number(it) && it.value.as_f64().is_some_and(|number| number.abs() >= TWO_TO_63)
        },
    },
    // JSON Schema calls 1.0 an integer since draft 6; OpenAPI 3.0 is older.
    Excuse {
        id: "a whole number that is written with a fraction is refused",
        explains: |it| {
            refused_number(it)
                && it.value.is_f64()
                && it.value.as_f64().is_some_and(|number| number.abs() < TWO_TO_63)
        },
    },
    Excuse {
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

/// The ids of the excuses for an objection.
pub(super) fn excuses(objection: &Objection<'_>) -> Vec<&'static str> {
    EXCUSES.iter().filter(|it| (it.explains)(objection)).map(|it| it.id).collect()
}

fn refused_number(it: &Objection<'_>) -> bool {
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
fn the_excuses_of_the_tolerant_reader_are_rules_of_the_circle() {
    for excuse in &EXCUSES[..2] {
        let rule = RULES.iter().find(|rule| rule.id == excuse.id);
        assert_eq!(rule.map(|rule| rule.keeper), Some(Keeper::TolerantReader), "{}", excuse.id);
    }
}
