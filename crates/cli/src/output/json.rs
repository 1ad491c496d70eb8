//! Cards as JSON: the wire's names and values, one array or one object a line.

use std::io::{self, Write};

use dintero_cards::Card;

use super::Output;

/// One array; it is closed even when the listing ends early, so what is there
/// can be read, and the exit status says that there is more.
pub(super) struct Array<W> {
    out: W,
    is_empty: bool,
}

impl<W: Write> Array<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, is_empty: true }
    }
}

impl<W: Write> Output for Array<W> {
    fn card(&mut self, card: &Card) -> io::Result<()> {
        self.out.write_all(if self.is_empty { b"[\n" } else { b",\n" })?;
        self.is_empty = false;
        Ok(serde_json::to_writer(&mut self.out, card)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(if self.is_empty { b"[]\n" } else { b"\n]\n" })?;
        self.out.flush()
    }
}

/// One object a line, out as soon as its page is there.
pub(super) struct Lines<W>(W);

impl<W: Write> Lines<W> {
    pub(super) fn new(out: W) -> Self {
        Self(out)
    }
}

impl<W: Write> Output for Lines<W> {
    fn card(&mut self, card: &Card) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, card)?;
        self.0.write_all(b"\n")
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
