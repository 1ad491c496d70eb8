//! The time that the sandbox believes it is.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};

/// The time of a sandbox: the system's, or one that a test sets.
///
/// Clones show the same time, so a test keeps one and moves it while the
/// sandbox runs. Status of cards and life of tokens follow it; timeouts of
/// connections do not, they are real time.
#[derive(Clone, Default)]
pub struct Clock {
    /// The instant it stands still at; `None` follows the system.
    fixed: Arc<RwLock<Option<DateTime<Utc>>>>,
}

impl Clock {
    /// A clock that follows the system, until it is [set](Self::set).
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still.
    #[must_use]
    pub fn fixed(now: DateTime<Utc>) -> Self {
        let clock = Self::default();
        clock.set(now);
        clock
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let fixed = *self.fixed.read().unwrap_or_else(PoisonError::into_inner);
        fixed.unwrap_or_else(|| SystemTime::now().into())
    }

    /// Stops the clock at an instant, before or after the present one.
    pub fn set(&self, now: DateTime<Utc>) {
        *self.fixed.write().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }

    /// Stops the clock at its present time plus `by`; at the end of all time
    /// where that is beyond it.
    pub fn advance(&self, by: Duration) {
        let mut fixed = self.fixed.write().unwrap_or_else(PoisonError::into_inner);
        let now = fixed.unwrap_or_else(|| SystemTime::now().into());
        let later = TimeDelta::from_std(by).ok().and_then(|by| now.checked_add_signed(by));
        *fixed = Some(later.unwrap_or(DateTime::<Utc>::MAX_UTC));
    }
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
    fn clones_show_the_same_time() {
        let clock = Clock::fixed(DateTime::UNIX_EPOCH);
        let other = clock.clone();
        clock.advance(Duration::from_secs(60));
        assert_eq!(other.now().timestamp(), 60);
        other.set(DateTime::UNIX_EPOCH);
        assert_eq!(clock.now(), DateTime::<Utc>::UNIX_EPOCH);
    }

    #[test]
    fn time_has_an_end_and_no_overflow() {
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
