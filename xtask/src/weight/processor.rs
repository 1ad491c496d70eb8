//! The time that processors spent on programs that were run.
//!
//! It says what a build costs where the clock says what else the machine did.

use std::fs;
use std::time::Duration;

/// Linux counts for programs in hundredths of a second, whatever it runs on.
const TICK: Duration = Duration::from_millis(10);

/// Time of all programs that were run so far and have ended, and of those that
/// they ran; None where Linux is not what tells it.
pub(super) fn of_children() -> Option<Duration> {
    read(&fs::read_to_string("/proc/self/stat").ok()?)
}

/// Reads fields 16 and 17 of `proc_pid_stat(5)`: of children, in their own code
/// and in the kernel's.
fn read(stat: &str) -> Option<Duration> {
    // The second field is a name in parentheses and may have both in it.
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut fields = rest.split(' ').skip(13);
    let user: u32 = fields.next()?.parse().ok()?;
    let system: u32 = fields.next()?.parse().ok()?;
    TICK.checked_mul(user.checked_add(system)?)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::read;

    #[test]
    fn time_of_children_is_read_past_any_name() {
        let stat = "7 (a) (b c) S 1 7 7 0 -1 4194560 1 2 3 4 50 60 700 81 20 0 1 0 9";
        assert_eq!(read(stat), Some(Duration::from_millis(7810)));
    }

    #[test]
    fn what_is_not_of_linux_is_no_time() {
        for stat in ["", "7 (a) S", "7 (a) S 1 7 7 0 -1 4194560 1 2 3 4 50 60 x 81"] {
            assert_eq!(read(stat), None, "{stat}");
        }
    }
}
