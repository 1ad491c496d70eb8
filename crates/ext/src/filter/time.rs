//! The bounds of a range of time.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::Timestamp;

/// A point in time, or a day, as the bound of a range.
///
/// A day stands for the whole day: as a lower bound for its first moment, as an
/// upper bound for its last millisecond. A time without a zone is UTC, as the
/// documentation says.
pub trait TimeBound {
    /// Returns the first moment that it stands for.
    fn first(self) -> Timestamp;
    /// Returns the last moment that it stands for.
    fn last(self) -> Timestamp;
}

impl TimeBound for Timestamp {
    fn first(self) -> Timestamp {
        self
    }

    fn last(self) -> Timestamp {
        self
    }
}

impl<Tz: TimeZone> TimeBound for DateTime<Tz> {
    fn first(self) -> Timestamp {
        self.with_timezone(&Utc).into()
    }

    fn last(self) -> Timestamp {
        self.first()
    }
}

impl TimeBound for NaiveDateTime {
    fn first(self) -> Timestamp {
        self.and_utc().into()
    }

    fn last(self) -> Timestamp {
        self.first()
    }
}

impl TimeBound for NaiveDate {
    fn first(self) -> Timestamp {
        self.and_time(NaiveTime::MIN).first()
    }

    fn last(self) -> Timestamp {
        let day = TimeDelta::milliseconds(24 * 60 * 60 * 1000 - 1);
        (self.and_time(NaiveTime::MIN).and_utc() + day).into()
    }
}
