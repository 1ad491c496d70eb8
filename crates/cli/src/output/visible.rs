//! Formats for programs on a terminal, which no text of a card may control.

use std::fs::File;
use std::io;

use dintero_cards::Card;

use super::Output;
use crate::terminal::is_invisible;

/// Returns a text with its invisible characters as JSON escapes them.
pub(crate) fn show(text: &[u8]) -> Vec<u8> {
    let mut shown = String::new();
    for c in String::from_utf8_lossy(text).chars() {
        if c != '\n' && is_invisible(c) {
            shown.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            shown.push(c);
        }
    }
    shown.into_bytes()
}

/// An output whose text shows invisible characters as JSON escapes them.
pub(super) struct Visible(pub(super) Box<dyn Output>);

impl Output for Visible {
    fn page(&mut self, cards: Vec<Card>, out: &mut Vec<u8>) -> io::Result<()> {
        let mut text = Vec::new();
        self.0.page(cards, &mut text)?;
        out.append(&mut show(&text));
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<Option<File>> {
        self.0.finish(out)
    }

    fn closing(&self, has_cards: bool) -> &'static str {
        self.0.closing(has_cards)
    }
}
