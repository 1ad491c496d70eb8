//! Numbers and sums of cards, one for each currency.

use std::collections::BTreeMap;

use dintero_cards::Card;

use super::field::money;
use super::{Field, Value};
use crate::terminal::counted;

/// The number of cards, and their sums per currency.
#[derive(Default)]
pub(crate) struct Totals {
    pub(crate) cards: u64,
    /// For each currency the number of cards, and the sum of each field. None is a sum
    /// that exceeds 64 bits.
    currencies: BTreeMap<String, (u64, Vec<Option<i64>>)>,
}

impl Totals {
    /// Adds a card with the amounts in these fields.
    pub(crate) fn add(&mut self, card: &Card, fields: &[&Field]) {
        self.cards += 1;
        let currency = card.currency.clone().unwrap_or_default();
        let (cards, sums) = self.currencies.entry(currency).or_default();
        *cards += 1;
        sums.resize(fields.len(), Some(0));
        for (sum, field) in sums.iter_mut().zip(fields) {
            if let Some(Value::Amount(_, minor)) = field.of(card) {
                *sum = sum.and_then(|sum| sum.checked_add(minor));
            }
        }
    }

    /// Returns a line for each currency.
    pub(crate) fn lines(&self, fields: &[&Field]) -> Vec<String> {
        let line = |(currency, (cards, sums)): (&String, &(u64, Vec<Option<i64>>))| {
            let name = if currency.is_empty() { "no currency" } else { currency };
            let mut line = format!("{name}: {}", counted(*cards, "card", "cards"));
            for (sum, field) in sums.iter().zip(fields) {
                let sum =
                    sum.map_or_else(|| "more than 64 bits".into(), |sum| money(sum, currency));
                line.push_str(&format!(", {} {sum}", field.title()));
            }
            line
        };
        self.currencies.iter().map(line).collect()
    }
}
