//! A report as tables for people.

use anstyle::{AnsiColor, Style};

use super::document::{Report, Section};
use crate::output::money;
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

pub(super) fn shown(minor: i128, currency: &str) -> String {
    escaped(&money(minor, currency)).into_owned()
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
    let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let amounts = if is_tall { texts(&["", "amount"]) } else { texts(section.amounts) };
    let header = [texts(&section.labels[outside..]), texts(&["cards"]), amounts].concat();
    // Each with the line above it, which may be empty.
    let mut rows = vec![(String::new(), header)];
    let mut above = String::new();
    for row in &section.rows {
        let own: Vec<String> = row.labels.iter().map(|label| escaped(label).into_owned()).collect();
        let shared = own[..outside].join("  ");
        let mut heading = if shared == above { String::new() } else { shared.clone() };
        above = shared;
        let mut start = [&own[outside..], &[row.cards.to_string()]].concat();
        let amounts = row.amounts.iter().map(|minor| shown(*minor, &row.currency));
        if is_tall {
            for (name, amount) in section.amounts.iter().zip(amounts) {
                let cells = [&start[..], &[(*name).to_owned(), amount]].concat();
                rows.push((std::mem::take(&mut heading), cells));
                start.fill(String::new());
            }
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
