//! Published text, made safe to print.
//!
//! A page can contain anything: escape sequences for a terminal, lines that a CI
//! runner takes for commands, characters that reorder the text. Printed text is one
//! line of visible characters, at most a few hundred.

use crate::prose;

/// The most characters of a published value that are printed: three lines of a terminal.
const MAX_CHARS: usize = 240;

/// Returns the text as one line of plain characters.
///
/// Control, format and direction characters become `\u{…}`, beginnings of runner
/// commands are broken up, and a long text ends in `…`.
pub fn line(text: &str) -> String {
    let mut out = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == MAX_CHARS {
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
pub fn value(text: &str) -> String {
    let shown = line(text);
    if text.chars().nth(MAX_CHARS).is_none() {
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
