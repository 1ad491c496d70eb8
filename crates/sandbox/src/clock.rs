//! The clock of a sandbox.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};

/// The clock of a sandbox: the system clock, or one that a test sets.
///
/// Clones share one time, so a test can keep a clone and move it while the
/// sandbox runs. The status of cards and the lifetime of tokens follow the
/// clock; timeouts of connections are in real time.
#[derive(Clone, Default)]
pub struct Clock {
    /// The fixed time; `None` follows the system clock.
    fixed: Arc<RwLock<Option<DateTime<Utc>>>>,
}

impl Clock {
    /// Returns a clock that follows the system clock until it is [set](Self::set).
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// Returns a clock with a fixed time.
    #[must_use]
    pub fn fixed(now: DateTime<Utc>) -> Self {
        let clock = Self::default();
        clock.set(now);
        clock
    }

    /// Returns the present time of the clock.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let fixed = *self.fixed.read().unwrap_or_else(PoisonError::into_inner);
        fixed.unwrap_or_else(|| SystemTime::now().into())
    }

    /// Fixes the clock at a time, before or after the present one.
    pub fn set(&self, now: DateTime<Utc>) {
        *self.fixed.write().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }

    /// Fixes the clock at its present time plus `by`, at most at
    /// [`DateTime::MAX_UTC`].
    pub fn advance(&self, by: Duration) {
        let mut fixed = self.fixed.write().unwrap_or_else(PoisonError::into_inner);
        let now = fixed.unwrap_or_else(|| SystemTime::now().into());
        let later = TimeDelta::from_std(by).ok().and_then(|by| now.checked_add_signed(by));
        *fixed = Some(later.unwrap_or(DateTime::<Utc>::MAX_UTC));
    }
}

/// Returns a time a number of seconds later, or earlier if negative; the first or the last
/// time that there is if it is beyond.
pub(crate) fn later(time: DateTime<Utc>, seconds: i64) -> DateTime<Utc> {
    let later = TimeDelta::try_seconds(seconds).and_then(|by| time.checked_add_signed(by));
    later.unwrap_or(if seconds < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC })
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::{DateTime, Utc};

    use super::Clock;

    #[test]
    fn clones_share_one_time() {
        let clock = Clock::fixed(DateTime::UNIX_EPOCH);
        let other = clock.clone();
        clock.advance(Duration::from_secs(60));
        assert_eq!(other.now().timestamp(), 60);
        other.set(DateTime::UNIX_EPOCH);
        assert_eq!(clock.now(), DateTime::<Utc>::UNIX_EPOCH);
    }

    #[test]
    fn time_stops_at_its_maximum_without_overflow() {
        let clock = Clock::fixed(DateTime::UNIX_EPOCH);
        clock.advance(Duration::MAX);
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(), DateTime::<Utc>::MAX_UTC);
    }

    #[test]
    fn the_system_clock_stops_when_it_is_set() {
        let clock = Clock::system();
        assert!(clock.now().timestamp() > 0);
        clock.set(DateTime::UNIX_EPOCH);
        assert_eq!(clock.now(), DateTime::<Utc>::UNIX_EPOCH);
    }
}
