//! A report as data; every format prints the same.

use std::collections::BTreeMap;

use crate::terminal::counted;

pub(super) struct Report {
    pub(super) title: &'static str,
    /// Where the numbers come from, and what they mean.
    pub(super) facts: Vec<(String, String)>,
    pub(super) warnings: Vec<String>,
    /// Warnings that make the report partial.
    pub(super) faults: Vec<String>,
    pub(super) sections: Vec<Section>,
}

/// A table of a report. One of its labels is the currency, so that no row has two.
pub(super) struct Section {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) labels: Vec<&'static str>,
    pub(super) amounts: &'static [&'static str],
    pub(super) rows: Vec<Row>,
}

pub(super) struct Row {
    pub(super) labels: Vec<String>,
    pub(super) currency: String,
    pub(super) cards: u64,
    /// In the smallest unit.
    pub(super) amounts: Vec<i128>,
}

/// A label, after its place among others.
pub(super) type Label = (u8, String);

/// The number of cards and the sums of the rows that have the same labels.
#[derive(Default)]
pub(super) struct Sums(BTreeMap<Vec<Label>, (u64, Vec<i128>)>);

impl Sums {
    pub(super) fn add(&mut self, labels: Vec<Label>, cards: u64, amounts: &[i128]) {
        let (count, sums) = self.0.entry(labels).or_default();
        *count += cards;
        sums.resize(amounts.len(), 0);
        sums.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
    }

    /// Returns the rows as a section; a label that is empty in every row is left out.
    pub(super) fn section(
        self,
        name: &'static str,
        title: &'static str,
        labels: &[&'static str],
        amounts: &'static [&'static str],
    ) -> Section {
        let is_used = |index: &usize| {
            labels[*index] != "account" || self.0.keys().any(|own| !own[*index].1.is_empty())
        };
        let used: Vec<usize> = (0..labels.len()).filter(is_used).collect();
        let currency = labels.iter().position(|label| *label == "currency").unwrap_or_default();
        let row = |(own, (cards, sums)): (&Vec<Label>, &(u64, Vec<i128>))| Row {
            labels: used.iter().map(|index| own[*index].1.clone()).collect(),
            currency: own[currency].1.clone(),
            cards: *cards,
            amounts: sums.clone(),
        };
        let rows = self.0.iter().map(row).collect();
        let labels = used.iter().map(|index| labels[*index]).collect();
        Section { name, title, labels, amounts, rows }
    }
}

pub(super) const ARE: [&str; 2] = ["card is", "cards are"];
pub(super) const HAVE: [&str; 2] = ["card has", "cards have"];

/// Returns what is true of some cards, if there are any.
pub(super) fn of_cards(counts: &[(u64, [&str; 2], &str)]) -> Vec<String> {
    let counts = counts.iter().filter(|(count, ..)| *count > 0);
    counts
        .map(|(count, [one, many], what)| format!("{} {what}", counted(*count, one, many)))
        .collect()
}

/// A label that has no place of its own.
pub(super) fn label(text: &str) -> Label {
    (0, text.to_owned())
}
