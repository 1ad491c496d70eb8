//! Numbers of cards, and the sum of each amount, for each currency.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dintero_cards::Card;
use serde::{Deserialize, Serialize};

use super::{FIELDS, Field, Value, money};
use crate::terminal::counted;

/// The sums, in the order of their currencies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sums(Vec<Sum>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Sum {
    /// None for cards without a currency.
    currency: Option<String>,
    cards: u64,
    /// Sums in the smallest unit, by the names of the fields.
    amounts: BTreeMap<Cow<'static, str>, i128>,
}

impl Sums {
    pub(crate) fn add(&mut self, card: &Card) {
        let sum = self.of_currency(card.currency.as_deref());
        sum.cards += 1;
        for field in FIELDS.iter().filter(|field| field.is_amount()) {
            if let Some(Value::Amount(_, minor)) = field.of(card) {
                *sum.amounts.entry(field.name.into()).or_default() += i128::from(minor);
            }
        }
    }

    /// Adds the sums of other cards, which may be those of a manifest that was edited.
    pub(crate) fn add_all(&mut self, others: &Self) {
        for other in &others.0 {
            let sum = self.of_currency(other.currency.as_deref());
            sum.cards = sum.cards.saturating_add(other.cards);
            for (name, minor) in &other.amounts {
                let amount = sum.amounts.entry(name.clone()).or_default();
                *amount = amount.saturating_add(*minor);
            }
        }
    }

    pub(super) fn cards(&self) -> u64 {
        self.0.iter().map(|sum| sum.cards).sum()
    }

    /// Returns a line for each currency, with the amounts of these fields.
    pub(super) fn lines(&self, fields: &[&Field]) -> Vec<String> {
        // An empty currency is shown as an absent one.
        let mut shown = Self::default();
        shown.add_all(&Self(
            self.0
                .iter()
                .cloned()
                .map(|mut sum| {
                    sum.currency = sum.currency.filter(|currency| !currency.is_empty());
                    sum
                })
                .collect(),
        ));
        let line = |Sum { currency, cards, amounts }: &Sum| {
            let name = currency.as_deref().unwrap_or("no currency");
            let currency = currency.as_deref().unwrap_or_default();
            let mut line = format!("{name}: {}", counted(*cards, "card", "cards"));
            for field in fields.iter().filter(|field| field.is_amount()) {
                let sum = amounts.get(field.name).copied().unwrap_or_default();
                line.push_str(&format!(", {} {}", field.title(), money(sum, currency)));
            }
            line
        };
        shown.0.iter().map(line).collect()
    }

    fn of_currency(&mut self, currency: Option<&str>) -> &mut Sum {
        let place = self.0.binary_search_by_key(&currency, |sum| sum.currency.as_deref());
        let place = place.unwrap_or_else(|place| {
            let currency = currency.map(str::to_owned);
            self.0.insert(place, Sum { currency, cards: 0, amounts: BTreeMap::new() });
            place
        });
        &mut self.0[place]
    }
}
