//! Formats of texts, and ISO 8601.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

/// A format that is checked. Other formats of the document are not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// A date, or a date and a time with or without a zone (ISO 8601).
    IsoDate,
    /// A date and a time with seconds and a zone (RFC 3339).
    DateTime,
    /// A date alone (RFC 3339, full-date).
    Date,
    /// 32 hexadecimal digits in five groups.
    Uuid,
}

impl Format {
    /// Returns the format with a name, if it is checked.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "isodate" => Some(Self::IsoDate),
            "date-time" => Some(Self::DateTime),
            "date" => Some(Self::Date),
            "uuid" => Some(Self::Uuid),
            _ => None,
        }
    }

    pub(super) fn fits(self, text: &str) -> bool {
        match self {
            Self::IsoDate => instant(text).is_some(),
            Self::DateTime => {
                Reading::of(text).is_some_and(|reading| reading.seconds && reading.zone)
            }
            Self::Date => text.len() == 10 && instant(text).is_some(),
            Self::Uuid => text.len() == 36 && Uuid::try_parse(text).is_ok(),
        }
    }

    pub(crate) fn expected(self) -> &'static str {
        match self {
            Self::IsoDate => {
                "must be an ISO 8601 date or date-time; the + of a zone is sent as %2B"
            }
            Self::DateTime => "must be an RFC 3339 date-time",
            Self::Date => "must be a date such as 2017-07-21",
            Self::Uuid => "must be a UUID",
        }
    }
}

/// Reads a time of ISO 8601.
///
/// It is a date, `2017-07-21`, which is midnight; and a date and time,
/// `2017-07-21T17:32[:28[.5]]`, with `Z`, an offset such as `+02:00`, `+0200`
/// or `+02`, or nothing, which is UTC. Digits after the nanosecond are cut off.
/// The forms of ISO 8601 without separators, with weeks, or with the number of
/// the day in the year are not read.
pub(crate) fn instant(text: &str) -> Option<DateTime<Utc>> {
    Reading::of(text).map(|reading| reading.instant)
}

struct Reading {
    instant: DateTime<Utc>,
    seconds: bool,
    zone: bool,
}

impl Reading {
    fn of(text: &str) -> Option<Self> {
        let mut rest = Rest(text.as_bytes());
        let year = rest.digits(4)?;
        rest.one_of(b"-")?;
        let month = rest.digits(2)?;
        rest.one_of(b"-")?;
        let day = rest.digits(2)?;
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        if rest.0.is_empty() {
            let instant = date.and_hms_opt(0, 0, 0)?.and_utc();
            return Some(Self { instant, seconds: false, zone: false });
        }
        rest.one_of(b"Tt")?;
        let hour = rest.digits(2)?;
        rest.one_of(b":")?;
        let minute = rest.digits(2)?;
        let seconds = rest.one_of(b":").is_some();
        let second = if seconds { rest.digits(2)? } else { 0 };
        let fraction = seconds && rest.one_of(b".,").is_some();
        let nanoseconds = if fraction { rest.nanoseconds()? } else { 0 };
        // A leap second counts as the second that follows.
        let (second, leap) = if second == 60 { (59, 1) } else { (second, 0) };
        let local = date.and_hms_nano_opt(hour, minute, second, nanoseconds)?;
        let local = local.checked_add_signed(TimeDelta::seconds(leap))?;
        let offset = if rest.0.is_empty() { None } else { Some(rest.offset()?) };
        let east = offset.map_or(0, |offset| offset.local_minus_utc());
        let instant = local.checked_sub_signed(TimeDelta::seconds(i64::from(east)))?.and_utc();
        rest.0.is_empty().then_some(Self { instant, seconds, zone: offset.is_some() })
    }
}

/// The unread bytes of a text.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn one_of(&mut self, set: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first().filter(|(first, _)| set.contains(first))?;
        self.0 = rest;
        Some(*first)
    }

    fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.iter().try_fold(0, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
        })
    }

    fn nanoseconds(&mut self) -> Option<u32> {
        let length = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        let places = digits.iter().copied().chain(std::iter::repeat(b'0')).take(9);
        (length > 0).then(|| places.fold(0, |number, byte| number * 10 + u32::from(byte - b'0')))
    }

    fn offset(&mut self) -> Option<FixedOffset> {
        let sign = self.one_of(b"Zz+-")?;
        if sign.eq_ignore_ascii_case(&b'Z') {
            return FixedOffset::east_opt(0);
        }
        let hours = self.digits(2).filter(|hours| *hours < 24)?;
        let colon = self.one_of(b":").is_some();
        let minutes = if colon || !self.0.is_empty() { self.digits(2)? } else { 0 };
        let seconds = i32::try_from((hours * 60 + minutes) * 60).ok().filter(|_| minutes < 60)?;
        FixedOffset::east_opt(if sign == b'-' { -seconds } else { seconds })
    }
}
