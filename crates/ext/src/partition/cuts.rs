//! Where a span is cut.

use chrono::{DateTime, TimeDelta};

use crate::Timestamp;
use crate::listing::Span;

/// Units at which spans are cut, in seconds.
const UNITS: [i64; 4] = [86_400, 3_600, 60, 1];
/// Fewest units of a part for which a cut is made at whole units: the cut then moves by less
/// than a thirtieth of the part.
const COARSE: f64 = 32.0;

/// The order of the cards that were seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Ascending,
    Descending,
    None,
}

/// Distances grow in the direction of the listing.
impl Order {
    pub(super) fn signed(self, time: f64) -> f64 {
        if self == Self::Descending { -time } else { time }
    }

    /// Returns the end of a span at which its listing begins.
    pub(super) fn near(self, span: Span) -> Option<f64> {
        let near = if self == Self::Descending { span.before } else { span.from };
        near.map(|time| self.signed(seconds(time)))
    }

    /// Returns the end of a span at which its listing ends.
    pub(super) fn far(self, span: Span) -> Option<f64> {
        let far = if self == Self::Descending { span.from } else { span.before };
        far.map(|time| self.signed(seconds(time)))
    }
}

#[derive(Debug)]
pub(super) struct Cuts {
    /// The range that the filter of the listing has.
    limits: Span,
    /// The longest unit in seconds that all times of cards are multiples of.
    unit: i64,
}

impl Cuts {
    pub(super) fn new(limits: Span) -> Self {
        Self { limits, unit: UNITS[0] }
    }

    /// Returns the precision of the times of cards, in seconds.
    pub(super) fn unit(&self) -> f64 {
        self.unit as f64
    }

    pub(super) fn see(&mut self, time: Timestamp) {
        let time = time.utc();
        let divides =
            |unit: &i64| time.timestamp_subsec_nanos() == 0 && time.timestamp() % unit == 0;
        let mut finer = UNITS.into_iter().filter(|unit| *unit <= self.unit);
        self.unit = finer.find(divides).unwrap_or(1);
    }

    /// Returns the part of a span that is within the range of the filter.
    pub(super) fn limited(&self, span: Span) -> Span {
        let befores = [span.before, self.limits.before].into_iter().flatten();
        Span::new(span.from.max(self.limits.from), befores.min())
    }

    /// Cuts a span near a time, at a whole unit of time: one that is no finer than the times
    /// of the cards, since a server that returns them without their fractions could have
    /// cards that no window owns. Returns the nearer part first.
    pub(super) fn cut(
        &self,
        order: Order,
        span: Span,
        at: f64,
        length: f64,
    ) -> Option<(Span, Span)> {
        let unit = UNITS.into_iter().find(|unit| COARSE * *unit as f64 <= length.abs());
        let unit = unit.unwrap_or(1).max(self.unit);
        let time = (order.signed(at) as i64).div_euclid(unit) * unit;
        let time: Timestamp = DateTime::from_timestamp(time, 0)?.into();
        let lower = Span { before: Some(time), ..span };
        let upper = Span::new(Some(time), span.before);
        let limited = self.limited(span);
        let is_inside = limited.owns(time) && limited.from != Some(time);
        let parts = if order == Order::Descending { (upper, lower) } else { (lower, upper) };
        is_inside.then_some(parts)
    }
}

pub(super) fn seconds(time: Timestamp) -> f64 {
    let since: TimeDelta = time.utc() - DateTime::UNIX_EPOCH;
    since.num_seconds() as f64 + f64::from(since.subsec_nanos()) / 1e9
}
