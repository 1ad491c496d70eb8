//! A page in any form, and the contracts in it.

use dintero_cards_openapi::{Document, Source};
use serde_json::Value;

use crate::contract::{Contract, Form, Note, NoteKind};
use crate::document::{Prose, Unreadable, operations};
use crate::{markdown, prose, text};

/// The largest page that is read, in bytes. The whole published document has a
/// tenth of that.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// A page with its contracts.
#[derive(Clone, Debug)]
pub struct Page {
    /// Name in reports: a file name or an address.
    pub name: String,
    /// The form.
    pub form: Form,
    /// Digest of its bytes, `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// One contract for each operation in it.
    pub contracts: Vec<Contract>,
}

impl Page {
    /// Reads a page of a form, or of any form if `form` is `None`.
    ///
    /// # Errors
    /// The page is larger than [`MAX_BYTES`], is not UTF-8, is HTML, or does not have
    /// the given form.
    pub fn read(name: &str, bytes: &[u8], form: Option<Form>) -> Result<Self, Unreadable> {
        if bytes.len() > MAX_BYTES {
            return Err(Unreadable::new(name, 1, format!("larger than {MAX_BYTES} bytes")));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line =
                1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            Unreadable::new(name, line, "the text is not UTF-8")
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let form = match form {
            Some(form) => form,
            None => recognise(name, text)?,
        };
        let contracts = match form {
            Form::Text => vec![text::read(text)],
            Form::Markdown => markdown::read(text, name)?,
            Form::Raw => raw(text, name)?,
        };
        Ok(Self { name: name.to_owned(), form, digest: prose::of_bytes(bytes), contracts })
    }
}

/// Recognises the form of a page by its content.
fn recognise(name: &str, text: &str) -> Result<Form, Unreadable> {
    let start: String = text.trim_start().chars().take(400).collect::<String>().to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        let message = "this is HTML; give the page as Markdown, as text, or the raw document";
        return Err(Unreadable::new(name, 1, message));
    }
    // An OpenAPI block in Markdown has `openapi:` at the beginning of a line too.
    let fenced = text.lines().any(|line| {
        let line = line.trim_start();
        let info = line.trim_start_matches('`');
        line.starts_with("```")
            && ["yaml ", "yml ", "json "].iter().any(|kind| info.starts_with(kind))
    });
    let raw = text.lines().take(400).any(|line| line.starts_with("openapi:"))
        || start.starts_with('{') && text.contains("\"openapi\"");
    Ok(match (fenced, raw) {
        (true, _) => Form::Markdown,
        (false, true) => Form::Raw,
        (false, false) => Form::Text,
    })
}

fn raw(text: &str, name: &str) -> Result<Vec<Contract>, Unreadable> {
    let document = Document::parse(Source { file: name, text })?;
    let changes = changes(&document);
    let operations = operations(&document, Form::Raw, Prose::Published)?;
    if operations.is_empty() {
        let line = document.position("/paths").line;
        return Err(Unreadable::new(name, line, "the document has no operation that can be read"));
    }
    Ok(operations
        .into_iter()
        .map(|operation| {
            let mut contract = operation.contract;
            let named = changes.iter().filter(|change| change.names(&operation.route.path));
            contract.notes.extend(named.map(|change| Note {
                line: change.line,
                kind: NoteKind::Changelog { date: change.date.clone() },
            }));
            contract
        })
        .collect())
}

/// An entry of the changelog in the description of a document.
struct Change {
    date: String,
    line: usize,
    words: String,
}

impl Change {
    fn names(&self, path: &str) -> bool {
        self.words.match_indices(path).any(|(at, _)| {
            // Not the beginning of a longer path.
            !self.words[at + path.len()..].starts_with(|c: char| c == '/' || c.is_alphanumeric())
        })
    }
}

/// Reads the changelog. An entry begins at a line with a date.
fn changes(document: &Document) -> Vec<Change> {
    let description = document.root().pointer("/info/description").and_then(Value::as_str);
    let line = document.position("/info/description").line;
    let mut changes: Vec<Change> = Vec::new();
    for words in description.unwrap_or("").lines() {
        if let Some(date) = date(words) {
            changes.push(Change { date: date.to_owned(), line, words: String::new() });
        }
        if let Some(change) = changes.last_mut() {
            change.words.push_str(words);
            change.words.push('\n');
        }
    }
    changes
}

/// Returns the date `YYYY-MM-DD` at the beginning of a heading or a list item.
fn date(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['#', '*', '-', ' ', '[', '`']);
    let date = line.get(..10)?;
    let shaped = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shaped.then_some(date)
}
