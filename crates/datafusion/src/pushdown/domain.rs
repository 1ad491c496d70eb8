//! The values of one column for which a predicate can be true.

use std::collections::BTreeSet;

/// Values of a column, none of them null. Texts can be ids of customers: there is no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Domain {
    /// One of these texts.
    Texts(BTreeSet<String>),
    /// A number within these bounds, both inclusive: smallest units, or nanoseconds since 1970.
    Range { from: Option<i128>, to: Option<i128> },
}

impl Domain {
    /// Returns the values that are in both.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Texts(one), Self::Texts(other)) => Self::Texts(&one & &other),
            (Self::Range { from: a, to: b }, Self::Range { from: c, to: d }) => {
                Self::Range { from: a.max(c), to: least(b, d) }
            }
            // A column is compared with values of its own type.
            (one, _) => one,
        }
    }

    /// Returns the values that are in one of them, and of ranges also those between them.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Texts(one), Self::Texts(other)) => Self::Texts(&one | &other),
            (Self::Range { from: a, to: b }, Self::Range { from: c, to: d }) => Self::Range {
                from: a.zip(c).map(|(a, c)| a.min(c)),
                to: b.zip(d).map(|(b, d)| b.max(d)),
            },
            _ => Self::Range { from: None, to: None },
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Texts(texts) => texts.is_empty(),
            Self::Range { from, to } => from.zip(*to).is_some_and(|(from, to)| from > to),
        }
    }
}

/// The smaller of two upper bounds, where None stands for no bound.
fn least(one: Option<i128>, other: Option<i128>) -> Option<i128> {
    one.into_iter().chain(other).min()
}
