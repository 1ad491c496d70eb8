//! Times of the formats `date-time` and `isodate`.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, TimeDelta, Utc,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
        let text = text.as_bytes();
        usual(text).or_else(|| parse(text)).map(Self).ok_or(ParseTimestampError)
    }
}

/// Parses the usual form, `2017-07-21T17:32:28Z` with or without milliseconds, whose
/// parts stand at fixed places; None for every other text.
fn usual(text: &[u8]) -> Option<DateTime<Utc>> {
    let (second, millis) = match text {
        [second @ .., b'Z'] if second.len() == 19 => (second, 0),
        [second @ .., b'.', a, b, c, b'Z'] if second.len() == 19 => {
            (second, digits(&[*a, *b, *c])?)
        }
        _ => return None,
    };
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', i1, i2, b':', s1, s2] =
        *second
    else {
        return None;
    };
    let (year, month) = (digits(&[y1, y2, y3, y4])?, digits(&[m1, m2])?);
    let date = NaiveDate::from_ymd_opt(year.try_into().ok()?, month, digits(&[d1, d2])?)?;
    // A leap second is left to the other parser.
    let (hour, minute) = (digits(&[h1, h2])?, digits(&[i1, i2])?);
    let time = NaiveTime::from_hms_milli_opt(hour, minute, digits(&[s1, s2])?, millis)?;
    Some(date.and_time(time).and_utc())
}

fn digits<const N: usize>(digits: &[u8; N]) -> Option<u32> {
    let mut number = 0;
    for digit in digits {
        number = number * 10 + u32::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    Some(number)
}

fn parse(text: &[u8]) -> Option<DateTime<Utc>> {
    let mut rest = Rest(text);
    let year = rest.digits(4)?;
    rest.byte(b"-")?;
    let month = rest.digits(2)?;
    rest.byte(b"-")?;
    let day = rest.digits(2)?;
    let date = NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)?;
    if rest.0.is_empty() {
        return Some(date.and_time(NaiveTime::MIN).and_utc());
    }
    rest.byte(b"Tt ")?;
    let hour = rest.digits(2)?;
    rest.byte(b":")?;
    let minute = rest.digits(2)?;
    let mut second = 0;
    let mut nanos = 0;
    if rest.byte(b":").is_some() {
        second = rest.digits(2)?;
        if rest.byte(b".,").is_some() {
            nanos = rest.fraction()?;
        }
    }
    // chrono writes a leap second as the second before it with more nanoseconds.
    if second == 60 {
        (second, nanos) = (59, nanos + 1_000_000_000);
    }
    let time = NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)?;
    let offset = rest.offset()?;
    if !rest.0.is_empty() {
        return None;
    }
    let time = NaiveDateTime::new(date, time).checked_sub_signed(offset)?;
    // A year that needs more than four digits could not be parsed again.
    (0..=9999).contains(&time.year()).then(|| time.and_utc())
}

/// The rest of the text.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn byte(&mut self, any_of: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        any_of.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let mut number = 0;
        for digit in digits {
            number = number * 10 + char::from(*digit).to_digit(10)?;
        }
        self.0 = rest;
        Some(number)
    }

    fn fraction(&mut self) -> Option<u32> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(count)?;
        if digits.is_empty() {
            return None;
        }
        self.0 = rest;
        let padded = digits.iter().chain(std::iter::repeat(&b'0')).take(9);
        Some(padded.fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    fn offset(&mut self) -> Option<TimeDelta> {
        if self.0.is_empty() || self.byte(b"Zz").is_some() {
            return Some(TimeDelta::zero());
        }
        let sign = self.byte(b"+-")?;
        let hours = self.digits(2)?;
        let has_minutes = self.byte(b":").is_some() || !self.0.is_empty();
        let minutes = if has_minutes { self.digits(2)? } else { 0 };
        if hours > 23 || minutes > 59 {
            return None;
        }
        let offset = TimeDelta::minutes(i64::from(hours * 60 + minutes));
        Some(if sign == b'-' { -offset } else { offset })
    }
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
        struct Text;

        impl serde::de::Visitor<'_> for Text {
            type Value = Timestamp;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an ISO 8601 time")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Timestamp, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
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
