//! The parts of a listing that nobody has listed yet, and guesses of how long they are.
//!
//! The guesses decide how parts are cut into windows, and nothing else: a wrong guess costs
//! extra requests, but never loses a card.

use std::collections::BTreeSet;

use super::cuts::{Cuts, Order};
use super::guess::{Expected, Guess, LONGEST, NARROW, UNKNOWN};
use super::seen::{Seen, width};
use crate::Timestamp;
use crate::listing::Span;

/// Fewest pages of a window that is cut off: each window may add a page that is not full,
/// so windows of one page could double the requests. In the simulation, three pages are
/// better than two and four.
const SHORTEST: f64 = 3.0;
/// Pages nearest to what was seen that are taken to be as dense: half of the longest
/// window, so that a wrong guess is noticed early.
const NEAR: f64 = 16.0;
/// Each part farther away is longer than the one before it, by this factor: about 14 parts
/// reach from a minute to a century.
const GROWTH: f64 = 4.0;
/// Longest estimate that is trusted, in target windows: a longer one extrapolates too far
/// from the density of two pages.
const TRUSTED: f64 = 20.0;
/// Pages per worker that splitting may waste, in addition to a quarter of the listed pages.
/// It allows splits at the start, when nothing is listed yet, and bounds the requests.
const ALLOWED: f64 = 8.0;
/// 1990-01-01 and 2100-01-01 in seconds: cards are seldom older or newer.
const USUAL: (f64, f64) = (631_152_000.0, 4_102_444_800.0);

/// The parts of a listing that nobody has listed yet.
#[derive(Debug)]
pub(super) struct Board {
    workers: f64,
    areas: Vec<Area>,
    cuts: Cuts,
    /// Number of windows that are being listed without an estimate.
    unknown: usize,
    next: u64,
    /// Number of pages of windows that were listed to their end, and that were given up.
    listed: f64,
    given_up: f64,
    /// Most pages of a window.
    longest: f64,
    /// The beginnings of the windows that were taken and not delivered, if windows are
    /// delivered in the order of time.
    in_order: Option<BTreeSet<Option<Timestamp>>>,
}

/// A part of the listing.
#[derive(Debug)]
struct Area {
    id: u64,
    span: Span,
    guess: Guess,
}

/// A window that a worker lists.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) span: Span,
    id: u64,
    expected: Expected,
}

impl Board {
    /// Creates the board of a listing whose filter has limits. In order, it gives windows in
    /// the order of time, and no more than two for each worker before the first of them is
    /// delivered.
    pub(super) fn new(workers: usize, spans: Vec<Span>, limits: Span, in_order: bool) -> Self {
        let (areas, cuts, unknown, next) = (Vec::new(), Cuts::new(limits), 0, 0);
        let (workers, listed, given_up) = (workers as f64, 0.0, 0.0);
        let (longest, in_order) = (LONGEST, in_order.then(BTreeSet::new));
        let mut board =
            Self { workers, areas, cuts, unknown, next, listed, given_up, longest, in_order };
        spans.into_iter().for_each(|span| board.add(span, Guess::Unknown));
        board
    }

