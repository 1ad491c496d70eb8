//! A span of `created_at`, and the cards that it owns.

use chrono::{DateTime, Datelike as _, SubsecRound as _, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Timestamp;

/// Time that a request reaches beyond its span on each side: a server may take bounds as
/// exclusive, or compare or return times without fractions of a second. Stored cursors of
/// windows depend on it.
const PADDING: TimeDelta = TimeDelta::seconds(1);

/// The cards with `from <= created_at < before`; None stands for an open bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Span {
    pub(crate) from: Option<Timestamp>,
    pub(crate) before: Option<Timestamp>,
    /// The cards created at `from` with ids up to this were delivered, in the order of
    /// their ids, and belong to the span before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<Uuid>,
}

impl Span {
    pub(crate) fn new(from: Option<Timestamp>, before: Option<Timestamp>) -> Self {
        Self { from, before, after: None }
    }

    /// Whether it owns a card. One without an id comes after those of its moment that have
    /// one.
    pub(crate) fn owns_card(self, time: Timestamp, id: Option<Uuid>) -> bool {
        let is_delivered = self.from == Some(time)
            && self.after.is_some_and(|after| id.is_some_and(|id| id <= after));
        self.owns(time) && !is_delivered
    }

    /// Whether it owns a malformed card, which comes before the cards of its moment.
    pub(crate) fn owns_malformed(self, time: Timestamp) -> bool {
        self.owns(time) && !(self.from == Some(time) && self.after.is_some())
    }

    pub(crate) fn owns(self, time: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= time) && self.before.is_none_or(|before| time < before)
    }

    /// Returns the bounds that a request for this span sends, in whole seconds.
    pub(crate) fn requested(self) -> (Option<Timestamp>, Option<Timestamp>) {
        let bound = |time: Timestamp, padding| {
            let time = time.utc().trunc_subsecs(0).checked_add_signed(padding)?;
            // RFC 3339 writes a year with four digits.
            (0..=9999).contains(&time.year()).then(|| DateTime::<Utc>::into(time))
        };
        let from = self.from.and_then(|from| bound(from, -PADDING));
        // A fraction was cut.
        (from, self.before.and_then(|before| bound(before, PADDING * 2)))
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_request_reaches_a_second_beyond_its_span() {
        let time = |text: &str| Some(text.parse().unwrap());
        for (from, before, requested) in [
            ("2024-01-01", "2024-01-02", ("2023-12-31T23:59:59Z", "2024-01-02T00:00:02Z")),
            (
                "2024-01-01T00:00:00.5Z",
                "2024-01-01T00:00:00.999999999Z",
                ("2023-12-31T23:59:59Z", "2024-01-01T00:00:02Z"),
            ),
        ] {
            let span = Span::new(time(from), time(before));
            assert_eq!(span.requested(), (time(requested.0), time(requested.1)));
            assert!(span.owns(span.from.unwrap()) && !span.owns(span.before.unwrap()));
        }
        let all = Span::new(time("0000-01-01"), time("9999-12-31T23:59:59Z"));
        assert_eq!(all.requested(), (None, None));
        assert_eq!(Span::default().requested(), (None, None));
    }
}
