//! Malformed cards as a file of their own.

use std::fmt;
use std::io::{self, Write};

use dintero_cards::MalformedCard;

/// Writes malformed cards, one line of JSON for each: `page`, `path`, `json`, and `bytes`
/// in hexadecimal where the card is not UTF-8.
///
/// The format is NDJSON, because malformed cards are few and are read by people, and
/// because a reader of `*.parquet` must not take them for cards. `json` is a string: the
/// text need not be JSON.
pub struct MalformedWriter<W: Write> {
    out: W,
    count: u64,
}

impl<W: Write> MalformedWriter<W> {
    /// Begins a file.
    pub fn new(out: W) -> Self {
        Self { out, count: 0 }
    }

    /// Writes a malformed card, with the number of its page.
    ///
    /// # Errors
    /// The output could not be written.
    pub fn write(&mut self, page: u64, card: &MalformedCard) -> io::Result<()> {
        let mut line = serde_json::to_value(card)?;
        line["page"] = page.into();
        self.count += 1;
        writeln!(self.out, "{line}")
    }

    /// Flushes the output, and returns it with the number of cards.
    ///
    /// # Errors
    /// The output could not be written.
    pub fn finish(mut self) -> io::Result<(W, u64)> {
        self.out.flush()?;
        Ok((self.out, self.count))
    }
}

impl<W: Write> fmt::Debug for MalformedWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MalformedWriter").field("count", &self.count).finish_non_exhaustive()
    }
}
