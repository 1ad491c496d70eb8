//! Counts the fields that the document does not name.

use std::collections::BTreeMap;
use std::fmt;

use super::page::Page;
use crate::{Card, ExtraFields};

/// Most names that are counted, so that a server cannot fill the memory. The document names
/// about thirty fields of a page: a hundred others are data that is used as names.
const MAX_NAMES: usize = 100;
/// Most characters of a name that are kept; those of the document have fewer than thirty.
const MAX_NAME: usize = 100;

/// The names of fields that arrived and that the document does not name, with their
/// numbers.
///
/// `Debug` shows how many there are: a server may use data as names. The first hundred
/// names are counted.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct UnknownFields(BTreeMap<String, u64>);

impl UnknownFields {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the names, such as `cards.colour`, with the number of objects that have
    /// them, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(name, count)| (name.as_str(), *count))
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        other.iter().for_each(|(name, number)| self.count(name.to_owned(), number));
    }

    pub(super) fn add_page(&mut self, page: &Page) {
        self.add("", &page.extra);
        page.cards.iter().for_each(|card| self.add_card(card));
    }

    fn add_card(&mut self, card: &Card) {
        self.add("cards.", &card.extra);
        if let Some(pin) = &card.pin {
            self.add("cards.pin.", &pin.extra);
            if let Some(format) = &pin.format {
                self.add("cards.pin.format.", &format.extra);
            }
        }
    }

    fn add(&mut self, object: &str, fields: &ExtraFields) {
        for (name, _) in fields.iter() {
            self.count(object.chars().chain(name.chars().take(MAX_NAME)).collect(), 1);
        }
    }

    fn count(&mut self, name: String, number: u64) {
        if self.0.len() < MAX_NAMES || self.0.contains_key(&name) {
            *self.0.entry(name).or_default() += number;
        }
    }
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnknownFields({})", self.0.len())
    }
}
