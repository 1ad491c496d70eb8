//! Sums of amounts.

use std::collections::BTreeMap;
use std::fmt;

use crate::{Currency, Money, money};

/// Sums of amounts, one for each currency, in 128 bits: they cannot overflow.
///
/// ```
/// use dintero_cards::{CardAmounts as _, Money, Sums};
///
/// # let cards: Vec<dintero_cards::Card> = Vec::new();
/// let balances: Sums = cards.iter().filter_map(|card| card.balance()).collect();
/// # let balances: Sums = ["500.00 NOK", "3.50 EUR", "0.50 NOK"].map(|text| text.parse::<Money>().unwrap()).into_iter().collect();
/// assert_eq!(balances.to_string(), "3.50 EUR, 500.50 NOK");
/// assert_eq!(balances.get("NOK".parse()?), 50_050);
/// # Ok::<(), dintero_cards::UnknownCurrency>(())
/// ```
///
/// Amounts of cards without a currency of ISO 4217 are not among them; see
/// [`CardCurrency`](crate::CardCurrency).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<Currency, i128>);

impl Sums {
    /// Returns the sum in a currency, in its smallest unit.
    #[must_use]
    pub fn get(&self, currency: Currency) -> i128 {
        self.0.get(&currency).copied().unwrap_or(0)
    }

    /// Returns the currencies with their sums, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = (Currency, i128)> {
        self.0.iter().map(|(currency, minor)| (*currency, *minor))
    }
}

impl Extend<Money> for Sums {
    fn extend<T: IntoIterator<Item = Money>>(&mut self, amounts: T) {
        for Money { minor, currency } in amounts {
            *self.0.entry(currency).or_default() += i128::from(minor);
        }
    }
}

impl FromIterator<Money> for Sums {
    fn from_iter<T: IntoIterator<Item = Money>>(amounts: T) -> Self {
        let mut sums = Self::default();
        sums.extend(amounts);
        sums
    }
}

/// Prints the sums in the order of their currencies, separated by commas.
impl fmt::Display for Sums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sums: Vec<String> =
            self.iter().map(|(currency, minor)| money::print(minor, currency)).collect();
        f.pad(&sums.join(", "))
    }
}
