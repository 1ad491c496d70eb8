//! Formats of texts, and ISO 8601.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use regress::Regex;
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

/// A date, or a date and a time with or without a zone.
static ISO_8601: LazyLock<Regex> = LazyLock::new(|| {
    let date = r"(\d{4})-(\d\d)-(\d\d)";
    let time = r"(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?";
    let zone = r"[Zz]|([+-])(\d\d)(?::?(\d\d))?";
    let pattern = format!("^{date}(?:[Tt]{time}({zone})?)?$");
    Regex::new(&pattern).expect("a pattern of ECMA-262")
});

impl Reading {
    fn of(text: &str) -> Option<Self> {
        let found = ISO_8601.find(text)?;
        let part = |group| found.group(group).map(|range| &text[range]);
        let number = |group| part(group).map_or(Some(0), |digits| digits.parse().ok());
        let date = NaiveDate::from_ymd_opt(part(1)?.parse().ok()?, number(2)?, number(3)?)?;
        // A leap second counts as the second that follows.
        let (second, leap) = if number(6)? == 60 { (59, 1) } else { (number(6)?, 0) };
        let nanoseconds = format!("{:0<9.9}", part(7).unwrap_or_default()).parse().ok()?;
        let local = date.and_hms_nano_opt(number(4)?, number(5)?, second, nanoseconds)?;
        let local = local.checked_add_signed(TimeDelta::seconds(leap))?;
        let offset = NaiveTime::from_hms_opt(number(10)?, number(11)?, 0)? - NaiveTime::MIN;
        let east = if part(9) == Some("-") { -offset } else { offset };
        let instant = local.checked_sub_signed(east)?.and_utc();
        Some(Self { instant, seconds: part(6).is_some(), zone: part(8).is_some() })
    }
}
