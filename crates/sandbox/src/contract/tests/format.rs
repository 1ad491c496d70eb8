//! Formats of texts, and the forms of ISO 8601 that are read.

use crate::contract::format::{Format, instant};

fn fits(format: &str, text: &str) -> bool {
    (Format::named(format).unwrap().fits)(text)
}

#[test]
fn every_legal_form_names_its_instant() {
    for (text, expected) in [
        ("2017-07-21", "2017-07-21T00:00:00+00:00"),
        ("2017-07-21T17:32", "2017-07-21T17:32:00+00:00"),
        ("2017-07-21T17:32:28", "2017-07-21T17:32:28+00:00"),
        ("2017-07-21T17:32:28Z", "2017-07-21T17:32:28+00:00"),
        ("2017-07-21t17:32:28z", "2017-07-21T17:32:28+00:00"),
        ("2017-07-21T17:32:28.5Z", "2017-07-21T17:32:28.500+00:00"),
        ("2017-07-21T17:32:28,1234567891Z", "2017-07-21T17:32:28.123456789+00:00"),
        ("2017-07-21T17:32:28+02:00", "2017-07-21T15:32:28+00:00"),
        ("2017-07-21T17:32:28-0230", "2017-07-21T20:02:28+00:00"),
        ("2017-07-21T17:32:28+02", "2017-07-21T15:32:28+00:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00"),
        ("0000-01-01T00:00:00+23:59", "-0001-12-31T00:01:00+00:00"),
    ] {
        assert_eq!(instant(text).map(|i| i.to_rfc3339()).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn an_invalid_date_is_refused() {
    for text in [
        "",
        "2017",
        "2017-07",
        "17-07-21",
        "2017-02-29",
        "2017-13-01",
        "2017-07-21 17:32:28",
        "2017-07-21T",
        "2017-07-21T24:00:00Z",
        "2017-07-21T17:60:00Z",
        "2017-07-21T17:32:61Z",
        "2017-07-21T17:32:28.Z",
        "2017-07-21T17:32:28 02:00",
        "2017-07-21T17:32:28+2",
        "2017-07-21T17:32:28+24:00",
        "2017-07-21T17:32:28+02:60",
        "2017-07-21T17:32:28+02:",
        "2017-07-21T17:32:28Zz",
        "2017-07-21Z",
        "+2017-07-21",
        "2017-07-2١",
    ] {
        assert_eq!(instant(text), None, "{text}");
    }
}

#[test]
fn a_date_time_needs_seconds_and_a_zone() {
    assert!(fits("date-time", "2017-07-21T17:32:28Z"));
    assert!(!fits("date-time", "2017-07-21T17:32:28"));
    assert!(!fits("date-time", "2017-07-21T17:32Z"));
    assert!(!fits("date-time", "2017-07-21"));
}

#[test]
fn a_uuid_has_five_groups() {
    assert!(fits("uuid", "3c90c3cc-0d44-4b50-8888-8dd25736052a"));
    assert!(!fits("uuid", "3c90c3cc0d444b5088888dd25736052a"));
    assert!(!fits("uuid", "{3c90c3cc-0d44-4b50-8888-8dd25736052}"));
}

#[test]
fn a_format_without_a_rule_is_not_checked() {
    assert!(Format::named("byte").is_none());
}
