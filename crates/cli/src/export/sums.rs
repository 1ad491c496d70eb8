//! Sums of the amounts of cards, one of each field for each currency.

use std::collections::BTreeMap;

use dintero_cards::Card;
use serde::{Deserialize, Serialize};

use crate::output::{FIELDS, Value};

/// The number of cards of a currency, and the sum of each amount in its smallest unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sum {
    /// None for cards without a currency.
    pub(super) currency: Option<String>,
    pub(super) cards: u64,
    pub(super) amounts: BTreeMap<String, i128>,
}

/// Adds a card to the sums, which are in the order of their currencies.
pub(super) fn add_card(sums: &mut Vec<Sum>, card: &Card) {
    let sum = of_currency(sums, card.currency.as_deref());
    sum.cards += 1;
    for field in FIELDS.iter().filter(|field| field.is_amount()) {
        if let Some(Value::Amount(_, minor)) = field.of(card) {
            *sum.amounts.entry(field.name.to_owned()).or_default() += i128::from(minor);
        }
    }
}

/// Adds the sums of other cards, which may be those of a manifest that was edited.
pub(super) fn add_sums(sums: &mut Vec<Sum>, others: &[Sum]) {
    for other in others {
        let sum = of_currency(sums, other.currency.as_deref());
        sum.cards = sum.cards.saturating_add(other.cards);
        for (name, minor) in &other.amounts {
            let amount = sum.amounts.entry(name.clone()).or_default();
            *amount = amount.saturating_add(*minor);
        }
    }
}

fn of_currency<'a>(sums: &'a mut Vec<Sum>, currency: Option<&str>) -> &'a mut Sum {
    let place = sums.binary_search_by_key(&currency, |sum| sum.currency.as_deref());
    let place = place.unwrap_or_else(|place| {
        let currency = currency.map(str::to_owned);
        sums.insert(place, Sum { currency, cards: 0, amounts: BTreeMap::new() });
        place
    });
    &mut sums[place]
}
