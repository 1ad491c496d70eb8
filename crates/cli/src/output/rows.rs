//! Cards as comma-separated values.

use std::io::{self, Write};

use dintero_cards::Card;
use serde_json::Value;

use super::Output;

/// The columns: the fields of a card in the order of the document. A test
/// compares them with it.
pub(super) const COLUMNS: [&str; 21] = [
    "card_id",
    "amount",
    "currency",
    "originated_by",
    "customer_id",
    "name",
    "type",
    "status",
    "pin",
    "id",
    "created_at",
    "created_by",
    "metadata",
    "amount_balance",
    "amount_available",
    "amount_funds",
    "amount_drawdown",
    "amount_pending",
    "amount_reserved",
    "active_from",
    "expires_at",
];

/// A header and a row for each card; what is an object on the wire is JSON in
/// its cell, what is absent is an empty one.
pub(super) struct Rows<W: Write> {
    writer: csv::Writer<W>,
    has_header: bool,
}

impl<W: Write> Rows<W> {
    pub(super) fn new(out: W) -> Self {
        Self { writer: csv::Writer::from_writer(out), has_header: false }
    }

    fn header(&mut self) -> io::Result<()> {
        if !self.has_header {
            self.has_header = true;
            self.writer.write_record(COLUMNS).map_err(io_error)?;
        }
        Ok(())
    }
}

impl<W: Write> Output for Rows<W> {
    fn card(&mut self, card: Card) -> io::Result<()> {
        self.header()?;
        let card = serde_json::to_value(card)?;
        let cells = COLUMNS.map(|column| match card.get(column) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
        });
        self.writer.write_record(cells).map_err(io_error)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.header()?;
        self.writer.flush()
    }
}

/// The error of the stream itself, so that a closed pipe is known as one.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use dintero_cards_openapi::{CARDS, Document};

    use super::COLUMNS;

    #[test]
    fn the_columns_are_the_fields_of_a_card_in_the_order_of_the_document() {
        let document = Document::parse(CARDS).unwrap();
        let card = document.root().pointer("/components/schemas/Card/properties").unwrap();
        let fields: Vec<&String> = card.as_object().unwrap().keys().collect();
        assert_eq!(fields, COLUMNS);
    }
}
