//! The output of cards, one module per format, and notes on standard error.

mod json;
mod rows;
mod table;

use std::borrow::Cow;
use std::io::{self, Write};

use clap::ValueEnum;
use dintero_cards::Card;

/// Formats of the output.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for people
    Table,
    /// One JSON array
    Json,
    /// One JSON object per line
    Ndjson,
    /// Comma-separated values with a header
    Csv,
}

/// Prints cards one by one.
pub(crate) trait Output {
    fn card(&mut self, card: &Card) -> io::Result<()>;
    /// Writes the cards so far, if the format allows it.
    fn flush(&mut self) -> io::Result<()>;
    fn finish(&mut self) -> io::Result<()>;
}

pub(crate) fn start<'a>(format: Format, out: impl Write + 'a) -> Box<dyn Output + 'a> {
    match format {
        Format::Table => Box::new(table::Table::new(out)),
        Format::Json => Box::new(json::Json::array(out)),
        Format::Ndjson => Box::new(json::Json::lines(out)),
        Format::Csv => Box::new(rows::Rows::new(out)),
    }
}

/// Prints a line for people to standard error.
pub(crate) fn note(text: &str) {
    // A note that cannot be printed must not stop the listing.
    let _ = writeln!(io::stderr(), "note: {text}");
}

/// Quotes a word for a shell; returns None if it has characters that would control a
/// terminal.
pub(crate) fn quoted(word: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.~+/=:@%,".contains(c);
    if word.chars().any(char::is_control) {
        return None;
    }
    match word.chars().all(is_plain) {
        true => Some(word.to_owned()),
        false => Some(format!("'{}'", word.replace('\'', r"'\''"))),
    }
}

/// Replaces the characters of a server's text that would control a terminal.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    match text.contains(char::is_control) {
        true => text.replace(char::is_control, "\u{fffd}").into(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_cursor_is_quoted_for_a_shell_and_left_out_when_it_would_drive_a_terminal() {
        assert_eq!(quoted("abc-1/2+3=").as_deref(), Some("abc-1/2+3="));
        assert_eq!(quoted("it's $(x)").as_deref(), Some(r"'it'\''s $(x)'"));
        assert_eq!(quoted("\u{1b}[2J"), None);
    }
}
