//! The parts of a listing that nobody has listed yet, and guesses of how long they are.
//!
//! The guesses decide how parts are cut into windows, and nothing else: a wrong guess costs
//! extra requests, but never loses a card.

use super::cuts::{Cuts, Order};
use super::seen::{Seen, width};
use crate::Timestamp;
use crate::listing::Span;

/// Most pages of a window: two windows of a worker fit its memory.
const LONGEST: f64 = 32.0;
/// Fewest pages of a window that is cut off: each window may add a page that is not full,
/// so windows of one page could double the requests.
const SHORTEST: f64 = 2.0;
/// Shortest span in seconds that is cut: the requests of shorter ones overlap too much.
const NARROW: f64 = 8.0;
/// Pages nearest to what was seen that are taken to be as dense: half of the longest
/// window, so that a wrong guess is noticed early.
const NEAR: f64 = 16.0;
/// Each part farther away is longer than the one before it, by this factor: about 14 parts
/// reach from a minute to a century.
const GROWTH: f64 = 4.0;
/// Longest estimate that is trusted, in target windows: a longer one extrapolates too far
/// from the density of two pages.
const TRUSTED: f64 = 10.0;
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
}

/// A part of the listing.
#[derive(Debug)]
struct Area {
    id: u64,
    span: Span,
    guess: Guess,
}

/// What is known about the cards of a part.
#[derive(Clone, Debug)]
enum Guess {
    /// Nothing: its first page is looked at.
    Unknown,
    /// That it cannot be cut.
    Whole,
    /// A number of pages at the same distance from each other, and where they begin.
    Even { pages: f64, order: Order, start: f64 },
    /// Times of some cards, and the pages for each of them.
    Sample { times: Vec<f64>, pages: Option<f64>, bite: usize },
}

/// A window that a worker lists.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) span: Span,
    id: u64,
    expected: Expected,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    Nothing,
    /// To be listed to its end.
    Whole,
    Pages(f64),
    /// The part of a sample.
    Times(usize),
}

impl Board {
    /// Creates the board of a listing whose filter has limits.
    pub(super) fn new(workers: usize, spans: Vec<Span>, limits: Span) -> Self {
        let (areas, cuts, unknown, next) = (Vec::new(), Cuts::new(limits), 0, 0);
        let (workers, listed, given_up) = (workers as f64, 0.0, 0.0);
        let mut board = Self { workers, areas, cuts, unknown, next, listed, given_up };
        spans.into_iter().for_each(|span| board.add(span, Guess::Unknown));
        board
    }

    /// Notes when a card was created.
    pub(super) fn see(&mut self, time: Timestamp) {
        self.cuts.see(time);
    }

    fn add(&mut self, span: Span, guess: Guess) {
        self.next += 1;
        self.areas.push(Area { id: self.next, span, guess });
    }

    /// Returns the number of pages that the next window should have: the less is left, the
    /// shorter, so that all workers end at the same time.
    fn target(&self) -> f64 {
        let pages: f64 = self.areas.iter().map(|area| area.guess.pages()).sum();
        let left = pages + self.unknown as f64 * LONGEST;
        (left / (1.5 * self.workers)).clamp(SHORTEST, LONGEST)
    }

    /// Returns the next window.
    pub(super) fn take(&mut self) -> Option<Task> {
        let urgency = |area: &Area| match area.guess {
            Guess::Unknown => f64::INFINITY,
            _ => area.guess.pages(),
        };
        let indices = 0..self.areas.len();
        let index =
            indices.max_by(|a, b| urgency(&self.areas[*a]).total_cmp(&urgency(&self.areas[*b])))?;
        let target = self.target();
        let Area { id, span, guess } = self.areas.swap_remove(index);
        let (cut, expected, rest) = guess.cut(span, target, &self.cuts);
        self.unknown += usize::from(expected == Expected::Nothing);
        let Some((first, second)) = cut else { return Some(Task { span, id, expected }) };
        self.areas.push(Area { id, span: second, guess: rest });
        Some(Task { span: first, id, expected })
    }

