//! Amounts are added within one currency only.
//!
//! - [`sum_money`] adds amounts, and refuses a second currency.
//! - [`AmountsByCurrency`] refuses the other sums of amounts of a query that can mix
//!   currencies; `lineage` tells it where values come from.

mod by_currency;
mod lineage;
mod sum_money;

pub(crate) use by_currency::AmountsByCurrency;
pub(crate) use sum_money::sum_money;
