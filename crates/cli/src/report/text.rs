//! A report as tables for people.

use anstyle::{AnsiColor, Style};
use dintero_cards::Currency;

use super::document::{Report, Section};
use crate::output::{decimal, money};
use crate::terminal::{Screen, counted, escaped, width};

pub(super) fn render(report: &Report, screen: Screen) -> Vec<u8> {
    let bold = if screen.has_colour { Style::new().bold() } else { Style::new() };
    let loud = if screen.has_colour { AnsiColor::Red.on_default().bold() } else { bold };
    let heading = |text: &str| format!("{bold}{text}{bold:#}\n");
    let mut text = heading(report.title);
    for warning in &report.warnings {
        let warning = screen.paragraph("! ", &escaped(warning));
        text.push_str(&format!("{loud}{}{loud:#}\n", warning.trim_end()));
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

/// Prints the rows of a section. Where the screen is too narrow, a line has one amount, and
/// then the first labels stand above the lines that share them.
fn table(section: &Section, screen: Screen) -> String {
    if section.rows.is_empty() {
        return format!(" {}\n", counted(0, "card", "cards"));
    }
    let is_tall = section.amounts.len() > 1;
    let narrower = (0..section.labels.len()).map(|outside| (outside, is_tall));
    let mut text = String::new();
    for (outside, is_tall) in [(0, false)].into_iter().chain(narrower) {
        text = lines(section, outside, is_tall);
        if screen.width.is_none_or(|most| text.lines().all(|line| width(line) <= most)) {
            break;
        }
    }
    text
}

/// Prints lines, some labels above those that share them. Labels are aligned left, numbers
/// right.
fn lines(section: &Section, outside: usize, is_tall: bool) -> String {
    let labels = section.labels.len() - outside;
    let names = section.labels[outside..].iter().chain(&["cards"]).map(|name| (*name).to_owned());
    let amounts = section.amounts.iter().map(|name| (*name).to_owned());
    let last = [String::new(), "amount".to_owned()];
    let header = if is_tall { names.chain(last).collect() } else { names.chain(amounts).collect() };
    // Each with the line above it, which may be empty.
    let mut rows: Vec<(String, Vec<String>)> = vec![(String::new(), header)];
    let mut above = String::new();
    for row in &section.rows {
        let mut own = row.labels.iter().map(|label| escaped(label).into_owned());
        let shared = own.by_ref().take(outside).collect::<Vec<_>>().join("  ");
        let start: Vec<String> = own.chain([row.cards.to_string()]).collect();
        let heading = if shared == above { String::new() } else { shared.clone() };
        above = shared;
        let amounts = row.amounts.iter().map(|minor| shown(*minor, &row.currency));
        if is_tall {
            let blank = (String::new(), vec![String::new(); start.len()]);
            let starts = [(heading, start)].into_iter().chain(std::iter::repeat(blank));
            let named = starts.zip(section.amounts).zip(amounts);
            rows.extend(named.map(|(((heading, start), name), amount)| {
                (heading, [start, vec![(*name).to_owned(), amount]].concat())
            }));
        } else {
            rows.push((heading, start.into_iter().chain(amounts).collect()));
        }
    }
    let widest = |column: usize| rows.iter().map(|(_, row)| width(&row[column])).max();
    let widths: Vec<usize> = (0..rows[0].1.len()).filter_map(widest).collect();
    let is_text = |index| index < labels || is_tall && index == labels + 1;
    let mut text = String::new();
    for (heading, row) in &rows {
        if !heading.is_empty() {
            text.push_str(&format!(" {heading}\n"));
        }
        let mut line = if outside > 0 { "  ".to_owned() } else { String::new() };
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
