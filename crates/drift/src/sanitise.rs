//! Published text made safe to show.
//!
//! A page can hold anything: escape sequences that drive a terminal, lines that
//! a CI runner takes for commands, characters that reorder what a reader sees.
//! What is shown is one line of visible characters, and never more than a few
//! hundred of them.

use crate::prose;

/// The most characters of a published value that are shown.
const LONGEST: usize = 240;

/// The text on one line, without anything that is more than a character.
///
/// Control, format and direction characters become `\u{…}`; the beginnings of
/// runner commands are broken up; what is too long ends in `…`.
#[must_use]
pub fn line(text: &str) -> String {
    let mut out = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == LONGEST {
            out.push('\u{2026}');
            break;
        }
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_unsafe(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    // Runners look for these, the second one anywhere in a line.
    let out = out.replace("##[", "#\u{b7}#[");
    if out.trim_start().starts_with("::") { format!("\u{b7}{}", out.trim_start()) } else { out }
}

/// The text as [`line`](fn@line) shows it and, where that cuts it, a digest of the whole:
/// two long texts that begin alike stay two.
#[must_use]
pub fn value(text: &str) -> String {
    let shown = line(text);
    if text.chars().nth(LONGEST).is_none() {
        return shown;
    }
    let digest = prose::of_bytes(text.as_bytes());
    format!("{shown} {}", digest.get(..19).unwrap_or(&digest))
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::{line, value};

    #[test]
    fn nothing_reaches_a_terminal_or_a_runner() {
        assert_eq!(line("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(line("\u{202e}evil"), "\\u{202e}evil");
        assert_eq!(line(" ::error::x"), "\u{b7}::error::x");
        assert_eq!(line("x ##[command]y"), "x #\u{b7}#[command]y");
        assert_eq!(line("one\r\ntwo"), "one  two");
        assert_eq!(line(&"x".repeat(1_000_000)).chars().count(), 241);
    }

    #[test]
    fn long_values_that_begin_alike_stay_two() {
        let long = "x".repeat(1_000);
        assert_ne!(value(&format!("{long}a")), value(&format!("{long}b")));
        assert_eq!(value("short"), "short");
    }
}
