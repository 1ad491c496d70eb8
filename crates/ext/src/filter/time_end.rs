//! The upper bound of a range of time.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate, NaiveTime, TimeDelta};

use crate::{ParseTimestampError, Timestamp};

/// The upper bound of a range of time.
///
/// As text it is a time, a day, or `before` and a time: `2024-01-31T12:00:00Z`,
/// `2024-01-31`, `before 2024-01-31T23:00:00Z`. A day stands for the whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeEnd {
    /// This time, inclusive.
    At(Timestamp),
    /// This time, exclusive. The documentation has no such bound, so it is sent
    /// as an inclusive one, and the client drops the cards of that moment. A day ends
    /// before the next one begins.
    Before(Timestamp),
}

impl TimeEnd {
    pub(super) fn of_day(day: NaiveDate) -> Self {
        let day = day.and_time(NaiveTime::MIN).and_utc();
        Self::Before((day + TimeDelta::days(1)).into())
    }

    /// Returns the time that is sent.
    pub(crate) fn wire(self) -> Timestamp {
        match self {
            // RFC 3339 writes a year with four digits.
            Self::Before(time) if time.utc().year() > 9999 => self.last(),
            Self::At(time) | Self::Before(time) => time,
        }
    }

    /// Returns the last time within the range, in milliseconds.
    pub(super) fn last(self) -> Timestamp {
        match self {
            Self::At(time) => time,
            Self::Before(time) => (time.utc() - TimeDelta::milliseconds(1)).into(),
        }
    }

    pub(super) fn includes(self, time: Timestamp) -> bool {
        match self {
            Self::At(end) => time <= end,
            Self::Before(end) => time < end,
        }
    }
}

impl From<Timestamp> for TimeEnd {
    fn from(time: Timestamp) -> Self {
        Self::At(time)
    }
}

impl fmt::Display for TimeEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(time) => time.fmt(f),
            Self::Before(time) => match (time.utc().time(), time.utc().date_naive().pred_opt()) {
                (NaiveTime::MIN, Some(day)) => day.fmt(f),
                _ => write!(f, "before {time}"),
            },
        }
    }
}

impl FromStr for TimeEnd {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        if let Some(time) = text.strip_prefix("before ") {
            return time.parse().map(Self::Before);
        }
        let time = text.parse()?;
        // The form of a day is checked by the line before, more strictly than by chrono.
        Ok(text.parse().map_or(Self::At(time), Self::of_day))
    }
}
