//! How cards are printed: one room for each form, notes beside them.

mod json;
mod rows;
mod table;

use std::io::{self, Write};

use clap::ValueEnum;
use dintero_cards::Card;

/// The forms in which cards are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for people
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Ndjson,
    /// Comma-separated values with a header
    Csv,
}

/// Takes cards one by one; nothing is certain to be out before `finish`.
pub(crate) trait Output {
    fn card(&mut self, card: Card) -> io::Result<()>;
    fn finish(&mut self) -> io::Result<()>;
}

pub(crate) fn start<'a>(format: Format, out: impl Write + 'a) -> Box<dyn Output + 'a> {
    match format {
        Format::Table => Box::new(table::Table::new(out)),
        Format::Json => Box::new(json::Array::new(out)),
        Format::Ndjson => Box::new(json::Lines::new(out)),
        Format::Csv => Box::new(rows::Rows::new(out)),
    }
}

/// A line for people, beside the output.
pub(crate) fn note(text: &str) {
    // A note that cannot be shown must not stop the listing.
    let _ = writeln!(io::stderr(), "note: {text}");
}

/// Text of a server, without characters that would drive a terminal.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
