//! Cards in the order of one field; all of them are kept until the end.

use std::fs::File;
use std::io;

use dintero_cards::Card;

use super::{Field, Output};
use crate::terminal::note;

/// An order of cards.
#[derive(Clone, Copy)]
pub(crate) struct Order {
    field: &'static Field,
    is_descending: bool,
    /// Largest number of cards.
    limit: Option<u64>,
}

impl Order {
    /// The same order, of which only the first cards are printed.
    pub(crate) fn limited(self, limit: Option<u64>) -> Self {
        Self { limit, ..self }
    }

    /// Parses the name of a field; a `-` before it means the reverse order.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (name, is_descending) = match text.strip_prefix('-') {
            Some(name) => (name, true),
            None => (text, false),
        };
        let field = Field::named(name);
        let names = || super::FIELDS.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
        let field =
            field.ok_or_else(|| format!("no field of a card; the fields are {}", names()))?;
        Ok(Self { field, is_descending, limit: None })
    }
}

pub(super) struct Sorted {
    order: Order,
    cards: Vec<Card>,
    output: Box<dyn Output>,
}

impl Sorted {
    pub(super) fn new(order: Order, output: Box<dyn Output>) -> Self {
        Self { order, cards: Vec::new(), output }
    }
}

impl Output for Sorted {
    fn page(&mut self, mut cards: Vec<Card>, _: &mut Vec<u8>) -> io::Result<()> {
        self.cards.append(&mut cards);
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<Option<File>> {
        let Order { field, is_descending, limit } = self.order;
        self.cards.sort_by(|one, other| match is_descending {
            // A card without the field comes last in either order.
            true if field.of(one).is_some() && field.of(other).is_some() => {
                field.compare(other, one)
            }
            _ => field.compare(one, other),
        });
        let limit = limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        if self.cards.len() > limit {
            note("there are more cards: list them with --all");
            self.cards.truncate(limit);
        }
        self.output.page(std::mem::take(&mut self.cards), out)?;
        self.output.finish(out)
    }

    fn can_end_early(&self) -> bool {
        // The first card of an order may be on the last page.
        false
    }

    fn cut(&self) -> u64 {
        self.output.cut()
    }

    fn closing(&self, has_cards: bool) -> &'static str {
        self.output.closing(has_cards)
    }
}
