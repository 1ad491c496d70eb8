//! Cards as comma-separated values.

use std::borrow::Cow;
use std::fs::File;
use std::io;

use dintero_cards::Card;

use super::{Dialect, Field, Fields, Output, Value, decimal};
use crate::zone::Zone;

/// A header and a row for each card. A field that is an object is printed as
/// JSON, and an absent field is an empty cell.
pub(super) struct Rows {
    dialect: Dialect,
    fields: Fields,
    zone: Zone,
    has_header: bool,
}

impl Rows {
    pub(super) fn new(dialect: Dialect, fields: Fields, zone: Zone, is_resumed: bool) -> Self {
        Self { dialect, fields, zone, has_header: is_resumed }
    }

    fn cell<'a>(&self, field: &Field, card: &'a Card) -> Cow<'a, str> {
        let Some(value) = field.of(card) else { return Cow::Borrowed("") };
        match (self.dialect, value) {
            (dialect, Value::Text(text)) => dialect.text(text),
            (Dialect::Plain, Value::Amount(_, minor)) => minor.to_string().into(),
            (dialect, Value::Amount(currency, minor)) => {
                dialect.number(decimal(minor, currency)).into()
            }
            (Dialect::Plain, Value::Time(time)) => time.to_string().into(),
            (Dialect::Excel, Value::Time(time)) => self.zone.minute(time).into(),
        }
    }
}

impl Output for Rows {
    fn page(&mut self, cards: Vec<Card>, out: &mut Vec<u8>) -> io::Result<()> {
        let mut writer = self.dialect.writer(!self.has_header);
        if !self.has_header {
            self.has_header = true;
            writer.write_record(self.fields.chosen.iter().map(|field| field.name))?;
        }
        for card in &cards {
            let cells = self.fields.chosen.iter().map(|field| self.cell(field, card));
            // Without a field, csv would refuse the record.
            writer.write_record(cells.map(|cell| cell.into_owned()))?;
        }
        out.append(&mut writer.into_inner().map_err(|error| error.into_error())?);
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<Option<File>> {
        if !self.has_header {
            self.page(Vec::new(), out)?;
        }
        Ok(None)
    }
}

impl Dialect {
    /// Returns a writer of records; a file of its own begins with a byte order mark for
    /// a spreadsheet.
    pub(crate) fn writer(self, is_beginning: bool) -> csv::Writer<Vec<u8>> {
        let is_excel = self == Self::Excel;
        let mark = if is_excel && is_beginning { "\u{feff}" } else { "" };
        let delimiter = if is_excel { b';' } else { b',' };
        csv::WriterBuilder::new().delimiter(delimiter).from_writer(mark.as_bytes().to_vec())
    }

    /// Returns the cell of a text: an apostrophe precedes one that a spreadsheet would run as
    /// a formula.
    pub(crate) fn text(self, text: Cow<'_, str>) -> Cow<'_, str> {
        let starts =
            |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
        let is_formula = text.trim_start().starts_with(starts) || text.starts_with(starts);
        if self == Self::Excel && is_formula { format!("'{text}").into() } else { text }
    }

    /// Returns the cell of a decimal number.
    pub(crate) fn number(self, number: String) -> String {
        if self == Self::Excel { number.replace('.', ",") } else { number }
    }
}
