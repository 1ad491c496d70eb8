//! Cards as comma-separated values.

use std::borrow::Cow;
use std::fs::File;
use std::io;

use dintero_cards::{Card, Currency, Money};

use super::{Dialect, Field, Fields, Output, Value};
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
            (Dialect::Plain, Value::Text(text)) => text,
            (Dialect::Excel, Value::Text(text)) => harmless(text),
            (Dialect::Plain, Value::Amount(_, minor)) => minor.to_string().into(),
            (Dialect::Excel, Value::Amount(currency, minor)) => {
                self.dialect.number(&decimal(minor, currency)).into()
            }
            (Dialect::Plain, Value::Time(time)) => time.to_string().into(),
            (Dialect::Excel, Value::Time(time)) => self.zone.minute(time).into(),
            (_, Value::Object(json)) => json.into(),
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

    /// Returns the cell of a text.
    pub(crate) fn text(self, text: &str) -> Cow<'_, str> {
        if self == Self::Excel { harmless(text.into()) } else { text.into() }
    }

    /// Returns the cell of a decimal number.
    pub(crate) fn number(self, number: &str) -> String {
        if self == Self::Excel { number.replace('.', ",") } else { number.to_owned() }
    }
}

/// Prints an amount without its currency, in the main unit if the currency is known.
pub(crate) fn decimal(minor: i64, currency: Option<&str>) -> String {
    match currency.and_then(|code| code.parse::<Currency>().ok()) {
        Some(currency) => {
            let text = Money { minor, currency }.to_string();
            text.split(' ').next().unwrap_or_default().to_owned()
        }
        None => minor.to_string(),
    }
}

/// Puts an apostrophe before a text that a spreadsheet would run as a formula.
fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    let starts =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    match text.trim_start().starts_with(starts) || text.starts_with(starts) {
        true => format!("'{text}").into(),
        false => text,
    }
}
