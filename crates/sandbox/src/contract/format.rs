//! Formats of texts, and ISO 8601.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use regress::Regex;
use uuid::Uuid;

/// A format that is checked. Other formats of the document are not checked.
#[derive(Debug)]
pub(crate) struct Format {
    name: &'static str,
    /// The rule that a text violates that does not have the format.
    pub(crate) rule: &'static str,
    pub(super) fits: fn(&str) -> bool,
}

/// 32 hexadecimal digits in five groups.
pub(crate) const UUID: Format = Format {
    name: "uuid",
    rule: "must be a UUID",
    fits: |text| text.len() == 36 && Uuid::try_parse(text).is_ok(),
};

static FORMATS: [Format; 4] = [
    Format {
        name: "isodate",
        rule: "must be an ISO 8601 date or date-time; the + of a zone is sent as %2B",
        fits: |text| instant(text).is_some(),
    },
    Format {
        name: "date-time",
        rule: "must be an RFC 3339 date-time",
        fits: |text| Reading::of(text).is_some_and(|reading| reading.seconds && reading.zone),
    },
    Format {
        name: "date",
        rule: "must be a date such as 2017-07-21",
        fits: |text| text.len() == 10 && instant(text).is_some(),
    },
    UUID,
];

impl Format {
    /// Returns the format with a name, if it is checked.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
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
