//! Cards as JSON, with the names and values of the wire.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write as _};

use dintero_cards::Card;
use serde_json::value::RawValue;

use super::{Fields, Output};

pub(super) struct Json {
    fields: Fields,
    /// The text before the first card, before each further card, after each card, at
    /// the end, and instead of all that if there is no card.
    marks: [&'static str; 5],
    is_empty: bool,
}

impl Json {
    /// One array. It is closed even if the listing fails, so that it can be read;
    /// the exit status says that it is incomplete.
    pub(super) fn array(fields: Fields) -> Self {
        Self { fields, marks: ["[\n", ",\n", "", "\n]\n", "[]\n"], is_empty: true }
    }

    /// One object per line, each written as soon as its page has arrived.
    pub(super) fn lines(fields: Fields) -> Self {
        Self { fields, marks: ["", "", "\n", "", ""], is_empty: true }
    }

    fn card(&self, card: &Card, out: &mut Vec<u8>) -> io::Result<()> {
        if self.fields.is_all() {
            return Ok(serde_json::to_writer(out, card)?);
        }
        // Raw values stay as they are on the wire.
        let text = serde_json::to_string(card)?;
        let values: BTreeMap<&str, &RawValue> = serde_json::from_str(&text)?;
        let mut separator = "{";
        for field in &self.fields.chosen {
            if let Some(value) = values.get(field.name) {
                write!(out, "{separator}\"{}\":{value}", field.name)?;
                separator = ",";
            }
        }
        out.write_all(if separator == "{" { b"{}" } else { b"}" })
    }
}

impl Output for Json {
    fn page(&mut self, cards: Vec<Card>, out: &mut Vec<u8>) -> io::Result<()> {
        let [first, further, after, ..] = self.marks;
        for card in cards {
            out.extend_from_slice(if self.is_empty { first } else { further }.as_bytes());
            self.is_empty = false;
            let start = out.len();
            self.card(&card, out)?;
            // Fields that the document does not name are as the server sent them; a text
            // within JSON has no line break.
            for byte in out[start..].iter_mut().filter(|byte| b"\r\n".contains(byte)) {
                *byte = b' ';
            }
            out.extend_from_slice(after.as_bytes());
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<Option<File>> {
        out.write_all(self.closing(!self.is_empty).as_bytes())?;
        Ok(None)
    }

    fn closing(&self, has_cards: bool) -> &'static str {
        let [.., end, empty] = self.marks;
        if has_cards { end } else { empty }
    }
}
