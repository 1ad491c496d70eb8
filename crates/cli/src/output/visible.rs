//! Formats for programs on a terminal, which no text of a card may control.

use std::fs::File;
use std::io;

use dintero_cards::Card;

use super::Output;
use crate::terminal::is_invisible;

/// Adds a text with its invisible characters as JSON escapes them.
pub(crate) fn show(text: &[u8], out: &mut Vec<u8>) {
    for c in String::from_utf8_lossy(text).chars() {
        if c != '\n' && is_invisible(c) {
            let units = c.encode_utf16(&mut [0; 2]).to_vec();
            out.extend(units.iter().flat_map(|unit| format!("\\u{unit:04x}").into_bytes()));
        } else {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

/// An output whose text shows invisible characters as JSON escapes them.
pub(super) struct Visible(pub(super) Box<dyn Output>);

impl Output for Visible {
    fn page(&mut self, cards: Vec<Card>, out: &mut Vec<u8>) -> io::Result<()> {
        let mut text = Vec::new();
        self.0.page(cards, &mut text)?;
        show(&text, out);
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<Option<File>> {
        self.0.finish(out)
    }

    fn closing(&self, has_cards: bool) -> &'static str {
        self.0.closing(has_cards)
    }
}
