//! A report as an Excel workbook: a summary, and a sheet for each section.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::document::{Report, Section};
use super::text::shown;
use crate::failure::Failure;
use crate::output::{amount_format, excel_number, fit_page};

/// The last column that is wide enough for an amount of hundreds of millions.
const LAST_WIDE: u16 = 11;

pub(super) fn render(report: &Report) -> Result<Vec<u8>, Failure> {
    write(report).map_err(|error| Failure::Data(format!("workbook: {error}")))
}

fn write(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (bold, red) =
        (Format::new().set_bold(), Format::new().set_bold().set_font_color("#b00020"));
    let sheet = workbook.add_worksheet().set_name("Summary")?;
    sheet.set_column_range_width(0, LAST_WIDE, 18)?.set_column_width(0, 28)?;
    sheet.write_string_with_format(0, 0, report.title, &bold)?;
    let mut row = 1;
    for warning in &report.warnings {
        sheet.write_string_with_format(row, 0, warning, &red)?;
        row += 1;
    }
    for (name, value) in &report.facts {
        sheet.write_string(row, 0, name)?.write_string(row, 1, value)?;
        row += 1;
    }
    if let Some(first) = report.sections.first() {
        table(sheet, row + 1, first, &bold)?;
    }
    for section in report.sections.iter().skip(1) {
        let sheet = workbook.add_worksheet().set_name(section.name)?;
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        sheet.set_column_range_width(0, LAST_WIDE, 18)?;
        table(sheet, 0, section, &bold)?;
    }
    workbook.worksheets_mut().iter_mut().for_each(fit_page);
    workbook.save_to_buffer()
}

/// Writes a section from a row on. Amounts are numbers with the places of their currency.
fn table(
    sheet: &mut Worksheet,
    top: u32,
    section: &Section,
    bold: &Format,
) -> Result<(), XlsxError> {
    let names = section.labels.iter().chain(&["cards"]).chain(section.amounts);
    let right = bold.clone().set_align(FormatAlign::Right);
    for (index, (name, column)) in names.zip(0..).enumerate() {
        let format = if index < section.labels.len() { bold } else { &right };
        sheet.write_string_with_format(top, column, *name, format)?;
    }
    for (row, line) in section.rows.iter().zip(top + 1..) {
        for (label, column) in row.labels.iter().zip(0..) {
            sheet.write_string(line, column, label)?;
        }
        let after = u16::try_from(row.labels.len()).unwrap_or(u16::MAX);
        #[expect(clippy::cast_precision_loss, reason = "a count of cards is far below 2^53")]
        sheet.write_number(line, after, row.cards as f64)?;
        for (minor, column) in row.amounts.iter().zip(after + 1..) {
            match excel_number(*minor, &row.currency) {
                Some(number) => {
                    let format = amount_format(&row.currency);
                    sheet.write_number_with_format(line, column, number, &format)?;
                }
                None => drop(sheet.write_string(line, column, shown(*minor, &row.currency))?),
            }
        }
    }
    Ok(())
}
