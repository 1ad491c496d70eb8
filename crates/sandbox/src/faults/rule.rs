//! Which requests a fault is for.

use crate::operation_id::OperationId;

/// Which requests a fault is for.
///
/// A rule looks at requests that have path and method of its operation, whoever
/// sent them and whatever they ask for: those of `get_cards`, unless
/// [`of`](Self::of) or [`of_any`](Self::of_any) says otherwise.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a rule does nothing until it is in a script"]
pub struct Rule {
    pub(super) pick: Pick,
    /// `None` stands for every operation.
    pub(super) operation: Option<OperationId>,
    pub(super) at_most: u64,
}

/// How a rule picks among the requests that it counts.
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
    /// Every request.
    pub fn always() -> Self {
        Self::picking(Pick::Always)
    }

    /// The first `count` requests.
    pub fn first(count: u64) -> Self {
        Self::picking(Pick::First(count))
    }

    /// One request by its number; the first is 1, and 0 is none.
    pub fn nth(number: u64) -> Self {
        Self::picking(Pick::Nth(number))
    }

    /// Every request whose number is a multiple; 0 is none.
    pub fn every(number: u64) -> Self {
        Self::picking(Pick::Every(number))
    }

    /// A request with this probability, from 0 to 1. Chance follows from the
    /// seed of the script, the place of the rule in it and the number of the
    /// request.
    pub fn probability(probability: f64) -> Self {
        Self::picking(Pick::Probability(probability))
    }

    /// Requests for one page of a listing; the page without a cursor is 1.
    ///
    /// The number of another is counted from the cards that match in front of
    /// it, so a page that is asked for again has the same number. An
    /// [empty page](crate::Action::EmptyPage) counts as one until the next that
    /// is not empty. A request that is refused has none.
    pub fn page(number: u64) -> Self {
        Self::picking(Pick::Page(number))
    }

    /// The requests of this operation.
    pub fn of(mut self, operation: OperationId) -> Self {
        self.operation = Some(operation);
        self
    }

    /// The requests of every operation, counted together.
    pub fn of_any(mut self) -> Self {
        self.operation = None;
        self
    }

    /// Fires this many times and then never again.
    pub fn at_most(mut self, times: u64) -> Self {
        self.at_most = times;
        self
    }

    fn picking(pick: Pick) -> Self {
        Self { pick, operation: Some(OperationId::GetCards), at_most: u64::MAX }
    }
}

impl Pick {
    /// Whether the request of this number, from 1, is picked. `chance` is from
    /// 0 to below 1.
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
