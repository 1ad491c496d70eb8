//! The definition of a filter.

/// Definition of one documented filter; [`CardFilter::DEFINITIONS`] has them all.
///
/// [`CardFilter::DEFINITIONS`]: crate::CardFilter::DEFINITIONS
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FilterDefinition {
    /// Name of the query parameter, such as `created_at.gte`.
    pub name: &'static str,
    /// Kind of its values.
    pub kind: FilterKind,
    /// One line of help for people at a terminal.
    pub help: &'static str,
}

/// Kinds of filter values, and the text of a value of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FilterKind {
    /// Any text.
    Text,
    /// The merchant's id of a customer.
    CustomerId,
    /// A card type, such as `gift_card`.
    CardType,
    /// A card status, such as `unused`; each further value adds one.
    CardStatus,
    /// Lower bound: a time such as `2024-01-31T12:00:00Z`, or a day such as
    /// `2024-01-31`, which stands for its first moment.
    TimeFrom,
    /// Upper bound: a time, or a day, which stands for the whole day; see
    /// [`TimeEnd`](crate::TimeEnd).
    TimeTo,
    /// An amount in the smallest unit of the card's currency, such as `50000` for
    /// 500.00 NOK.
    Amount,
    /// A currency code of ISO 4217, such as `NOK`; each further value adds one.
    Currencies,
}
