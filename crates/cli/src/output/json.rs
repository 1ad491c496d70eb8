//! Cards as JSON, with the names and values of the wire.

use std::io::{self, Write};

use dintero_cards::Card;

use super::Output;

/// Cards with text around them.
pub(super) struct Json<W> {
    out: W,
    /// The text before the first card, before each further card, after each card, at
    /// the end, and instead of all that if there is no card.
    marks: [&'static str; 5],
    is_empty: bool,
}

impl<W: Write> Json<W> {
    /// One array. It is closed even if the listing fails, so that it can be read;
    /// the exit status says that it is incomplete.
    pub(super) fn array(out: W) -> Self {
        Self { out, marks: ["[\n", ",\n", "", "\n]\n", "[]\n"], is_empty: true }
    }

    /// One object per line, each written as soon as its page has arrived.
    pub(super) fn lines(out: W) -> Self {
        Self { out, marks: ["", "", "\n", "", ""], is_empty: true }
    }
}

impl<W: Write> Output for Json<W> {
    fn card(&mut self, card: &Card) -> io::Result<()> {
        let [first, further, after, ..] = self.marks;
        self.out.write_all(if self.is_empty { first } else { further }.as_bytes())?;
        self.is_empty = false;
        serde_json::to_writer(&mut self.out, card)?;
        self.out.write_all(after.as_bytes())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        let [.., end, empty] = self.marks;
        self.out.write_all(if self.is_empty { empty } else { end }.as_bytes())?;
        self.out.flush()
    }
}
