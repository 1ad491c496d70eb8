//! Guesses of how many cards a part of a listing has, and how it is cut by them.

use super::cuts::{Cuts, Order};
use crate::listing::Span;

/// Most pages of a window: two windows of a worker fit its memory.
pub(super) const LONGEST: f64 = 32.0;
/// Pages that a part counts of which nothing is known, so that windows are short while there
/// are many such parts: they are often empty, and the account is small.
pub(super) const UNKNOWN: f64 = 4.0;
/// Pages by which a window is shorter than a whole number of them: a guess that is a little
/// too small would add a request for a nearly empty page.
const MARGIN: f64 = 0.2;
/// Shortest span in seconds that is cut: the requests of shorter ones overlap too much.
pub(super) const NARROW: f64 = 8.0;

/// What is known about the cards of a part.
#[derive(Clone, Debug)]
pub(super) enum Guess {
    /// Nothing: its first page is looked at.
    Unknown,
    /// That it cannot be cut.
    Whole,
    /// A number of pages at the same distance from each other, where they begin and end.
    Even { pages: f64, order: Order, start: f64, end: f64 },
    /// Times of some cards, and the pages for each of them.
    Sample { times: Vec<f64>, pages: Option<f64>, bite: usize },
}

/// What is expected of a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Expected {
    Nothing,
    /// To be listed to its end.
    Whole,
    Pages(f64),
    /// The part of a sample.
    Times(usize),
}

impl Guess {
    /// Turns it around where needed, so that it is cut in the order of time.
    pub(super) fn ascending(self) -> Self {
        match self {
            Self::Even { pages, order: Order::Descending, start, end } => {
                Self::Even { pages, order: Order::Ascending, start: -end, end: -start }
            }
            guess => guess,
        }
    }

    /// Returns the number of pages; None if nothing is known.
    pub(super) fn pages(&self) -> Option<f64> {
        match self {
            Self::Unknown => None,
            Self::Even { pages, .. } => Some(*pages),
            Self::Sample { times, pages: Some(pages), .. } => Some(times.len() as f64 * pages),
            Self::Whole | Self::Sample { .. } => Some(LONGEST),
        }
    }

    /// Cuts a window off a span. Returns it with the rest, what is expected of it, and the
    /// guess of the rest; no cut if the whole span is one window.
    pub(super) fn cut(
        self,
        span: Span,
        target: f64,
        cuts: &Cuts,
    ) -> (Option<(Span, Span)>, Expected, Self) {
        let whole = (None, Expected::Whole, Self::Whole);
        match self {
            Self::Unknown => (None, Expected::Nothing, self),
            Self::Whole => whole,
            Self::Even { pages, order, start, end } => {
                let target = (target + MARGIN).round().max(1.0) - MARGIN;
                if pages <= 1.5 * target {
                    return (None, Expected::Pages(pages), self);
                }
                if end - start < 1.5 * NARROW {
                    return whole;
                }
                let length = ((end - start) * target / pages).max(NARROW);
                let target = pages * length / (end - start);
                let Some(cut) = cuts.cut(order, span, start + length, length) else {
                    return whole;
                };
                let (pages, start) = (pages - target, start + length);
                (Some(cut), Expected::Pages(target), Self::Even { pages, order, start, end })
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
                let Some((count, cut)) = (count..times.len()).find_map(cut_at) else {
                    return whole;
                };
                let rest = Self::Sample { times: times.split_off(count), pages, bite };
                (Some(cut), Expected::Times(count), rest)
            }
        }
    }
}
