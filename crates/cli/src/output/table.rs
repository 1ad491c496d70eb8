//! Cards as a table for people, which appears page by page.

use std::fs::File;
use std::io::{self, Write as _};

use anstyle::{AnsiColor, Style};
use dintero_cards::{Card, CardStatus};

use super::{Field, Fields, Output, Sums, Value};
use crate::terminal::{Screen, counted, escaped, width};
use crate::zone::Zone;

pub(crate) const DEFAULT: [&str; 8] = [
    "card_id",
    "type",
    "status",
    "amount_balance",
    "amount_available",
    "customer_id",
    "created_at",
    "expires_at",
];
/// Fields that a narrow terminal hides, in this order.
const HIDEABLE: [&str; 6] =
    ["created_at", "type", "status", "amount_available", "expires_at", "customer_id"];

/// A table. Its first page decides how wide the columns are.
pub(super) struct Table {
    fields: Vec<&'static Field>,
    hidden: Vec<&'static str>,
    may_hide: bool,
    /// Whether a card is a block of lines, since the chosen fields do not fit one line.
    is_tall: bool,
    zone: Zone,
    screen: Screen,
    widths: Vec<usize>,
    sums: Sums,
}

impl Table {
    pub(super) fn new(fields: Fields, zone: Zone, screen: Screen) -> Self {
        Self {
            fields: fields.chosen,
            hidden: Vec::new(),
            may_hide: fields.is_default,
            is_tall: false,
            zone,
            screen,
            widths: Vec::new(),
            sums: Sums::default(),
        }
    }

    fn cells(&self, card: &Card) -> Vec<String> {
        let shown = |value: Value<'_>| escaped(&value.shown(&self.zone)).into_owned();
        self.fields.iter().map(|field| field.of(card).map(shown).unwrap_or_default()).collect()
    }

    /// Hides columns until the rest fits the terminal; returns the rows without them.
    fn hide(&mut self, rows: &mut [Vec<String>]) {
        let Some(screen) = self.screen.width.filter(|_| self.may_hide) else { return };
        for name in HIDEABLE {
            if self.needed() <= screen {
                return;
            }
            if let Some(index) = self.fields.iter().position(|field| field.name == name) {
                self.hidden.push(self.fields.remove(index).name);
                self.widths.remove(index);
                rows.iter_mut().for_each(|row| drop(row.remove(index)));
            }
        }
    }

    /// Returns the number of columns that a line needs.
    fn needed(&self) -> usize {
        (self.widths.iter().map(|width| width + 2).sum::<usize>()).saturating_sub(1)
    }

    /// Prints a card as a block, one field below the other.
    fn block(&self, cells: &[String], out: &mut Vec<u8>) {
        let titles = self.fields.iter().map(|field| field.title());
        let rows: Vec<_> = titles.zip(cells.iter().cloned()).collect();
        out.extend_from_slice(self.screen.values(&rows).as_bytes());
        out.push(b'\n');
    }

    fn row(&self, cells: &[String], style: impl Fn(&Field, &str) -> Style, out: &mut Vec<u8>) {
        let mut line = String::new();
        for ((cell, field), column) in cells.iter().zip(&self.fields).zip(&self.widths) {
            let padding = " ".repeat(column.saturating_sub(width(cell)));
            let style = if self.screen.has_colour { style(field, cell) } else { Style::new() };
            let cell = format!("{}{cell}{}", style.render(), style.render_reset());
            line.push(' ');
            match field.is_amount() {
                true => line.extend([padding.as_str(), &cell]),
                false => line.extend([cell.as_str(), &padding]),
            }
            line.push(' ');
        }
        out.extend_from_slice(line.trim_end().as_bytes());
        out.push(b'\n');
    }
}

impl Output for Table {
    fn page(&mut self, cards: Vec<Card>, out: &mut Vec<u8>) -> io::Result<()> {
        let mut rows: Vec<Vec<String>> = cards.iter().map(|card| self.cells(card)).collect();
        if self.widths.is_empty() && !cards.is_empty() {
            let header: Vec<String> =
                self.fields.iter().map(|field| field.title().to_owned()).collect();
            rows.insert(0, header);
            let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max();
            self.widths = (0..self.fields.len()).filter_map(widest).collect();
            self.hide(&mut rows);
            self.is_tall = self.screen.width.is_some_and(|most| self.needed() > most);
            let header = rows.remove(0);
            if !self.is_tall {
                self.row(&header, |_, _| Style::new().bold(), out);
            }
        }
        for row in &rows {
            match self.is_tall {
                true => self.block(row, out),
                false => self.row(row, |field, cell| style(field, cell).unwrap_or_default(), out),
            }
        }
        cards.iter().for_each(|card| self.sums.add(card));
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<Option<File>> {
        if self.sums.cards() > 0 {
            if !self.is_tall {
                out.push(b'\n');
            }
            for line in self.sums.lines(&self.fields) {
                out.extend_from_slice(self.screen.paragraph("", &escaped(&line)).as_bytes());
            }
            if self.fields.iter().any(|field| field.name.contains("_at")) {
                writeln!(out, "times in {}", self.zone.name())?;
            }
            if !self.hidden.is_empty() {
                let names = self.hidden.join(", ");
                let text = format!("hidden for lack of width: {names} (--fields chooses)");
                out.extend_from_slice(self.screen.paragraph("", &text).as_bytes());
            }
        }
        writeln!(out, "{}", counted(self.sums.cards(), "card", "cards"))?;
        Ok(None)
    }
}

fn style(field: &Field, cell: &str) -> Option<Style> {
    let colour = match CardStatus::from(cell) {
        _ if field.name != "status" => return None,
        CardStatus::Unused => AnsiColor::Green,
        CardStatus::PartiallyUsed => AnsiColor::Cyan,
        CardStatus::Used => AnsiColor::BrightBlack,
        CardStatus::Inactive => AnsiColor::Yellow,
        CardStatus::Expired => AnsiColor::Red,
        _ => return None,
    };
    Some(colour.on_default())
}
