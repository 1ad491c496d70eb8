//! Cards as a table for people.

use std::env;
use std::io::{self, Write};

use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, presets,
};
use dintero_cards::{Card, CardStatus, CardType, Money, Timestamp};

use super::{Output, clean};

const HEADER: [&str; 8] = [
    "card_id",
    "type",
    "status",
    "balance",
    "available",
    "customer_id",
    "created_at",
    "expires_at",
];
/// Columns that a narrow terminal hides, in this order.
const HIDEABLE: [usize; 5] = [5, 7, 4, 1, 6];
/// Columns of numbers, which are aligned right.
const AMOUNTS: [usize; 2] = [3, 4];

/// Form of a point in time, in UTC.
const MINUTE: &str = "%Y-%m-%d %H:%M";

/// A table, which is printed when all cards have arrived.
pub(super) struct Table<W> {
    out: W,
    table: comfy_table::Table,
    has_colour: bool,
}

impl<W: Write> Table<W> {
    #[expect(clippy::disallowed_methods, reason = "the variable is a matter of the terminal")]
    pub(super) fn new(out: W) -> Self {
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        let has_colour = env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        table.set_header(HEADER.map(|name| match has_colour {
            true => Cell::new(name).add_attribute(Attribute::Bold),
            false => Cell::new(name),
        }));
        for index in AMOUNTS {
            if let Some(column) = table.column_mut(index) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        Self { out, table, has_colour }
    }
}

impl<W> Table<W> {
    /// Hides columns until the rest fits the terminal without breaking words.
    fn hide_columns(&mut self) {
        let Some(width) = self.table.width() else { return };
        let mut widths = self.table.column_max_content_widths();
        for index in HIDEABLE {
            let padding = 2 * widths.iter().filter(|width| **width > 0).count();
            let needed = widths.iter().map(|width| usize::from(*width)).sum::<usize>() + padding;
            if needed <= usize::from(width) {
                return;
            }
            if let Some(column) = self.table.column_mut(index) {
                column.set_constraint(ColumnConstraint::Hidden);
                widths[index] = 0;
            }
        }
    }
}

impl<W: Write> Output for Table<W> {
    fn card(&mut self, card: &Card) -> io::Result<()> {
        let text = |value: Option<&str>| Cell::new(clean(value.unwrap_or_default()));
        let amount = |minor: Option<i64>| text(minor.map(|minor| money(minor, card)).as_deref());
        let time = |time: Option<Timestamp>| {
            Cell::new(time.map_or_else(String::new, |time| time.utc().format(MINUTE).to_string()))
        };
        let mut status = text(card.status.as_ref().map(CardStatus::as_str));
        if let Some(colour) = card.status.as_ref().and_then(colour).filter(|_| self.has_colour) {
            status = status.fg(colour);
        }
        self.table.add_row([
            text(card.card_id.as_deref()),
            text(card.type_.as_ref().map(CardType::as_str)),
            status,
            amount(card.amount_balance),
            amount(card.amount_available),
            text(card.customer_id.as_deref()),
            time(card.created_at),
            time(card.expires_at),
        ]);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.hide_columns();
        let cards = self.table.row_count();
        if cards > 0 {
            writeln!(self.out, "{}", self.table.trim_fmt())?;
        }
        writeln!(self.out, "{cards} {}", if cards == 1 { "card" } else { "cards" })?;
        self.out.flush()
    }
}

/// Prints an amount in its currency; in the smallest unit if the currency is unknown.
fn money(minor: i64, card: &Card) -> String {
    let code = card.currency.as_deref().unwrap_or_default();
    match code.parse() {
        Ok(currency) => Money { minor, currency }.to_string(),
        Err(_) => format!("{minor} {code}").trim_end().to_owned(),
    }
}

fn colour(status: &CardStatus) -> Option<Color> {
    match status {
        CardStatus::Unused => Some(Color::Green),
        CardStatus::PartiallyUsed => Some(Color::Cyan),
        CardStatus::Used => Some(Color::DarkGrey),
        CardStatus::Inactive => Some(Color::Yellow),
        CardStatus::Expired => Some(Color::Red),
        _ => None,
    }
}
