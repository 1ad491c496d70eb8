//! The amounts of a card, with its currency.

use super::Money;
use crate::Card;

macro_rules! amounts {
    ($(#[$attribute:meta])* $($method:ident: $field:ident, $doc:literal;)*) => {
        $(#[$attribute])*
        pub trait CardAmounts {$(
            #[doc = $doc]
            fn $method(&self) -> Option<Money>;
        )*}

        impl CardAmounts for Card {$(
            fn $method(&self) -> Option<Money> {
                with_currency(self, self.$field)
            }
        )*}
    };
}

amounts! {
    /// The amounts of a card as [`Money`].
    ///
    /// Each method returns None if the card has no such amount, or no currency of
    /// ISO 4217; the field of the card has the plain number.
    amount: amount, "Returns the amount that the card was created with (`amount`).";
    balance: amount_balance, "Returns the balance (`amount_balance`).";
    available: amount_available, "Returns the amount that can be drawn now (`amount_available`).";
    funds: amount_funds, "Returns the sum of all amounts put on the card (`amount_funds`).";
    drawdown: amount_drawdown,
        "Returns the sum of all amounts drawn from the card (`amount_drawdown`).";
    pending: amount_pending, "Returns the pending amount (`amount_pending`).";
    reserved: amount_reserved, "Returns the reserved amount (`amount_reserved`).";
}

fn with_currency(card: &Card, minor: Option<i64>) -> Option<Money> {
    let currency = card.currency.as_deref()?.parse().ok()?;
    Some(Money { minor: minor?, currency })
}
