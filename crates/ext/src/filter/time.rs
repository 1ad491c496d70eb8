//! What can bound a range of time.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::Timestamp;

/// A point in time, or a day, as the bound of a range.
///
/// A day stands for all of it: as a lower bound it is its first moment, as an
/// upper bound its last millisecond. What has no zone is UTC, as the
/// documentation says.
pub trait TimeBound {
    /// The first moment that it stands for.
    fn first(self) -> Timestamp;
    /// The last moment that it stands for.
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
