//! The time zone of days, months and of the times that are shown.

use std::str::FromStr;
use std::time::SystemTime;

use dintero_cards::Timestamp;
use jiff::Span;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

#[derive(clap::Args)]
pub(crate) struct ZoneFlag {
    /// Time zone of days, months and shown times, such as Europe/Oslo; by default days are
    /// those of UTC, and times are shown in the zone of this machine
    #[arg(long, value_name = "ZONE", env = "DINTERO_TIME_ZONE", hide_env_values = true)]
    pub(crate) time_zone: Option<Zone>,
}

/// A time zone by its IANA name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Zone(TimeZone);

/// Which end of a day or month a text stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    First,
    Last,
}

impl Zone {
    pub(crate) fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    pub(crate) fn system() -> Self {
        let zone = TimeZone::system();
        let is_utc = |name| ["Etc/Unknown", "Etc/UTC"].contains(&name);
        if zone.iana_name().is_none_or(is_utc) { Self::utc() } else { Self(zone) }
    }

    pub(crate) fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// Returns a point in time on the clocks of this zone.
    pub(crate) fn local(&self, time: Timestamp) -> DateTime {
        let utc = time.utc();
        // chrono writes a leap second as nanoseconds beyond a second.
        let nanos = utc.timestamp_subsec_nanos().min(999_999_999);
        match jiff::Timestamp::new(utc.timestamp(), nanos.cast_signed()) {
            Ok(moment) => self.0.to_datetime(moment),
            // The last day that there is, which often means never, is shown as in UTC.
            Err(_) => time.to_string().trim_end_matches('Z').parse().unwrap_or(DateTime::MAX),
        }
    }

    /// Prints a point in time to the minute.
    pub(crate) fn minute(&self, time: Timestamp) -> String {
        self.local(time).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// Prints a point in time to the second, with the name of the zone.
    pub(crate) fn second(&self, time: Timestamp) -> String {
        format!("{} {}", self.local(time).strftime("%Y-%m-%d %H:%M:%S"), self.name())
    }

    /// Returns the number of days of this zone between two points in time.
    pub(crate) fn days_between(&self, from: Timestamp, to: Timestamp) -> i64 {
        let days = self.local(to).date() - self.local(from).date();
        i64::from(days.get_days())
    }

    pub(crate) fn today(&self) -> Date {
        self.0.to_datetime(jiff::Timestamp::now()).date()
    }

    /// Returns the beginning or the end of a day (2026-10-31), a month (2026-10) or a
    /// time without a zone, as a filter reads it; None for any other text.
    pub(crate) fn bound(&self, text: &str, end: End) -> Option<String> {
        if let Some(first) = Date::from_str(&format!("{text}-01")).ok().filter(|_| text.len() == 7)
        {
            return self.moment(first, first.last_of_month(), end);
        }
        if let Some(day) = Date::from_str(text).ok().filter(|_| text.len() == 10) {
            return self.moment(day, day, end);
        }
        let has_zone = |text: &str| text.contains(['Z', 'z', '+']) || text[10..].contains('-');
        let is_time = text.len() > 10 && text.is_char_boundary(10) && !has_zone(text);
        let local = is_time.then(|| DateTime::from_str(text).ok()).flatten()?;
        Some(self.0.to_timestamp(local).ok()?.to_string())
    }

    /// Returns the moment of a text; a day or a month stands for its last second.
    pub(crate) fn moment_of(&self, text: &str) -> Option<Timestamp> {
        let bound = self.bound(text, End::Last);
        let text = bound.as_deref().unwrap_or(text);
        let Some(after) = text.strip_prefix("before ") else { return text.parse().ok() };
        let last = jiff::Timestamp::from_str(after).ok()?.checked_sub(Span::new().seconds(1));
        last.ok()?.to_string().parse().ok()
    }

    /// Returns the end of the day that is this span from today.
    pub(crate) fn after(&self, span: Span) -> Option<String> {
        let day = self.today().checked_add(span).ok()?;
        self.moment(day, day, End::Last)
    }

    fn moment(&self, first: Date, last: Date, end: End) -> Option<String> {
        let start = |day: Date| self.0.to_timestamp(day.to_datetime(Time::midnight())).ok();
        Some(match end {
            End::First => start(first)?.to_string(),
            End::Last => match last.tomorrow().ok().and_then(start) {
                Some(after) => format!("before {after}"),
                // The last days that there are end as those of UTC.
                None => last.to_string(),
            },
        })
    }
}

pub(crate) fn now() -> Timestamp {
    of_system(SystemTime::now())
}

/// Converts seconds since 1970.
pub(crate) fn of_unix(seconds: i64) -> Option<Timestamp> {
    jiff::Timestamp::from_second(seconds).ok()?.to_string().parse().ok()
}

/// Converts a time of the system; the year 1970 stands for one that has no year.
pub(crate) fn of_system(time: SystemTime) -> Timestamp {
    let moment = jiff::Timestamp::try_from(time).unwrap_or_default();
    moment.to_string().parse().expect("jiff prints RFC 3339")
}

impl FromStr for Zone {
    type Err = &'static str;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "system" => Ok(Self::system()),
            _ => TimeZone::get(name)
                .map(Self)
                .map_err(|_| "not a time zone such as Europe/Oslo or UTC"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{End, Zone};

    #[test]
    fn a_day_and_a_month_are_those_of_the_zone() {
        let oslo: Zone = "Europe/Oslo".parse().unwrap();
        let bound = |text, end| oslo.bound(text, end).unwrap();
        assert_eq!(bound("2026-10", End::First), "2026-09-30T22:00:00Z");
        // Summer time ends on the 25th.
        assert_eq!(bound("2026-10", End::Last), "before 2026-10-31T23:00:00Z");
        assert_eq!(bound("2026-10-25", End::First), "2026-10-24T22:00:00Z");
        assert_eq!(bound("2026-10-25", End::Last), "before 2026-10-25T23:00:00Z");
        assert_eq!(bound("2026-01-02T03:04:05", End::Last), "2026-01-02T02:04:05Z");
        let moment = |text| oslo.moment_of(text).map(|moment| oslo.second(moment)).unwrap();
        assert_eq!(moment("2026-10-30"), "2026-10-30 23:59:59 Europe/Oslo");
        assert_eq!(moment("2026-10"), "2026-10-31 23:59:59 Europe/Oslo");
        assert_eq!(moment("2026-10-31T12:00:00Z"), "2026-10-31 13:00:00 Europe/Oslo");
        assert_eq!(oslo.moment_of("october"), None);
        assert_eq!(Zone::utc().bound("2026-02", End::Last).unwrap(), "before 2026-03-01T00:00:00Z");
        for text in ["2026-10-25T00:00:00Z", "2026-10-25T00:00:00+02:00", "2026-13", "yesterday"] {
            assert_eq!(oslo.bound(text, End::First), None, "{text}");
        }
    }

    #[test]
    fn a_day_that_begins_at_one_o_clock_has_all_its_hours() {
        let zone: Zone = "America/Asuncion".parse().unwrap();
        assert_eq!(zone.bound("2022-10-02", End::First).unwrap(), "2022-10-02T04:00:00Z");
        assert_eq!(zone.bound("2022-10-01", End::Last).unwrap(), "before 2022-10-02T04:00:00Z");
    }
}
