//! Published text, made safe to print.
//!
//! A page can contain anything: escape sequences for a terminal, lines that a CI
//! runner takes for commands, characters that reorder the text. Printed text is one
//! line of visible characters, at most a few hundred.

use crate::prose;

/// The most characters of a published value that are printed.
const LONGEST: usize = 240;

/// Returns the text as one line of plain characters.
///
/// Control, format and direction characters become `\u{…}`, beginnings of runner
/// commands are broken up, and a long text ends in `…`.
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
    // Runners look for both, and for the second one anywhere in a line.
    let out = out.replace("##[", "#\u{b7}#[");
    if out.trim_start().starts_with("::") { format!("\u{b7}{}", out.trim_start()) } else { out }
}

/// Returns the text as [`line`](fn@line) does, with a digest of the whole if it was
/// cut: two long texts with the same beginning stay different.
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
