//! The times of the cards received from a window, and estimates derived from them.

use super::cuts::{Order, seconds};
use crate::listing::Span;

/// Most times of a sample: enough for three parts for each of 85 workers, and few to keep.
const SAMPLE: usize = 256;

/// The cards that were seen of a window.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) pages: usize,
    pub(super) order: Order,
    /// The time of the last card.
    pub(super) frontier: f64,
    times: Vec<f64>,
    /// The number of cards before each of the last two pages.
    starts: [usize; 2],
    per_page: usize,
    can_ascend: bool,
}

impl Seen {
    pub(super) fn new() -> Self {
        let (times, order) = (Vec::new(), Order::Descending);
        let (starts, per_page) = ([0, 0], 1);
        Self { pages: 0, order, frontier: 0.0, times, starts, per_page, can_ascend: true }
    }

    pub(super) fn add_page(&mut self, times: impl IntoIterator<Item = f64>) {
        self.pages += 1;
        self.starts = [self.starts[1], self.times.len()];
        for time in times {
            let last = self.times.last().copied().unwrap_or(time);
            self.can_ascend &= time >= last;
            if self.order == Order::Descending && time > last {
                self.order = Order::Ascending;
            }
            self.times.push(time);
            self.frontier = time;
        }
        if !self.can_ascend && self.order == Order::Ascending {
            self.order = Order::None;
        }
        self.per_page = self.per_page.max(self.times.len() - self.starts[1]);
    }

    pub(super) fn first(&self) -> f64 {
        self.times.first().copied().unwrap_or_default()
    }

    pub(super) fn full_pages(&self) -> f64 {
        self.times.len() as f64 / self.per_page as f64
    }

    /// Returns the time in seconds that a page takes, by the last two; `unit` is the
    /// precision of the times.
    pub(super) fn page_length(&self, unit: f64) -> f64 {
        let cards = &self.times[self.starts[0]..];
        let (Some(first), Some(last)) = (cards.first(), cards.last()) else { return f64::INFINITY };
        (last - first).abs().max(unit) / cards.len() as f64 * self.per_page as f64
    }

    /// Whether the cards of the last two pages were created at one moment, which says nothing
    /// of those that follow.
    pub(super) fn is_one_moment(&self) -> bool {
        self.times[self.starts[0]..].first() == self.times.last()
    }

    /// Returns about how many pages are left up to the end of a span.
    pub(super) fn pages_left(&self, span: Span, unit: f64) -> f64 {
        let left = self.order.far(span).map(|far| far - self.order.signed(self.frontier));
        left.map_or(f64::INFINITY, |left| left.max(0.0) / self.page_length(unit))
    }

    pub(super) fn sample(&self) -> Vec<f64> {
        let mut times = self.times.clone();
        times.sort_unstable_by(f64::total_cmp);
        times.into_iter().step_by(self.times.len().div_ceil(SAMPLE).max(1)).collect()
    }
}

/// Returns the length of a span in seconds.
pub(super) fn width(span: Span) -> Option<f64> {
    Some(seconds(span.before?) - seconds(span.from?))
}
