//! A report as tables for people.

use anstyle::Style;
use dintero_cards::Currency;

use super::document::{Report, Section};
use crate::output::{counted, decimal, money};
use crate::terminal::{Screen, escaped, width};

pub(super) fn render(report: &Report, screen: Screen) -> Vec<u8> {
    let bold = if screen.has_colour { Style::new().bold() } else { Style::new() };
    let heading = |text: &str| format!("{}{text}{}\n", bold.render(), bold.render_reset());
    let mut text = heading(report.title);
    for warning in &report.warnings {
        text.push_str(&format!("! {}\n", escaped(warning)));
    }
    let widest =
        report.facts.iter().map(|(name, _)| width(&escaped(name))).max().unwrap_or_default();
    for (name, value) in &report.facts {
        let (name, value) = (escaped(name), escaped(value));
        let padding = " ".repeat(widest - width(&name));
        text.push_str(&format!(" {name}{padding}  {value}\n"));
    }
    for section in &report.sections {
        text.push('\n');
        text.push_str(&heading(section.title));
        text.push_str(&table(section));
    }
    text.into_bytes()
}

/// Prints an amount for people.
pub(super) fn shown(minor: i128, currency: &str) -> String {
    let text = match i64::try_from(minor) {
        Ok(minor) => money(minor, currency),
        Err(_) => format!("{} {currency}", exact(minor, currency)),
    };
    escaped(&text).into_owned()
}

/// Prints an amount without its currency, in the main unit if the currency is known.
pub(super) fn exact(minor: i128, currency: &str) -> String {
    if let Ok(minor) = i64::try_from(minor) {
        return decimal(minor, Some(currency));
    }
    let places = currency.parse::<Currency>().map_or(0, Currency::exponent);
    let (sign, unit) = (if minor < 0 { "-" } else { "" }, 10_u128.pow(places));
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let width = places as usize;
    if width == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:0width$}") }
}

/// Prints the rows of a section; labels are aligned left, numbers right.
fn table(section: &Section) -> String {
    let header = section.labels.iter().chain(&["cards"]).chain(section.amounts);
    let header: Vec<String> = header.map(|name| (*name).to_owned()).collect();
    let cells = section.rows.iter().map(|row| {
        let labels = row.labels.iter().map(|label| escaped(label).into_owned());
        let amounts = row.amounts.iter().map(|minor| shown(*minor, &row.currency));
        labels.chain([row.cards.to_string()]).chain(amounts).collect()
    });
    let rows: Vec<Vec<String>> = [header].into_iter().chain(cells).collect();
    if rows.len() == 1 {
        return format!(" {}\n", counted(0));
    }
    let columns = 0..rows[0].len();
    let widths: Vec<usize> = columns
        .map(|column| rows.iter().map(|row| width(&row[column])).max().unwrap_or_default())
        .collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (index, (cell, column)) in row.iter().zip(&widths).enumerate() {
            let padding = " ".repeat(column - width(cell));
            let is_label = index < section.labels.len();
            let parts = if is_label { [cell, &padding] } else { [&padding, cell] };
            line.push_str(&format!(" {}{} ", parts[0], parts[1]));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
