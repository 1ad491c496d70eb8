//! Amounts with their currency, in integers; no floats anywhere.
//!
//! - [`Money`] is an amount in the smallest unit of a [`Currency`].
//! - [`CardAmounts`] gives those of a card.

mod amounts;
mod currency;
#[expect(clippy::module_inception, reason = "the room is called by what it holds")]
mod money;

pub use amounts::CardAmounts;
pub use currency::{Currency, UnknownCurrency};
pub use money::{Money, ParseMoneyError};
