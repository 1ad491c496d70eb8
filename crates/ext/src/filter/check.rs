//! Checks of a filter before a request, and of the cards that it brings; a filter for
//! a part of its range.

use super::{AmountRange, CardFilter, TimeEnd, TimeRange};
use crate::{Card, Error, Result, Timestamp};

impl CardFilter {
    /// Checks the values, as every listing does before it sends anything.
    ///
    /// # Errors
    /// Returns an error of the kind
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for an empty text,
    /// a range that ends before it begins, or a year outside 0 to 9999.
    pub fn check(&self) -> Result<()> {
        for (name, text) in [("search", &self.search), ("customer", &self.customer)] {
            if text.as_ref().is_some_and(String::is_empty) {
                return Err(Error::invalid(format!("{name}: an empty text finds nothing")));
            }
        }
        TimeRange { from: self.created_at_from, to: self.created_at_to }.check("created_at")?;
        TimeRange { from: self.expires_at_from, to: self.expires_at_to }.check("expires_at")?;
        AmountRange::new(self.balance_from, self.balance_to).check("amount_balance")?;
        AmountRange::new(self.available_from, self.available_to).check("amount_available")
    }

    /// Whether a card that the server sent matches what the wire cannot say: several
    /// statuses, and the exclusive ends of ranges of time.
    pub(crate) fn keeps(&self, card: &Card) -> bool {
        let is_one = |status| self.status.contains(status);
        if self.status.len() > 1 && !card.status.as_ref().is_some_and(is_one) {
            return false;
        }
        let ends = [(self.created_at_to, card.created_at), (self.expires_at_to, card.expires_at)];
        ends.into_iter().all(|(end, time)| match (end, time) {
            (Some(end @ TimeEnd::Before(_)), Some(time)) => end.includes(time),
            _ => true,
        })
    }

    pub(crate) fn customer_id(&self) -> Option<String> {
        self.customer.clone()
    }

    pub(crate) fn created_at_bounds(&self) -> (Option<Timestamp>, Option<TimeEnd>) {
        (self.created_at_from, self.created_at_to)
    }

    /// Narrows the range of `created_at` to that between two times, both inclusive.
    pub(crate) fn narrowed(mut self, from: Option<Timestamp>, to: Option<Timestamp>) -> Self {
        self.created_at_from = self.created_at_from.max(from);
        let end = self.created_at_to.map(TimeEnd::wire);
        if let Some(to) = to.filter(|to| end.is_none_or(|end| *to < end)) {
            self.created_at_to = Some(to.into());
        }
        self
    }
}
