//! Times, and the generated text: built and committed.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

#[cfg(feature = "schemars")]
mod derived_schemas;
mod extra_fields;
#[cfg(feature = "schemars")]
mod json_validation;
#[cfg(feature = "schemars")]
mod named;
#[cfg(feature = "schemars")]
mod schemas;

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use dintero_cards_client::Timestamp;
use proptest::prelude::*;

fn read(text: &str) -> Option<String> {
    text.parse::<Timestamp>().ok().map(|time| time.to_string())
}

#[test]
fn iso_8601_is_read_and_a_time_without_zone_is_utc() {
    let read_as = [
        ("2023-11-07T05:31:56Z", "2023-11-07T05:31:56Z"),
        ("2023-11-07t05:31:56z", "2023-11-07T05:31:56Z"),
        ("2023-11-07 05:31:56", "2023-11-07T05:31:56Z"),
        ("2023-11-07T05:31:56", "2023-11-07T05:31:56Z"),
        ("2023-11-07T05:31", "2023-11-07T05:31:00Z"),
        ("2023-11-07", "2023-11-07T00:00:00Z"),
        ("2023-11-07T05:31:56+02:00", "2023-11-07T03:31:56Z"),
        ("2023-11-07T05:31:56-0930", "2023-11-07T15:01:56Z"),
        ("2023-11-07T05:31:56+02", "2023-11-07T03:31:56Z"),
        ("2023-11-07T05:31:56.5Z", "2023-11-07T05:31:56.500Z"),
        ("2023-11-07T05:31:56,123456Z", "2023-11-07T05:31:56.123456Z"),
        ("2023-11-07T05:31:56.1234567899Z", "2023-11-07T05:31:56.123456789Z"),
        ("2024-02-29T23:59:60Z", "2024-02-29T23:59:60Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
    ];
    for (text, expected) in read_as {
        assert_eq!(read(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn anything_else_is_refused() {
    for text in [
        "",
        "2023",
        "2023-11",
        "2023-11-7",
        "2023-13-01",
        "2023-02-29",
        "20231107",
        "2023-11-07T",
        "2023-11-07T24:00:00Z",
        "2023-11-07T05",
        "2023-11-07T05:60",
        "2023-11-07T05:31:61Z",
        "2023-11-07T05:31:56.Z",
        "2023-11-07T05:31:56ZZ",
        "2023-11-07T05:31:56+24:00",
        "2023-11-07T05:31:56+02:60",
        "2023-11-07T05:31:56+2",
        "2023-11-07T05:31:56+02:",
        "+2023-11-07",
        "2023-11-07T05:31:56 Z",
        " 2023-11-07",
        "２０２３-11-07",
        "now",
        " 2023-01-01",
        "2023-01-0/",
        "2023-01-07T1-:00:00",
        "9999-12-31T23:59:59-23:59",
        "0000-01-01T00:00:00+01:00",
    ] {
        assert_eq!(read(text), None, "{text:?}");
    }
}

proptest! {
    #[test]
    fn a_formatted_time_is_read_again(seconds in -62_167_219_200_i64..253_402_300_800, nanos in 0_u32..1_000_000_000) {
        let time = Utc.timestamp_opt(seconds, nanos).unwrap();
        let written = Timestamp::from(time).to_string();
        prop_assert_eq!(written.parse::<Timestamp>().unwrap().utc(), time);
    }

    #[test]
    fn the_general_parser_agrees(seconds in -62_167_219_200_i64..253_402_300_800, minutes in -1439_i32..1440) {
        let zone = chrono::FixedOffset::east_opt(minutes * 60).unwrap();
        let time = Utc.timestamp_opt(seconds, 0).unwrap() + TimeDelta::milliseconds(7);
        let text = time.with_timezone(&zone).to_rfc3339();
        let general: Option<DateTime<Utc>> =
            DateTime::parse_from_rfc3339(&text).ok().map(|time| time.to_utc());
        prop_assert_eq!(text.parse::<Timestamp>().ok().map(Timestamp::utc), general);
    }

    #[test]
    fn a_time_is_formatted_and_read_again(text in "[0-9TZ:+./, -]{0,30}|.*") {
        if let Ok(time) = text.parse::<Timestamp>() {
            prop_assert_eq!(time.to_string().parse::<Timestamp>(), Ok(time));
        }
    }

    #[test]
    fn a_time_with_one_byte_changed_is_read_or_refused(at in 0_usize..29, byte in 0_u8..128) {
        let mut text = *b"2023-11-07T05:31:56.123+02:00";
        text[at] = byte;
        if let Ok(time) = String::from_utf8_lossy(&text).parse::<Timestamp>() {
            prop_assert_eq!(time.to_string().parse::<Timestamp>(), Ok(time));
        }
    }
}

#[cfg(feature = "generate")]
#[test]
fn the_committed_text_is_the_generated_one() {
    let committed =
        [include_str!("../../src/generated/cards.rs"), include_str!("../../src/generated/auth.rs")];
    let generated = [
        include_str!(concat!(env!("OUT_DIR"), "/cards.rs")),
        include_str!(concat!(env!("OUT_DIR"), "/auth.rs")),
    ];
    assert!(committed == generated, "run `cargo xtask regen` and commit what it writes");
}
