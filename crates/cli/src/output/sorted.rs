//! Cards in the order of one field; all of them are kept until the end.

use std::fs::File;
use std::io;

use clap::builder::TypedValueParser;
use dintero_cards::Card;

use super::field::names;
use super::{Field, Output};
use crate::terminal::note;

#[derive(Clone, Copy)]
pub(crate) struct Order {
    field: &'static Field,
    is_descending: bool,
    limit: Option<u64>,
}

impl Order {
    /// The same order, of which only the first cards are printed.
    pub(crate) fn limited(self, limit: Option<u64>) -> Self {
        Self { limit, ..self }
    }

    /// A parser of the names of fields; a `-` before one means the reverse order.
    pub(crate) fn parser() -> impl TypedValueParser<Value = Self> {
        names(&["", "-"]).map(|text| Self {
            field: Field::named(text.trim_start_matches('-')).expect("the parser knows the names"),
            is_descending: text.starts_with('-'),
            limit: None,
        })
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
}
