//! The public API of generated text, as a listing of one line an item.
//!
//! It is read from the syntax tree, without compiling anything. A line is
//! `path => signature`: `cards::types::Card.amount => Option<i64>`. Two listings
//! can be compared, and a listing can be committed and read by people.

mod change;
mod item;
mod read;
mod signature;

use std::collections::BTreeMap;
use std::fmt;

pub use change::{ApiChange, Kind};
pub use item::Item;

/// Between the path of an item and its signature.
const ARROW: &str = " => ";

/// The public items of generated text, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Api {
    items: BTreeMap<Item, String>,
}

impl Api {
    /// Reads the API of the text of a module.
    ///
    /// # Errors
    /// The text is no Rust.
    pub fn read(module: &str, text: &str) -> Result<Self, syn::Error> {
        let file = syn::parse_file(text)?;
        Ok(Self { items: read::items(module, &file.items) })
    }

    /// Reads a listing, as [`Display`](fmt::Display) writes it; what is no line
    /// of a listing is left out.
    #[must_use]
    pub fn parse(listing: &str) -> Self {
        let line = |line: &str| {
            let (path, signature) = line.split_once(ARROW)?;
            Some((Item::new(path), signature.trim_end().to_owned()))
        };
        Self { items: listing.lines().filter_map(line).collect() }
    }

    /// Both APIs in one.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.items.extend(other.items);
        self
    }

    /// Every item with its signature, sorted.
    pub fn items(&self) -> impl Iterator<Item = (&Item, &str)> {
        self.items.iter().map(|(item, signature)| (item, signature.as_str()))
    }

    /// The signature of an item.
    #[must_use]
    pub fn signature(&self, item: &Item) -> Option<&str> {
        self.items.get(item).map(String::as_str)
    }

    /// What became of this API in `now`, sorted by path. What a whole item
    /// brings or takes with it is not listed again.
    #[must_use]
    pub fn changes(&self, now: &Self) -> Vec<ApiChange> {
        change::between(self, now)
    }
}

impl fmt::Display for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.iter().try_for_each(|(item, signature)| writeln!(f, "{item}{ARROW}{signature}"))
    }
}
