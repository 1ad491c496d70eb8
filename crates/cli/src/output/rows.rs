//! Cards as comma-separated values.

use std::borrow::Cow;
use std::io::{self, Write};

use dintero_cards::Card;

use super::Output;

/// Defines the columns: name, field, and how the field becomes the text of a cell.
macro_rules! columns {
    ($($name:literal: $field:ident $cell:expr;)*) => {
        const NAMES: &[&str] = &[$($name),*];

        fn cells(card: &Card) -> [Cow<'_, str>; NAMES.len()] {
            [$(card.$field.as_ref().map_or(Cow::Borrowed(""), $cell)),*]
        }
    };
}

// The fields of a card in the order of the document; a test compares them with it.
columns! {
    "card_id": card_id Cow::from;
    "amount": amount print;
    "currency": currency Cow::from;
    "originated_by": originated_by Cow::from;
    "customer_id": customer_id Cow::from;
    "name": name Cow::from;
    "type": type_ |it| it.as_str().into();
    "status": status |it| it.as_str().into();
    "pin": pin |it| json(serde_json::to_string(it));
    "id": id print;
    "created_at": created_at print;
    "created_by": created_by Cow::from;
    "metadata": metadata |it| json(serde_json::to_string(it));
    "amount_balance": amount_balance print;
    "amount_available": amount_available print;
    "amount_funds": amount_funds print;
    "amount_drawdown": amount_drawdown print;
    "amount_pending": amount_pending print;
    "amount_reserved": amount_reserved print;
    "active_from": active_from print;
    "expires_at": expires_at print;
}

fn print<'a>(value: &impl ToString) -> Cow<'a, str> {
    value.to_string().into()
}

fn json<'a>(object: serde_json::Result<String>) -> Cow<'a, str> {
    object.expect("the keys of an object are strings").into()
}

/// A header and a row for each card. A field that is an object is printed as
/// JSON, and an absent field is an empty cell.
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
            self.writer.write_record(NAMES).map_err(io_error)?;
        }
        Ok(())
    }
}

impl<W: Write> Output for Rows<W> {
    fn card(&mut self, card: &Card) -> io::Result<()> {
        self.header()?;
        self.writer.write_record(cells(card).iter().map(|cell| cell.as_bytes())).map_err(io_error)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.header()?;
        self.writer.flush()
    }
}

/// Returns the error of the stream itself, so that a closed pipe is recognised.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use dintero_cards_openapi::{CARDS, Document};

    use super::NAMES;

    #[test]
    fn the_columns_are_the_fields_of_a_card_in_the_order_of_the_document() {
        let document = Document::parse(CARDS).unwrap();
        let card = document.root().pointer("/components/schemas/Card/properties").unwrap();
        let fields: Vec<&String> = card.as_object().unwrap().keys().collect();
        assert_eq!(fields, NAMES);
    }
}
