//! A report as tables for people.

use anstyle::Style;
use dintero_cards::Currency;

use super::document::{Report, Section};
use crate::output::{decimal, money};
use crate::terminal::{Screen, counted, escaped, width};

pub(super) fn render(report: &Report, screen: Screen) -> Vec<u8> {
    let bold = if screen.has_colour { Style::new().bold() } else { Style::new() };
    let heading = |text: &str| format!("{}{text}{}\n", bold.render(), bold.render_reset());
    let mut text = heading(report.title);
    for warning in &report.warnings {
        text.push_str(&screen.paragraph("! ", &escaped(warning)));
    }
    let widest =
        report.facts.iter().map(|(name, _)| width(&escaped(name))).max().unwrap_or_default();
    for (name, value) in &report.facts {
        let name = escaped(name);
        let padding = " ".repeat(widest - width(&name));
        text.push_str(&screen.paragraph(&format!(" {name}{padding}  "), &escaped(value)));
    }
    for section in &report.sections {
        text.push('\n');
        text.push_str(&heading(section.title));
        text.push_str(&table(section, screen));
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

/// Prints the rows of a section: in lines of one amount each, where the screen is too narrow
/// for lines of all of them.
fn table(section: &Section, screen: Screen) -> String {
    if section.rows.is_empty() {
        return format!(" {}\n", counted(0, "card", "cards"));
    }
    let wide = lines(section, false);
    let is_narrow = |most| wide.lines().any(|line| width(line) > most);
    match screen.width.is_some_and(is_narrow) && section.amounts.len() > 1 {
        true => lines(section, true),
        false => wide,
    }
}

/// Prints lines; labels are aligned left, numbers right.
fn lines(section: &Section, is_tall: bool) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let names = section.labels.iter().chain(&["cards"]).map(|name| (*name).to_owned());
    let amounts = section.amounts.iter().map(|name| (*name).to_owned());
    let last = ["".to_owned(), "amount".to_owned()];
    rows.push(if is_tall { names.chain(last).collect() } else { names.chain(amounts).collect() });
    for row in &section.rows {
        let labels = row.labels.iter().map(|label| escaped(label).into_owned());
        let start: Vec<String> = labels.chain([row.cards.to_string()]).collect();
        let amounts = row.amounts.iter().map(|minor| shown(*minor, &row.currency));
        if is_tall {
            let blank = vec![String::new(); start.len()];
            let starts = [start].into_iter().chain(std::iter::repeat(blank));
            rows.extend(
                starts.zip(section.amounts).zip(amounts).map(|((start, name), amount)| {
                    [start, vec![(*name).to_owned(), amount]].concat()
                }),
            );
        } else {
            rows.push(start.into_iter().chain(amounts).collect());
        }
    }
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max();
    let widths: Vec<usize> = (0..rows[0].len()).filter_map(widest).collect();
    let is_text =
        |index| index < section.labels.len() || is_tall && index == section.labels.len() + 1;
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (index, (cell, column)) in row.iter().zip(&widths).enumerate() {
            let padding = " ".repeat(column - width(cell));
            let parts = if is_text(index) { [cell, &padding] } else { [&padding, cell] };
            line.push_str(&format!(" {}{} ", parts[0], parts[1]));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
