//! The rules of faults.

use crate::accessors::setters;
use crate::operation_id::OperationId;

/// A rule that selects the requests of a fault.
///
/// A rule counts all requests with the path and method of its operation, valid or
/// not. The operation is `get_cards`, unless [`of`](Self::of) or
/// [`of_any`](Self::of_any) sets another.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a rule does nothing until it is in a script"]
pub struct Rule {
    pub(super) pick: Pick,
    /// `None` stands for every operation.
    pub(super) operation: Option<OperationId>,
    pub(super) at_most: u64,
}

/// The condition of a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pick {
    Always,
    First(u64),
    Nth(u64),
    Every(u64),
    Probability(f64),
    Page(u64),
}

impl Rule {
    /// Selects every request.
    pub fn always() -> Self {
        Self::picking(Pick::Always)
    }

    /// Selects the first `count` requests.
    pub fn first(count: u64) -> Self {
        Self::picking(Pick::First(count))
    }

    /// Selects the request with a number, from 1; 0 matches nothing.
    pub fn nth(number: u64) -> Self {
        Self::picking(Pick::Nth(number))
    }

    /// Selects every n-th request; 0 matches nothing.
    pub fn every(number: u64) -> Self {
        Self::picking(Pick::Every(number))
    }

    /// Selects each request with a probability from 0 to 1. The selection follows
    /// from the seed of the script, the index of the rule in it and the number of
    /// the request.
    pub fn probability(probability: f64) -> Self {
        Self::picking(Pick::Probability(probability))
    }

    /// Selects the requests for one page of a listing; the page without a cursor is
    /// 1.
    ///
    /// The number of a page follows from the matching cards in front of it, so a
    /// page that is requested again has the same number. An
    /// [empty page](crate::Action::EmptyPage) counts as one page until the next
    /// page with cards. A refused request has no page.
    pub fn page(number: u64) -> Self {
        Self::picking(Pick::Page(number))
    }

    /// Counts the requests of every operation together.
    pub fn of_any(mut self) -> Self {
        self.operation = None;
        self
    }

    setters! {
        /// Counts the requests of this operation.
        fn of(mut self, operation: OperationId) { self.operation = Some(operation) }

        /// Selects at most this number of requests.
        fn at_most(mut self, times: u64) { self.at_most = times }
    }

    fn picking(pick: Pick) -> Self {
        Self { pick, operation: Some(OperationId::GetCards), at_most: u64::MAX }
    }
}

impl Pick {
    /// Whether the request with a number, from 1, is selected. `chance` is from 0
    /// to below 1.
    pub(super) fn takes(
        self,
        number: u64,
        chance: impl FnOnce() -> f64,
        page: impl FnOnce() -> Option<u64>,
    ) -> bool {
        match self {
            Self::Always => true,
            Self::First(count) => number <= count,
            Self::Nth(wanted) => number == wanted,
            Self::Every(step) => number.is_multiple_of(step),
            Self::Probability(probability) => chance() < probability,
            Self::Page(wanted) => page() == Some(wanted),
        }
    }
}
