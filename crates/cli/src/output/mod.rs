//! The output of cards, one module per format.
//!
//! A format turns a page into text; [`Sink`] writes the text of whole pages.

mod csv;
mod field;
mod json;
mod money;
mod pager;
mod sink;
mod sorted;
mod sums;
mod table;
mod target;
mod visible;
mod xlsx;

use std::fs::File;
use std::io;

use clap::ValueEnum;
use dintero_cards::Card;

pub(crate) use field::{FIELDS, Field, Fields, Value};
pub(crate) use money::{decimal, money};
pub(crate) use sink::{Sink, folder_of, pieces};
pub(crate) use sorted::Order;
pub(crate) use sums::Sums;
pub(crate) use table::DEFAULT as TABLE;
pub(crate) use target::{Target, check_files};
pub(crate) use visible::show;
pub(crate) use xlsx::{amount_format, excel_number, fit_page};

use crate::failure::Failure;
use crate::terminal::{Screen, counted};
use crate::zone::Zone;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for people
    Table,
    /// One JSON array
    Json,
    /// One JSON object per line
    Ndjson,
    /// Comma-separated values with a header
    Csv,
    /// An Excel workbook
    Xlsx,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Dialect {
    /// For programs: commas, amounts in the smallest unit, times in UTC
    #[default]
    Plain,
    /// For Excel: a byte order mark, semicolons, decimal commas, local times, and no cell
    /// that a spreadsheet would run as a formula
    Excel,
}

/// Turns cards into text, page by page.
pub(crate) trait Output {
    /// Adds the text of a page.
    fn page(&mut self, cards: Vec<Card>, out: &mut Vec<u8>) -> io::Result<()>;

    /// Adds the text at the end; returns a file of what follows it, if there is too much
    /// of it for memory.
    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<Option<File>>;

    /// Returns the text that makes an output valid whose last page could not be written.
    fn closing(&self, _has_cards: bool) -> &'static str {
        ""
    }

    /// Whether an output without the cards of later pages is of use.
    fn can_end_early(&self) -> bool {
        true
    }

    /// Returns the number of texts that were cut, because they are too long for the format.
    fn cut(&self) -> u64 {
        0
    }

    /// Refuses to succeed with texts that were cut.
    fn check(&self) -> Result<(), Failure> {
        match self.cut() {
            0 => Ok(()),
            texts => Err(Failure::Partial(counted(texts, "text was cut", "texts were cut"))),
        }
    }
}

pub(crate) struct Style {
    pub(crate) format: Format,
    pub(crate) dialect: Dialect,
    pub(crate) fields: Fields,
    pub(crate) order: Option<Order>,
    pub(crate) zone: Zone,
    pub(crate) screen: Screen,
    /// Whether the output resumes another one, which has the header.
    pub(crate) is_resumed: bool,
}

impl Style {
    /// A style for a whole output without a terminal.
    pub(crate) fn plain(format: Format, fields: Fields, zone: Zone) -> Self {
        let (dialect, screen) = (Dialect::Plain, Screen::default());
        Self { format, dialect, fields, order: None, zone, screen, is_resumed: false }
    }

    pub(crate) fn start(self) -> Box<dyn Output> {
        let Self { format, dialect, fields, order, zone, screen, is_resumed } = self;
        let output: Box<dyn Output> = match format {
            Format::Table => Box::new(table::Table::new(fields, zone, screen)),
            Format::Json => Box::new(json::Json::array(fields)),
            Format::Ndjson => Box::new(json::Json::lines(fields)),
            Format::Xlsx => Box::new(xlsx::Xlsx::new(fields, zone)),
            Format::Csv => Box::new(csv::Rows::new(dialect, fields, zone, is_resumed)),
        };
        let output = match format {
            // A table escapes its cells.
            Format::Table | Format::Xlsx => output,
            _ if screen.is_terminal => Box::new(visible::Visible(output)),
            _ => output,
        };
        match order {
            Some(order) => Box::new(sorted::Sorted::new(order, output)),
            None => output,
        }
    }
}