    /// Whether a window should be given up after the pages that were seen of it, because
    /// several workers would list the rest sooner.
    pub(super) fn is_too_long(&self, task: &Task, seen: &Seen) -> bool {
        let is_narrow = width(self.cuts.limited(task.span)).is_some_and(|width| width < NARROW);
        if is_narrow || task.expected == Expected::Whole {
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

    /// Replaces a window by several, after the pages that were seen of it.
    pub(super) fn split(&mut self, task: &Task, seen: &Seen) {
        self.end(task);
        self.given_up += seen.pages as f64;
        if seen.order == Order::None {
            let times = seen.sample();
            let bite = (times.len() / (3 * self.workers as usize)).max(1);
            let pages = (seen.pages > 1).then(|| 2.0 * seen.pages as f64 / times.len() as f64);
            return self.add(task.span, Guess::Sample { times, pages, bite });
        }
        let left = seen.pages_left(self.cuts.limited(task.span), self.cuts.unit());
        let (pages, order) = (seen.pages as f64, seen.order);
        if left <= TRUSTED * self.target() {
            let start = order.near(task.span).unwrap_or(order.signed(seen.first()));
            return self.add(task.span, Guess::Even { pages: pages + left, order, start });
        }
        // Parts that are longer and longer: how dense they are is not known.
        let end = order.far(self.cuts.limited(task.span)).unwrap_or(order.signed(match order {
            Order::Descending => USUAL.0,
            _ => USUAL.1,
        }));
        let (mut reached, mut step) =
            (order.signed(seen.frontier), NEAR * seen.page_length(self.cuts.unit()));
        let mut bounds = Vec::new();
        if seen.pages > 2 {
            bounds.push((reached, step));
        }
        reached += step;
        while reached < end {
            bounds.push((reached, step));
            step *= GROWTH;
            reached += step;
        }
        if order.far(self.cuts.limited(task.span)).is_none() {
            bounds.push((end, step));
        }
        let mut rest = task.span;
        let mut start = order.near(rest).unwrap_or(order.signed(seen.first()));
        for (index, (bound, length)) in bounds.into_iter().enumerate() {
            let Some((near, far)) = self.cuts.cut(order, rest, bound, length) else { continue };
            let guess = match (index, seen.pages > 2) {
                (0, true) => Guess::Even { pages, order, start },
                (0, false) | (1, true) => Guess::Even { pages: NEAR, order, start },
                _ => Guess::Unknown,
            };
            self.add(near, guess);
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

impl Guess {
    fn pages(&self) -> f64 {
        match self {
            Self::Even { pages, .. } => *pages,
            Self::Sample { times, pages: Some(pages), .. } => times.len() as f64 * pages,
            Self::Unknown | Self::Whole | Self::Sample { .. } => LONGEST,
        }
    }

    /// Cuts a window off a span. Returns it with the rest, what is expected of it, and the
    /// guess of the rest; no cut if the whole span is one window.
    fn cut(self, span: Span, target: f64, cuts: &Cuts) -> (Option<(Span, Span)>, Expected, Self) {
        match self {
            Self::Unknown => (None, Expected::Nothing, self),
            Self::Whole => (None, Expected::Whole, self),
            Self::Even { pages, order, start } => {
                let end = order.far(cuts.limited(span)).unwrap_or(start);
                if pages <= 1.5 * target {
                    return (None, Expected::Pages(pages), self);
                }
                if end - start < 1.5 * NARROW {
                    return (None, Expected::Whole, Self::Whole);
                }
                let length = ((end - start) * target / pages).max(NARROW);
                let target = pages * length / (end - start);
                match cuts.cut(order, span, start + length, length) {
                    Some(cut) => {
                        let (pages, start) = (pages - target, start + length);
                        (Some(cut), Expected::Pages(target), Self::Even { pages, order, start })
                    }
                    None => (None, Expected::Whole, Self::Whole),
                }
            }
            Self::Sample { mut times, pages, bite } => {
                let count = match pages {
                    Some(pages) => ((target / pages) as usize).max(1),
                    None => bite,
                };
                if times.len() <= count + count / 2 {
                    return (None, Expected::Times(times.len().max(1)), Self::Whole);
                }
                let cut_at = |at| Some((at, cuts.cut(Order::Ascending, span, times[at], 0.0)?));
                // Cards of one moment cannot be cut.
                match (count..times.len()).find_map(cut_at) {
                    Some((count, cut)) => {
                        let rest = Self::Sample { times: times.split_off(count), pages, bite };
                        (Some(cut), Expected::Times(count), rest)
                    }
                    None => (None, Expected::Whole, Self::Whole),
                }
            }
        }
    }
}
