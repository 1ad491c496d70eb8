//! Divides a listing into windows.

use chrono::{Datelike as _, DurationRound as _, TimeDelta};

use super::plan::ListingPlan;
use crate::listing::{ListCards, Span};
use crate::{Error, Result, TimeRange, Timestamp};

/// The search for the first or the last card stops where the last card that was found and a
/// time beyond which there is none are at most this part of the last step apart. That takes
/// at most five requests, and windows of the same length need nothing finer.
const PRECISION: i32 = 32;

impl ListCards {
    /// Divides the listing into about this number of windows of `created_at`, all of the
    /// same length. Where the filter leaves a bound open, some requests find the first or
    /// the last card.
    ///
    /// Where many cards were created within a short time, one window has nearly all of them.
    /// Take several times as many windows as there are workers, so that none of them waits
    /// for long; [`partitioned`](Self::partitioned) cuts windows by the cards in them.
    ///
    /// # Errors
    /// As for [`page`](Self::page).
    pub async fn plan(&self, windows: usize) -> Result<ListingPlan> {
        let (from, to) = self.filter().created_at_bounds();
        if let (Some(from), Some(to)) = (from, to) {
            return divide(self, windows, from, to.wire());
        }
        let (stamps, is_whole) = self.sample(Span::default()).await?;
        let (Some(first), Some(last)) = (stamps.first(), stamps.last()) else {
            return ListingPlan::new(self, Vec::new());
        };
        if is_whole {
            let part = |index| stamps.get(index * stamps.len() / windows.max(1)).copied();
            return ListingPlan::new(self, (1..windows).filter_map(part).collect());
        }
        let first = match from {
            Some(from) => from,
            None => self.end(*first, last.utc() - first.utc(), End::First).await?,
        };
        let last = match to {
            Some(to) => to.wire(),
            None => self.end(*last, last.utc() - first.utc(), End::Last).await?,
        };
        divide(self, windows, first, last)
    }

    /// Divides the listing into windows of `created_at` as [`plan`](Self::plan) does, where
    /// nearly all cards are known to be in a range. It sends no request. Cards outside the
    /// range belong to the first and the last window.
    ///
    /// # Errors
    /// Returns an error of the kind
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) if the range has only
    /// one bound, or if no card can match it or the filter.
    pub fn plan_within(&self, windows: usize, range: impl Into<TimeRange>) -> Result<ListingPlan> {
        let range = range.into();
        range.check("created_at")?;
        match range.bounds() {
            (Some(from), Some(to)) => divide(self, windows, from, to.wire()),
            _ => Err(Error::invalid("plan: the range has no first or no last time")),
        }
    }

    /// Returns the times of some cards of a span in order, and whether those are all.
    async fn sample(&self, span: Span) -> Result<(Vec<Timestamp>, bool)> {
        let page = self.clone().within(span).page().await?;
        let mut stamps: Vec<_> = page.cards().iter().filter_map(|card| card.created_at).collect();
        stamps.sort_unstable();
        Ok((stamps, page.next_cursor().is_none()))
    }

    /// Returns the time, about, of the first or the last card, beyond that of a known card.
    async fn end(&self, mut known: Timestamp, length: TimeDelta, end: End) -> Result<Timestamp> {
        let mut step = length.max(TimeDelta::days(1));
        let mut empty = loop {
            let beyond = Timestamp::from(known.utc() + step * end as i32);
            match self.farthest(beyond, end).await? {
                Some(farther) if (1..9999).contains(&beyond.utc().year()) => {
                    (known, step) = (farther, step * 2);
                }
                _ => break beyond,
            }
        };
        while (empty.utc() - known.utc()).abs() > step / PRECISION {
            let middle: Timestamp = (known.utc() + (empty.utc() - known.utc()) / 2).into();
            match self.farthest(middle, end).await? {
                Some(farther) => known = farther,
                None => empty = middle,
            }
        }
        Ok(empty)
    }

    /// Returns the time of a card beyond a time: the farthest on the page.
    async fn farthest(&self, beyond: Timestamp, end: End) -> Result<Option<Timestamp>> {
        let (from, before) = match end {
            End::First => (None, Some(beyond)),
            End::Last => (Some(beyond), None),
        };
        let (stamps, _) = self.sample(Span::new(from, before)).await?;
        Ok(if end == End::First { stamps.first() } else { stamps.last() }.copied())
    }
}

/// An end of a listing in time, as the sign of its direction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First = -1,
    Last = 1,
}

/// Divides a listing into windows of the same length, at whole days or hours if they are
/// long: whatever the precision of a server, its cards are in the right window.
fn divide(
    listing: &ListCards,
    windows: usize,
    from: Timestamp,
    to: Timestamp,
) -> Result<ListingPlan> {
    let windows = u32::try_from(windows.max(1)).unwrap_or(u32::MAX);
    let length = (to.utc() - from.utc()).max(TimeDelta::zero());
    let unit = [TimeDelta::days(1), TimeDelta::hours(1), TimeDelta::seconds(1)]
        .into_iter()
        .find(|unit| length.num_seconds() / i64::from(windows) >= 4 * unit.num_seconds())
        .unwrap_or(TimeDelta::seconds(1));
    let cut = |index: u32| {
        let seconds = i128::from(length.num_seconds()) * i128::from(index) / i128::from(windows);
        let time = from.utc() + TimeDelta::seconds(i64::try_from(seconds).ok()?);
        Some(time.duration_trunc(unit).unwrap_or(time).into())
    };
    let bounds = (1..windows).filter_map(cut).filter(|bound| *bound > from);
    ListingPlan::new(listing, bounds.collect())
}