    pub(super) fn is_in_order(&self) -> bool {
        self.in_order.is_some()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    pub(super) fn deliver(&mut self, span: Span) {
        if let Some(taken) = &mut self.in_order {
            taken.remove(&span.from);
        }
    }

    /// Notes when a card was created.
    pub(super) fn see(&mut self, time: Timestamp) {
        self.cuts.see(time);
    }

    fn add(&mut self, span: Span, guess: Guess) {
        self.next += 1;
        let guess = if self.is_in_order() { guess.ascending() } else { guess };
        self.areas.push(Area { id: self.next, span, guess });
    }

    /// Returns the number of pages that the next window should have: the less is left, the
    /// shorter, so that all workers end at the same time.
    fn target(&self) -> f64 {
        // Windows in order wait for each other, and long ones less often.
        let unknown = if self.is_in_order() { LONGEST } else { UNKNOWN };
        let pages = |area: &Area| area.guess.pages().unwrap_or(unknown);
        let left = self.areas.iter().map(pages).sum::<f64>() + self.unknown as f64 * unknown;
        (left / (1.5 * self.workers)).clamp(SHORTEST.min(self.longest), self.longest)
    }

    pub(super) fn take(&mut self) -> Option<Task> {
        let index = self.next_area()?;
        let target = self.target();
        let Area { id, span, guess } = self.areas.swap_remove(index);
        let (cut, expected, rest) = guess.cut(span, target, &self.cuts);
        self.unknown += usize::from(expected == Expected::Nothing);
        let span = match cut {
            Some((first, second)) => {
                self.areas.push(Area { id, span: second, guess: rest });
                first
            }
            None => span,
        };
        if let Some(taken) = &mut self.in_order {
            taken.insert(span.from);
        }
        Some(Task { span, id, expected })
    }

    /// Returns the index of the part that is cut next: the earliest, or the longest.
    fn next_area(&self) -> Option<usize> {
        let areas = self.areas.iter().enumerate();
        if let Some(taken) = &self.in_order {
            let (index, earliest) = areas.min_by_key(|(_, area)| area.span.from)?;
            let is_first = taken.first().is_none_or(|first| earliest.span.from < *first);
            let few_wait = taken.len() < 2 * self.workers as usize;
            return (is_first || few_wait).then_some(index);
        }
        let urgency = |area: &Area| area.guess.pages().unwrap_or(f64::INFINITY);
        areas.max_by(|a, b| urgency(a.1).total_cmp(&urgency(b.1))).map(|(index, _)| index)
    }

    /// Whether a window should be given up after the pages that were seen of it, because
    /// several workers would list the rest sooner.
    pub(super) fn is_too_long(&self, task: &Task, seen: &Seen) -> bool {
        if !self.can_be_cut(task) {
            return false;
        }
        let (pages, target) = (seen.pages as f64, self.target());
        if self.given_up + pages > ALLOWED * self.workers + self.listed / 4.0 {
            return false;
        }
        if seen.is_one_moment() && pages <= 2.0 * LONGEST {
            return false;
        }
        match (seen.order, task.expected) {
            (Order::None, Expected::Nothing) => true,
            (Order::None, _) => pages > 2.0 * LONGEST && seen.pages.is_power_of_two(),
            (_, expected) => {
                let expected = if let Expected::Pages(pages) = expected { pages } else { 0.0 };
                let left = seen.pages_left(self.cuts.limited(task.span), self.cuts.unit());
                left > 1.5 * target && left > 2.0 * pages.max(expected)
            }
        }
    }

    /// Whether a window that takes too much memory can be divided. Further windows are then
    /// shorter.
    pub(super) fn must_be_split(&mut self, task: &Task, seen: &Seen) -> bool {
        // One page says nothing about where its window can be divided.
        let can_be_split = self.is_in_order() && seen.pages > 1 && self.can_be_cut(task);
        if can_be_split {
            self.longest = self.longest.min(seen.pages as f64 / 2.0).max(1.0);
        }
        can_be_split
    }

    fn can_be_cut(&self, task: &Task) -> bool {
        let width = width(self.cuts.limited(task.span));
        task.expected != Expected::Whole && width.is_none_or(|width| width >= NARROW)
    }

    /// Replaces a window by several, after the pages that were seen of it.
    pub(super) fn split(&mut self, task: &Task, seen: &Seen) {
        self.end(task);
        self.deliver(task.span);
        self.given_up += seen.pages as f64;
        if seen.order == Order::None {
            let times = seen.sample();
            let bite = (times.len() / (3 * self.workers as usize)).max(1);
            let pages = (seen.pages > 1).then(|| 2.0 * seen.pages as f64 / times.len() as f64);
            return self.add(task.span, Guess::Sample { times, pages, bite });
        }
        let (pages, order, unit) = (seen.pages as f64, seen.order, self.cuts.unit());
        let limited = self.cuts.limited(task.span);
        let (left, far) = (seen.pages_left(limited, unit), order.far(limited));
        let mut start = order.near(task.span).unwrap_or(order.signed(seen.first()));
        if left <= TRUSTED * self.target() {
            let end = far.unwrap_or(start);
            return self.add(task.span, Guess::Even { pages: pages + left, order, start, end });
        }
        // Parts that are longer and longer: how dense they are is not known.
        let usual = if order == Order::Descending { USUAL.0 } else { USUAL.1 };
        let end = far.unwrap_or(order.signed(usual));
        let (mut reached, mut step) = (order.signed(seen.frontier), NEAR * seen.page_length(unit));
        // Their ends and lengths, and the pages that are expected of them.
        let (mut bounds, mut near) = (Vec::new(), Some(NEAR));
        if seen.pages > 2 {
            bounds.push((reached, step, Some(pages)));
        }
        reached += step;
        while reached < end {
            bounds.push((reached, step, near.take()));
            step *= GROWTH;
            reached += step;
        }
        if far.is_none() {
            bounds.push((end, step, near));
        }
        let mut rest = task.span;
        for (bound, length, pages) in bounds {
            let Some((near, far)) = self.cuts.cut(order, rest, bound, length) else { continue };
            let even = |pages| Guess::Even { pages, order, start, end: bound };
            self.add(near, pages.map_or(Guess::Unknown, even));
            (rest, start) = (far, bound);
        }
        let guess = if rest == task.span { Guess::Whole } else { Guess::Unknown };
        self.add(rest, guess);
    }

    /// Learns from a window that was listed to its end.
    pub(super) fn finish(&mut self, task: &Task, seen: &Seen) {
        let pages = seen.full_pages();
        self.listed += pages;
        self.end(task);
        let Some(area) = self.areas.iter_mut().find(|area| area.id == task.id) else { return };
        match (&mut area.guess, task.expected) {
            (Guess::Even { .. }, Expected::Pages(expected)) if pages < expected / 4.0 => {
                area.guess = Guess::Unknown;
            }
            (Guess::Even { pages: guess, .. }, Expected::Pages(expected)) => {
                *guess *= ((1.0 + pages / expected) / 2.0).min(2.0);
            }
            (Guess::Sample { pages: guess, .. }, Expected::Times(times)) => {
                let found = (pages / times as f64).max(0.01);
                *guess = Some(guess.map_or(found, |guess| (guess + found) / 2.0));
            }
            _ => {}
        }
    }

    /// Counts a window that is no longer listed.
    pub(super) fn end(&mut self, task: &Task) {
        self.unknown -= usize::from(task.expected == Expected::Nothing);
    }
}
