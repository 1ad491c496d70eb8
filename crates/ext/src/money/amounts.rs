//! The amounts of a card, with its currency.

use super::Money;
use crate::Card;

/// The amounts of a card as [`Money`].
///
/// Each is None when the card has no such amount, or no currency of ISO 4217;
/// the plain number is in the card's field then.
pub trait CardAmounts {
    /// What the card was made with (`amount`).
    fn amount(&self) -> Option<Money>;
    /// The balance (`amount_balance`).
    fn balance(&self) -> Option<Money>;
    /// What can be drawn now (`amount_available`).
    fn available(&self) -> Option<Money>;
    /// Sum of everything put on the card (`amount_funds`).
    fn funds(&self) -> Option<Money>;
    /// Sum of everything taken from the card (`amount_drawdown`).
    fn drawdown(&self) -> Option<Money>;
    /// Amount under way (`amount_pending`).
    fn pending(&self) -> Option<Money>;
    /// Amount held back (`amount_reserved`).
    fn reserved(&self) -> Option<Money>;
}

impl CardAmounts for Card {
    fn amount(&self) -> Option<Money> {
        with_currency(self, self.amount)
    }

    fn balance(&self) -> Option<Money> {
        with_currency(self, self.amount_balance)
    }

    fn available(&self) -> Option<Money> {
        with_currency(self, self.amount_available)
    }

    fn funds(&self) -> Option<Money> {
        with_currency(self, self.amount_funds)
    }

    fn drawdown(&self) -> Option<Money> {
        with_currency(self, self.amount_drawdown)
    }

    fn pending(&self) -> Option<Money> {
        with_currency(self, self.amount_pending)
    }

    fn reserved(&self) -> Option<Money> {
        with_currency(self, self.amount_reserved)
    }
}

fn with_currency(card: &Card, minor: Option<i64>) -> Option<Money> {
    let currency = card.currency.as_deref()?.parse().ok()?;
    Some(Money { minor: minor?, currency })
}
