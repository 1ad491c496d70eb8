//! Amounts with their currency, in integers; nothing is a float.
//!
//! - [`Money`] is an amount in the smallest unit of a [`Currency`].
//! - [`CardAmounts`] returns the amounts of a card.

mod amounts;
mod currency;
#[expect(clippy::module_inception, reason = "the type gives the folder its name")]
mod money;

pub use amounts::CardAmounts;
pub use currency::{Currency, UnknownCurrency};
pub use money::{Money, ParseMoneyError};
