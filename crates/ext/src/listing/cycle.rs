//! Detects cursors that form a cycle, in bounded memory.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hash};

/// Cursors that are remembered, as hashes: the pages of 6.5 million cards.
pub(super) const REMEMBERED: usize = 65_536;

/// The cursors that a listing has visited.
///
/// The first [`REMEMBERED`] are all remembered, so a return to any of them is
/// detected at once. Of later cursors it remembers one at a time, each for twice
/// as long as the one before, which detects any cycle in the end (Brent's method).
#[derive(Debug, Default)]
pub(super) struct CycleDetector {
    hasher: RandomState,
    seen: HashSet<u64>,
    landmark: Option<u64>,
    steps: usize,
}

impl CycleDetector {
    /// Whether the listing has visited a cursor.
    pub(super) fn has(&self, visited: &(impl Hash + ?Sized)) -> bool {
        let hash = self.hasher.hash_one(visited);
        self.landmark == Some(hash) || self.seen.contains(&hash)
    }

    /// Records a cursor, or the cards of a page; returns whether the listing has visited
    /// it before.
    pub(super) fn record(&mut self, visited: &(impl Hash + ?Sized)) -> bool {
        if self.has(visited) {
            return true;
        }
        let hash = self.hasher.hash_one(visited);
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
    use super::{CycleDetector, REMEMBERED};

    fn steps_until_detected(mut cursors: impl Iterator<Item = usize>) -> Option<usize> {
        let mut cycle = CycleDetector::default();
        cursors.position(|number| cycle.record(&number))
    }

    #[test]
    fn a_return_is_detected_at_once() {
        assert_eq!(steps_until_detected([1, 1].into_iter()), Some(1));
        assert_eq!(steps_until_detected([1, 2, 3, 4, 2].into_iter()), Some(4));
    }

    #[test]
    fn a_listing_that_ends_has_no_cycle() {
        assert_eq!(steps_until_detected(0..REMEMBERED * 3), None);
    }

    #[test]
    fn a_cycle_beyond_memory_is_detected_in_the_end() {
        let late = REMEMBERED * 2;
        let cursors = (0..late).chain((0..).map(|step| late + step % 1_000));
        let detected = steps_until_detected(cursors.take(late * 4));
        assert!(detected.is_some_and(|step| step < late * 2 + 2_000), "{detected:?}");
    }
}
