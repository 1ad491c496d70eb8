//! Words quoted for a shell, and cursors as flags that can be run as they are printed.

use dintero_cards::Cursor;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::terminal::is_invisible;

/// Everything but the characters that no shell and no terminal changes.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// Returns the flags that resume a listing after this cursor, with the digest of the
/// listing that the cursor belongs to.
pub(crate) fn continuation(cursor: &Cursor) -> String {
    let text = cursor.as_str();
    let mut flags = Vec::new();
    if text.chars().any(is_invisible) {
        let encoded = percent_encode(text.as_bytes(), ENCODED);
        flags.push(format!("--starting-after-encoded={encoded}"));
    } else if !text.is_empty() {
        flags.push(format!("--starting-after={}", quoted(text)));
    }
    if cursor.skip() > 0 {
        flags.push(format!("--skip={}", cursor.skip()));
    }
    let stored = serde_json::to_value(cursor).unwrap_or_default();
    flags.extend(stored["listing"].as_str().map(|listing| format!("--listing={listing}")));
    flags.join(" ")
}

pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.+/@%,:".contains(c);
    // Inside of a word `=` and `~` are plain; zsh and sh expand them at its beginning.
    let is_inner = |c: char| is_plain(c) || "=~".contains(c);
    match word.starts_with(is_plain) && word.chars().all(is_inner) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use dintero_cards::Cursor;

    use super::{continuation, quoted};

    #[test]
    fn a_word_is_quoted_for_a_shell() {
        assert_eq!(quoted("abc-1/2+3="), "abc-1/2+3=");
        assert_eq!(quoted("-abc"), "-abc");
        assert_eq!(quoted("~root"), "'~root'");
        assert_eq!(quoted("=ls"), "'=ls'");
        assert_eq!(quoted("it's $(x)"), r"'it'\''s $(x)'");
    }

    #[test]
    fn a_cursor_that_a_terminal_cannot_show_is_encoded() {
        let flags = |text: &str| continuation(&Cursor::new(text).unwrap());
        assert_eq!(flags("-abc"), "--starting-after=-abc");
        assert_eq!(flags("\u{1b}[2J\n"), "--starting-after-encoded=%1B%5B2J%0A");
        assert_eq!(flags("a\u{202e}"), "--starting-after-encoded=a%E2%80%AE");
    }
}
