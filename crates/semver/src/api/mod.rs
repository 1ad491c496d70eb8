//! The public API of generated text, as a listing of one line for each item.
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

pub use change::ApiChange;
pub use item::Item;
pub(crate) use read::used;

/// Separates the path of an item from its signature.
const ARROW: &str = " => ";

/// The public items of generated text, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Api {
    items: BTreeMap<Item, String>,
}

impl Api {
    /// Reads the API from the text of a module.
    ///
    /// # Errors
    /// The text is no Rust.
    pub fn read(module: &str, text: &str) -> Result<Self, syn::Error> {
        let file = syn::parse_file(text)?;
        Ok(Self { items: read::items(module, &file.items) })
    }

    /// Reads a listing, as [`Display`](fmt::Display) writes it. Other lines are ignored.
    pub fn parse(listing: &str) -> Self {
        let line = |line: &str| {
            let (path, signature) = line.split_once(ARROW)?;
            Some((Item::new(path), signature.trim_end().to_owned()))
        };
        Self { items: listing.lines().filter_map(line).collect() }
    }

    /// Returns both APIs in one.
    pub fn and(mut self, other: Self) -> Self {
        self.items.extend(other.items);
        self
    }

    /// Returns every item with its signature, sorted.
    pub fn items(&self) -> impl Iterator<Item = (&Item, &str)> {
        self.items.iter().map(|(item, signature)| (item, signature.as_str()))
    }

    /// Returns the signature of an item.
    pub fn signature(&self, item: &Item) -> Option<&str> {
        self.items.get(item).map(String::as_str)
    }

    /// Returns the changes from this API to `now`, sorted by path. Parts of an added or
    /// removed item are not listed.
    pub fn changes(&self, now: &Self) -> Vec<ApiChange> {
        change::between(self, now)
    }
}

impl fmt::Display for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.iter().try_for_each(|(item, signature)| writeln!(f, "{item}{ARROW}{signature}"))
    }
}
