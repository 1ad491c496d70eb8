//! Notices that cursors run in a circle, in bounded memory.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;

use crate::Cursor;

/// Cursors that are remembered, as hashes: the pages of 6.5 million cards.
const REMEMBERED: usize = 65_536;

/// The cursors that a listing has come by.
///
/// The first [`REMEMBERED`] are remembered all, so a way back to any of them is
/// noticed at once. Beyond them one cursor at a time is, for twice as long as
/// the one before, so any circle is noticed in the end (Brent's method).
#[derive(Debug, Default)]
pub(super) struct Circle {
    hasher: RandomState,
    seen: HashSet<u64>,
    landmark: Option<u64>,
    steps: usize,
}

impl Circle {
    /// Whether the listing has been at this cursor before.
    pub(super) fn closes_at(&mut self, cursor: &Cursor) -> bool {
        let hash = self.hasher.hash_one(cursor.as_str());
        if self.landmark == Some(hash) || self.seen.contains(&hash) {
            return true;
        }
        self.steps += 1;
        if self.seen.len() < REMEMBERED {
            self.seen.insert(hash);
        } else if self.steps.is_power_of_two() || self.landmark.is_none() {
            self.landmark = Some(hash);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{Circle, Cursor, REMEMBERED};

    fn steps_until_closed(mut cursors: impl Iterator<Item = usize>) -> Option<usize> {
        let mut circle = Circle::default();
        cursors.position(|number| circle.closes_at(&Cursor::new(number.to_string()).unwrap()))
    }

    #[test]
    fn a_way_back_is_noticed_at_once() {
        assert_eq!(steps_until_closed([1, 1].into_iter()), Some(1));
        assert_eq!(steps_until_closed([1, 2, 3, 4, 2].into_iter()), Some(4));
    }

    #[test]
    fn a_listing_that_ends_is_no_circle() {
        assert_eq!(steps_until_closed(0..REMEMBERED * 3), None);
    }

    #[test]
    fn a_circle_beyond_memory_is_noticed_in_the_end() {
        let late = REMEMBERED * 2;
        let cursors = (0..late).chain((0..).map(|step| late + step % 1_000));
        let noticed = steps_until_closed(cursors.take(late * 4));
        assert!(noticed.is_some_and(|step| step < late * 2 + 2_000), "{noticed:?}");
    }
}
