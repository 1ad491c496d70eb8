//! The terminal: notes on standard error, progress, text that is safe to show, and
//! the size and colours of the screen.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

use anstream::{AutoStream, ColorChoice};
use dintero_cards::env;
use terminal_size::{Height, Width, terminal_size_of};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Characters that have no width or change the direction of text, besides the control
/// characters.
const INVISIBLE: [(char, char); 18] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
    ('\u{f0000}', '\u{10ffff}'),
];

/// Sets how much is printed to standard error.
pub(crate) fn set_level(is_quiet: bool, is_verbose: bool) {
    LEVEL.store(if is_quiet { 0 } else { 1 + u8::from(is_verbose) }, Ordering::Relaxed);
}

/// Prints a detail to standard error, if details are wanted.
pub(crate) fn detail(text: impl FnOnce() -> String) {
    if LEVEL.load(Ordering::Relaxed) > 1 {
        note(&text());
    }
}

/// Prints a line for people to standard error.
pub(crate) fn note(text: &str) {
    if LEVEL.load(Ordering::Relaxed) > 0 {
        line("note: ", text);
    }
}

pub(crate) fn error(text: &str) {
    line("error: ", text);
}

/// Prints a note where a person is waiting, but not into the log of a job.
pub(crate) fn note_to_person(text: &str) {
    if io::stderr().is_terminal() {
        note(text);
    }
}

fn line(prefix: &str, text: &str) {
    clear_progress();
    let screen = Screen { width: columns(terminal_size_of(io::stderr())), ..Screen::default() };
    let text = screen.paragraph(prefix, &escaped(text));
    // What cannot be printed must not stop the command; its exit status tells of errors.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Returns the text with every character escaped that would control a terminal, change
/// the direction of text, or not be seen.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match is_invisible(c) {
            true => shown.extend(c.escape_unicode()),
            false => shown.push(c),
        }
    }
    shown.into()
}

pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control() || INVISIBLE.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// Returns a count with its noun, which may be followed by its verb.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// What standard output is connected to; a file by default.
#[derive(Clone, Copy, Default)]
pub(crate) struct Screen {
    /// Number of columns; None if the output is not a terminal, or one without a width.
    pub(crate) width: Option<usize>,
    pub(crate) is_terminal: bool,
    pub(crate) has_colour: bool,
}

impl Screen {
    pub(crate) fn of_stdout() -> Self {
        let stdout = io::stdout();
        let width = columns(terminal_size_of(&stdout));
        // `choice` colours a dumb terminal where CI is set.
        let has_colour = AutoStream::choice(&stdout) != ColorChoice::Never
            && !env::read("TERM").is_ok_and(|term| term.as_deref() == Some("dumb"));
        Self { width, is_terminal: stdout.is_terminal(), has_colour }
    }

    /// Prints a text after a prefix, with line breaks between words where the screen needs
    /// them. Flags with their values stay on one line, so that they can be copied.
    pub(crate) fn paragraph(&self, prefix: &str, text: &str) -> String {
        self.broken(prefix, text, false)
    }

    /// Prints a value after its name, with line breaks wherever the screen needs them.
    pub(crate) fn value(&self, name: &str, text: &str) -> String {
        self.broken(name, text, true)
    }

    /// Prints values below each other, after their names.
    pub(crate) fn values(&self, rows: &[(&str, String)]) -> String {
        let widest = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        let line = |(name, text): &(&str, String)| {
            self.value(&format!("{name:widest$}  "), &escaped(text))
        };
        rows.iter().map(line).collect()
    }

    fn broken(&self, prefix: &str, text: &str, is_value: bool) -> String {
        let (mut lines, indent) = (prefix.to_owned(), width(prefix));
        let most = self.width.filter(|most| *most > indent).unwrap_or(usize::MAX);
        let next_line = |lines: &mut String| {
            lines.truncate(lines.trim_end().len());
            lines.push_str(&format!("\n{:indent$}", ""));
            indent
        };
        let (mut column, mut rest) = (indent, text);
        while !rest.is_empty() {
            let end = rest.find(' ').unwrap_or(rest.len());
            let is_flag = rest[..end].starts_with("--") && rest[..end].contains('=');
            let word;
            (word, rest) = rest.split_at(if is_flag && !is_value { rest.len() } else { end });
            rest = rest.strip_prefix(' ').unwrap_or(rest);
            if column > indent && column + width(word) > most {
                column = next_line(&mut lines);
            }
            for c in word.chars() {
                let own = c.width().unwrap_or_default();
                if is_value && column + own > most {
                    column = next_line(&mut lines);
                }
                lines.push(c);
                column += own;
            }
            lines.push(' ');
            column += 1;
        }
        format!("{}\n", lines.trim_end())
    }
}

fn columns(size: Option<(Width, Height)>) -> Option<usize> {
    size.map(|(width, _)| usize::from(width.0)).filter(|width| *width > 1)
}

/// Replaces the line of the progress on a terminal. It uses no escape sequences.
pub(crate) fn progress(text: &str) {
    if LEVEL.load(Ordering::Relaxed) > 0 && io::stderr().is_terminal() {
        let before = PROGRESS.swap(width(text), Ordering::Relaxed);
        let _ = write!(io::stderr(), "\r{text:before$}");
    }
}

/// Clears the line of the progress, so that a note or an error has the line for itself.
pub(crate) fn clear_progress() {
    let width = PROGRESS.swap(0, Ordering::Relaxed);
    if width > 0 {
        let _ = write!(io::stderr(), "\r{:width$}\r", "");
    }
}

/// The number of columns of the progress on the line, which is 0 where there is none.
static PROGRESS: AtomicUsize = AtomicUsize::new(0);

/// How much is printed to standard error, besides errors: nothing, notes, or details.
static LEVEL: AtomicU8 = AtomicU8::new(1);

#[cfg(test)]
mod tests {
    use super::{Screen, escaped};

    #[test]
    fn a_paragraph_breaks_between_words_and_keeps_flags_together() {
        let screen = Screen { width: Some(20), ..Screen::default() };
        assert_eq!(screen.paragraph("note: ", "one two three four"), {
            "note: one two three\n      four\n"
        });
        assert_eq!(screen.paragraph("note: ", "in /a/path/of/a/file"), {
            "note: in\n      /a/path/of/a/file\n"
        });
        assert_eq!(screen.value("pin  ", "0123456789abcdefghij"), {
            "pin  0123456789abcde\n     fghij\n"
        });
        let flags = "--starting-after='a  b' --listing=0123456789";
        assert_eq!(screen.paragraph("note: ", &format!("resume with {flags}")), {
            format!("note: resume with\n      {flags}\n")
        });
        let text = "a  b ".repeat(50);
        assert_eq!(Screen::default().paragraph("", &text), format!("{}\n", text.trim_end()));
    }

    #[test]
    fn what_cannot_be_seen_is_escaped_and_letters_are_not() {
        assert_eq!(escaped("Åse \u{1b}[2J"), r"Åse \u{1b}[2J");
        assert_eq!(escaped("a\u{202e}b\u{2066}c\u{200b}d\u{feff}"), {
            r"a\u{202e}b\u{2066}c\u{200b}d\u{feff}"
        });
        assert_eq!(escaped("e\u{301} שלום 你好"), "e\u{301} שלום 你好");
    }
}
