//! Ranges of time and of amounts, and the bounds of a range of time.

use std::ops::{RangeFrom, RangeInclusive, RangeToInclusive};

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

use super::TimeEnd;
use crate::{Error, Result, Timestamp};

/// A range of time with one or two bounds. The lower one is inclusive, and the upper one
/// is as [`TimeEnd`] says.
///
/// The ranges `from..=to`, `from..` and `..=to` of any [`TimeBound`] convert into
/// it. The documentation does not say whether the server compares fractions of a
/// second: one that drops them may leave out cards of the last second, or add some of
/// the second before the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeRange {
    pub(super) from: Option<Timestamp>,
    pub(super) to: Option<TimeEnd>,
}

impl TimeRange {
    /// Creates a range from optional bounds; without bounds it does not filter.
    pub fn new<T: TimeBound>(from: Option<T>, to: Option<T>) -> Self {
        Self { from: from.map(T::first), to: to.map(T::last) }
    }

    pub(crate) fn bounds(self) -> (Option<Timestamp>, Option<TimeEnd>) {
        (self.from, self.to)
    }

    /// Refuses a range that no card can match; `name` is the parameter.
    pub(crate) fn check(self, name: &str) -> Result<()> {
        // RFC 3339 writes a year with four digits.
        let is_writable = |time: Timestamp| (0..=9999).contains(&time.utc().year());
        let to = self.to.map(TimeEnd::wire);
        if !self.from.into_iter().chain(to).all(is_writable) {
            return Err(Error::invalid(format!("{name}: the year is not from 0 to 9999")));
        }
        ordered(name, self.from, self.to.map(TimeEnd::last))
    }
}

/// A range of amounts in the smallest unit of the card's currency, with one or two
/// bounds, both inclusive.
///
/// The ranges `from..=to`, `from..` and `..=to` of `i64` convert into it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AmountRange {
    pub(super) from: Option<i64>,
    pub(super) to: Option<i64>,
}

impl AmountRange {
    /// Creates a range from optional bounds; without bounds it does not filter.
    #[must_use]
    pub fn new(from: Option<i64>, to: Option<i64>) -> Self {
        Self { from, to }
    }

    pub(super) fn bounds(self) -> (Option<i64>, Option<i64>) {
        (self.from, self.to)
    }

    pub(crate) fn check(self, name: &str) -> Result<()> {
        ordered(name, self.from, self.to)
    }
}

/// A point in time, or a day, as the bound of a range.
///
/// A day stands for the whole day: as a lower bound for its first moment, as an upper
/// bound for all of it, whatever the precision of the server (see [`TimeEnd`]). A time
/// without a zone is UTC, as the documentation says.
pub trait TimeBound {
    /// Returns the lower bound: the first moment that it stands for.
    fn first(self) -> Timestamp;
    /// Returns the upper bound: by default the same moment, inclusive.
    fn last(self) -> TimeEnd
    where
        Self: Sized,
    {
        self.first().into()
    }
}

impl TimeBound for Timestamp {
    fn first(self) -> Timestamp {
        self
    }
}

impl<Tz: TimeZone> TimeBound for DateTime<Tz> {
    fn first(self) -> Timestamp {
        self.with_timezone(&Utc).into()
    }
}

impl TimeBound for NaiveDateTime {
    fn first(self) -> Timestamp {
        self.and_utc().into()
    }
}

impl TimeBound for NaiveDate {
    fn first(self) -> Timestamp {
        self.and_time(NaiveTime::MIN).first()
    }

    fn last(self) -> TimeEnd {
        TimeEnd::of_day(self)
    }
}

macro_rules! from_ranges {
    ($($target:ty: $bound:ident $(: $limit:ident)?;)*) => {$(
        impl$(<$bound: $limit>)? From<RangeInclusive<$bound>> for $target {
            fn from(range: RangeInclusive<$bound>) -> Self {
                let (from, to) = range.into_inner();
                Self::new(Some(from), Some(to))
            }
        }

        impl$(<$bound: $limit>)? From<RangeFrom<$bound>> for $target {
            fn from(range: RangeFrom<$bound>) -> Self {
                Self::new(Some(range.start), None)
            }
        }

        impl$(<$bound: $limit>)? From<RangeToInclusive<$bound>> for $target {
            fn from(range: RangeToInclusive<$bound>) -> Self {
                Self::new(None, Some(range.end))
            }
        }
    )*};
}

from_ranges! {
    TimeRange: T: TimeBound;
    AmountRange: i64;
}

fn ordered<T: PartialOrd>(name: &str, from: Option<T>, to: Option<T>) -> Result<()> {
    match (from, to) {
        (Some(from), Some(to)) if from > to => Err(Error::invalid(format!(
            "{name}: the range ends before it begins, so no card can match"
        ))),
        _ => Ok(()),
    }
}
