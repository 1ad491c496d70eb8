//! The numbered lines of a page, without artefacts of extraction.

use unicode_normalization::UnicodeNormalization as _;

/// A line with its number in the page as it was given.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Number, from 1.
    pub(super) number: usize,
    /// The text, decoded and trimmed.
    pub(super) text: String,
}

impl Line {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Returns the line without Markdown: heading signs, quote signs, backticks,
    /// escapes, bold.
    pub(super) fn bare(&self) -> String {
        let text = self.text.trim_start_matches(['#', '>', ' ']).trim_matches(['`', '*', ' ']);
        unescaped(text)
    }
}

/// Returns the lines of a page with LF or CRLF: entities decoded, unusual spaces
/// replaced, zero-width characters removed.
pub(super) fn lines(page: &str) -> Vec<Line> {
    page.split('\n')
        .enumerate()
        .map(|(index, line)| Line { number: index + 1, text: decoded(line) })
        .collect()
}

fn decoded(line: &str) -> String {
    let line = html_escape::decode_html_entities(line);
    let line: String = line
        .chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    line.trim().nfc().collect()
}

/// Removes Markdown escapes, as in `api\_keys` and `object\[\]`.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek().is_some_and(|next| "_[]<>*.-|`{}()#:".contains(*next)) {
            continue;
        }
        out.push(c);
    }
    out
}
