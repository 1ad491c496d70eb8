//! Cards as an Excel workbook, in constant memory: a sheet of cards, and their sums.

use std::fs::File;
use std::io::{self, Seek as _};

use dintero_cards::Card;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::money::{money, places};
use super::{Field, Fields, Output, Sums, Value};
use crate::terminal::{counted, note};
use crate::zone::Zone;

/// Last row of a sheet that Excel reads.
const LAST_ROW: u32 = 1_048_575;
/// Most UTF-16 units of a cell that Excel reads.
const LONGEST: usize = 32_767;
/// Whole numbers up to this one are exact in Excel.
const EXACT: u128 = 1 << 53;

/// A workbook: amounts are numbers with the places of their currency, times are dates
/// of the time zone, everything else is text.
pub(super) struct Xlsx {
    fields: Vec<&'static Field>,
    zone: Zone,
    workbook: Workbook,
    /// The row to write next; None before the first sheet of cards.
    row: Option<u32>,
    sheets: u32,
    /// Formats by decimal places.
    amounts: Vec<Format>,
    time: Format,
    sums: Sums,
    cut: u64,
}

impl Xlsx {
    pub(super) fn new(fields: Fields, zone: Zone) -> Self {
        let mut workbook = Workbook::new();
        workbook.add_worksheet();
        Self {
            fields: fields.chosen,
            zone,
            workbook,
            row: None,
            sheets: 0,
            amounts: (0..=6).map(places_format).collect(),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            sums: Sums::default(),
            cut: 0,
        }
    }

    fn card(&mut self, card: &Card) -> Result<(), XlsxError> {
        let row = match self.row {
            Some(row) if row <= LAST_ROW => row,
            _ => self.sheet()?,
        };
        self.row = Some(row + 1);
        let sheet = self.workbook.worksheet_from_index(self.sheets as usize)?;
        for (field, column) in self.fields.iter().zip(0..) {
            let Some(value) = field.of(card) else { continue };
            match value {
                Value::Text(text) => {
                    let text = fitting(&text, row, field, &mut self.cut);
                    sheet.write_string(row, column, text)?
                }
                Value::Amount(currency, minor) => match excel_number(minor, currency) {
                    Some(number) => {
                        let format = &self.amounts[places(currency).min(6) as usize];
                        sheet.write_number_with_format(row, column, number, format)?
                    }
                    None => sheet.write_string(row, column, money(minor, currency))?,
                },
                Value::Time(time) => {
                    let local = self.zone.local(time).strftime("%Y-%m-%dT%H:%M:%S").to_string();
                    match ExcelDateTime::parse_from_str(&local) {
                        Ok(date) => {
                            sheet.write_datetime_with_format(row, column, date, &self.time)?
                        }
                        Err(_) => sheet.write_string(row, column, time.to_string())?,
                    }
                }
            };
        }
        Ok(())
    }

    /// Adds a sheet with a header; returns the row after it.
    fn sheet(&mut self) -> Result<u32, XlsxError> {
        self.sheets += 1;
        let name = match self.sheets {
            1 => "Cards".to_owned(),
            number => format!("Cards {number}"),
        };
        let bold = Format::new().set_bold();
        let right = bold.clone().set_align(FormatAlign::Right);
        let sheet = self.workbook.add_worksheet_with_constant_memory()?.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        fit_page(sheet);
        for (field, column) in self.fields.iter().zip(0..) {
            // An id has 36 characters.
            let width = if ["id", "created_by"].contains(&field.name) { 38 } else { 18 };
            sheet.set_column_width(column, width)?;
            let format = if field.is_amount() { &right } else { &bold };
            sheet.write_string_with_format(0, column, field.name, format)?;
        }
        Ok(1)
    }

    fn save(&mut self, file: &mut File) -> Result<(), XlsxError> {
        if self.row.is_none() {
            self.row = Some(self.sheet()?);
        }
        let summary = self.workbook.worksheet_from_index(0)?.set_name("Summary")?;
        summary.set_column_width(0, 60)?;
        summary.write_string(0, 0, counted(self.sums.cards(), "card", "cards"))?;
        summary.write_string(1, 0, format!("times in {}", self.zone.name()))?;
        fit_page(summary);
        for (line, row) in self.sums.lines(&self.fields).iter().zip(2..) {
            summary.write_string(row, 0, line)?;
        }
        self.workbook.save_to_writer(file)
    }
}

impl Output for Xlsx {
    fn page(&mut self, cards: Vec<Card>, _: &mut Vec<u8>) -> io::Result<()> {
        for card in &cards {
            self.sums.add(card);
            self.card(card).map_err(io::Error::other)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut Vec<u8>) -> io::Result<Option<File>> {
        let mut file = tempfile::tempfile()?;
        self.save(&mut file).map_err(io::Error::other)?;
        file.rewind()?;
        Ok(Some(file))
    }

    fn can_end_early(&self) -> bool {
        false
    }

    fn cut(&self) -> u64 {
        self.cut
    }
}

/// Returns as much of a text as fits into a cell; counts and names a cell that is cut.
fn fitting<'a>(text: &'a str, row: u32, field: &Field, cut: &mut u64) -> &'a str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    let Some((end, _)) = end else { return text };
    *cut += 1;
    let (row, name) = (row + 1, field.name);
    note(&format!("{name} of row {row} is cut: a cell holds {LONGEST} characters"));
    &text[..end]
}

/// Prints a sheet with all its columns on one page, which is wide.
pub(crate) fn fit_page(sheet: &mut Worksheet) {
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
}

/// Returns an amount in the main unit; None if a number of Excel could not be exact.
pub(crate) fn excel_number(minor: impl Into<i128>, currency: &str) -> Option<f64> {
    let minor = minor.into();
    #[expect(clippy::cast_precision_loss, reason = "a number below 2^53 is exact")]
    let number = minor as f64 / 10_f64.powi(places(currency).cast_signed());
    (minor.unsigned_abs() <= EXACT).then_some(number)
}

pub(crate) fn amount_format(currency: &str) -> Format {
    places_format(places(currency))
}

fn places_format(places: u32) -> Format {
    let fraction = if places == 0 { "" } else { "." };
    Format::new().set_num_format(format!("#,##0{fraction}{}", "0".repeat(places as usize)))
}
