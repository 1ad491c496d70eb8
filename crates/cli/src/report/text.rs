//! A report as tables for people.

use anstyle::Style;

use super::document::{Report, Section};
use crate::output::{counted, money};
use crate::terminal::{Screen, escaped, width};

pub(super) fn render(report: &Report, screen: Screen) -> Vec<u8> {
    let bold = if screen.has_colour { Style::new().bold() } else { Style::new() };
    let heading = |text: &str| format!("{}{text}{}\n", bold.render(), bold.render_reset());
    let mut text = heading(report.title);
    for warning in &report.warnings {
        text.push_str(&format!("! {}\n", escaped(warning)));
    }
    let widest = report.facts.iter().map(|(name, _)| width(name)).max().unwrap_or_default();
    for (name, value) in &report.facts {
        text.push_str(&format!(" {name:widest$}  {}\n", escaped(value)));
    }
    for section in &report.sections {
        text.push('\n');
        text.push_str(&heading(section.title));
        text.push_str(&table(section));
    }
    text.into_bytes()
}

/// Prints an amount for people.
pub(super) fn shown(minor: Option<i64>, currency: &str) -> String {
    minor.map_or_else(|| "more than 64 bits".to_owned(), |minor| money(minor, currency))
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
