//! Times of the formats `date-time` and `isodate`.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::unlisted::Text;

/// A point in time, in UTC.
///
/// Parsing accepts an ISO 8601 date, or a date and a time with or without seconds,
/// fraction and zone; a time without a zone is UTC. Fractions finer than nanoseconds
/// are truncated. Formatting is RFC 3339 in UTC with as few digits as needed:
/// `2023-11-07T05:31:56Z`.
///
/// It has its own parser because dates take most of the time of decoding a card, and
/// the parser of chrono takes several times as long.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// Returns the time as a type of chrono.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }
}

/// The error of a text that is not a date or a time of ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseTimestampError;

impl fmt::Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an ISO 8601 time such as 2017-07-21T17:32:28Z or 2017-07-21")
    }
}

impl std::error::Error for ParseTimestampError {}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text.as_bytes()).map(Self).ok_or(ParseTimestampError)
    }
}

fn parse(text: &[u8]) -> Option<DateTime<Utc>> {
    let time = match text.split_first_chunk() {
        Some((parts, b"Z")) => at(parts, 0),
        Some((parts, [b'.', a, b, c, b'Z'])) => at(parts, digits([*a, *b, *c])? * 1_000_000),
        _ => unusual(text),
    };
    time.map(|time| time.and_utc())
}

/// Parses a text that does not have the usual form.
#[cold]
fn unusual(text: &[u8]) -> Option<NaiveDateTime> {
    let (parts, nanos, zone) = match text.split_first_chunk() {
        Some((parts, [b'.' | b',', rest @ ..])) => {
            let (nanos, zone) = fraction(rest)?;
            (*parts, nanos, zone)
        }
        Some((parts, zone)) if parts[16] == b':' => (*parts, 0, zone),
        _ => {
            let (given, zone) = text.split_at_checked(if text.len() == 10 { 10 } else { 16 })?;
            // What is left out is zero.
            let mut parts = *b"0000-00-00T00:00:00";
            parts[..given.len()].copy_from_slice(given);
            (parts, 0, zone)
        }
    };
    let time = at(&parts, nanos)?.checked_sub_signed(offset(zone)?)?;
    // A year that needs more than four digits could not be parsed again.
    (0..=9999).contains(&time.year()).then_some(time)
}

/// Reads a date and a time, whose parts stand at fixed places. Without `always` a card takes
/// more instructions.
#[inline(always)]
fn at(parts: &[u8; 19], nanos: u32) -> Option<NaiveDateTime> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T' | b't' | b' ', time @ ..] = *parts else {
        return None;
    };
    let [h1, h2, b':', i1, i2, b':', s1, s2] = time else { return None };
    let year = digits([y1, y2, y3, y4])?.try_into().ok()?;
    let date = NaiveDate::from_ymd_opt(year, digits([m1, m2])?, digits([d1, d2])?)?;
    let (hour, minute) = (digits([h1, h2])?, digits([i1, i2])?);
    match digits([s1, s2])? {
        // chrono writes a leap second as the second before it with more nanoseconds.
        60 => date.and_hms_nano_opt(hour, minute, 59, nanos + 1_000_000_000),
        second => date.and_hms_nano_opt(hour, minute, second, nanos),
    }
}

fn digits<const N: usize>(digits: [u8; N]) -> Option<u32> {
    let mut number = 0;
    for digit in digits {
        number = number * 10 + u32::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    Some(number)
}

/// Returns the nanoseconds of a fraction of a second, and what follows it.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let (mut nanos, mut unit, mut rest) = (0, 100_000_000, text);
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        nanos += u32::from(digit - b'0') * unit;
        (unit, rest) = (unit / 10, after);
    }
    (rest.len() < text.len()).then_some((nanos, rest))
}

/// Returns the distance of a zone from UTC.
fn offset(zone: &[u8]) -> Option<TimeDelta> {
    if let [] | [b'Z' | b'z'] = zone {
        return Some(TimeDelta::zero());
    }
    let [sign @ (b'+' | b'-'), h1, h2, rest @ ..] = zone else { return None };
    let minutes = match rest {
        [] => 0,
        [i1, i2] | [b':', i1, i2] => digits([*i1, *i2])?,
        _ => return None,
    };
    let hours = digits([*h1, *h2])?;
    let offset = TimeDelta::minutes(i64::from(hours * 60 + minutes));
    (hours < 24 && minutes < 60).then_some(if *sign == b'-' { -offset } else { offset })
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time)
    }
}

impl From<Timestamp> for DateTime<Utc> {
    fn from(time: Timestamp) -> Self {
        time.0
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text(str::parse, "an ISO 8601 time"))
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Timestamp {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Timestamp".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date-time" })
    }
}
