//! Ranges of time and of amounts.

use std::ops::{RangeFrom, RangeInclusive, RangeToInclusive};

use chrono::Datelike as _;

use super::TimeBound;
use crate::{Error, Result, Timestamp};

/// A range of time with one bound or two.
///
/// Made from the ranges of Rust: `from..=to`, `from..`, `..=to`, of anything
/// that is a [`TimeBound`]. Whether the server counts a bound itself as inside,
/// below the second, is not documented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeRange {
    pub(crate) from: Option<Timestamp>,
    pub(crate) to: Option<Timestamp>,
}

impl TimeRange {
    /// A range from optional bounds; without any it is no filter.
    pub fn new<T: TimeBound>(from: Option<T>, to: Option<T>) -> Self {
        Self { from: from.map(T::first), to: to.map(T::last) }
    }

    /// Refuses what cannot be meant; `name` is the parameter.
    pub(crate) fn check(self, name: &str) -> Result<()> {
        // RFC 3339 has four digits for the year.
        let is_writable = |time: Timestamp| (0..=9999).contains(&time.utc().year());
        if !self.from.into_iter().chain(self.to).all(is_writable) {
            return Err(Error::invalid(format!("{name}: the year is not from 0 to 9999")));
        }
        ordered(name, self.from, self.to)
    }
}

impl<T: TimeBound> From<RangeInclusive<T>> for TimeRange {
    fn from(range: RangeInclusive<T>) -> Self {
        let (from, to) = range.into_inner();
        Self::new(Some(from), Some(to))
    }
}

impl<T: TimeBound> From<RangeFrom<T>> for TimeRange {
    fn from(range: RangeFrom<T>) -> Self {
        Self::new(Some(range.start), None)
    }
}

impl<T: TimeBound> From<RangeToInclusive<T>> for TimeRange {
    fn from(range: RangeToInclusive<T>) -> Self {
        Self::new(None, Some(range.end))
    }
}

/// A range of amounts in the smallest unit of the card's currency.
///
/// Made from the ranges of Rust: `from..=to`, `from..`, `..=to`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AmountRange {
    pub(crate) from: Option<i64>,
    pub(crate) to: Option<i64>,
}

impl AmountRange {
    /// A range from optional bounds; without any it is no filter.
    #[must_use]
    pub fn new(from: Option<i64>, to: Option<i64>) -> Self {
        Self { from, to }
    }

    pub(crate) fn check(self, name: &str) -> Result<()> {
        ordered(name, self.from, self.to)
    }
}

impl From<RangeInclusive<i64>> for AmountRange {
    fn from(range: RangeInclusive<i64>) -> Self {
        Self::new(Some(*range.start()), Some(*range.end()))
    }
}

impl From<RangeFrom<i64>> for AmountRange {
    fn from(range: RangeFrom<i64>) -> Self {
        Self::new(Some(range.start), None)
    }
}

impl From<RangeToInclusive<i64>> for AmountRange {
    fn from(range: RangeToInclusive<i64>) -> Self {
        Self::new(None, Some(range.end))
    }
}

fn ordered<T: PartialOrd>(name: &str, from: Option<T>, to: Option<T>) -> Result<()> {
    match (from, to) {
        (Some(from), Some(to)) if from > to => Err(Error::invalid(format!(
            "{name}: the range ends before it begins, so no card can match"
        ))),
        _ => Ok(()),
    }
}
