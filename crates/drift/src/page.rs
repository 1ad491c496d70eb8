//! A page in any form, and the contracts in it.

use dintero_cards_openapi::{Document, Source};
use serde_json::Value;

use crate::contract::{Contract, Form, Note, NoteKind};
use crate::document::{Operation, Prose, Unreadable, operations};
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
        let (form, document) = match form {
            Some(form) => (form, None),
            None => recognise(name, text)?,
        };
        let contracts = match (form, document) {
            (Form::Text, _) => vec![text::read(text)],
            (Form::Markdown, _) => markdown::read(text, name)?,
            (Form::Raw, Some(document)) => raw(&document)?,
            (Form::Raw, None) => raw(&Document::parse(Source { file: name, text })?)?,
        };
        Ok(Self { name: name.to_owned(), form, digest: prose::of_bytes(bytes), contracts })
    }
}

/// Recognises the form of a page by its content, and returns a raw document as read. It
/// is one by a key at its top, wherever that stands.
fn recognise(name: &str, text: &str) -> Result<(Form, Option<Document>), Unreadable> {
    let start: String = text.trim_start().chars().take(400).collect::<String>().to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        let message = "this is HTML; give the page as Markdown, as text, or the raw document";
        return Err(Unreadable::new(name, 1, message));
    }
    let keys = ["openapi", "swagger"];
    if keys.iter().any(|key| text.contains(key)) {
        let document = Document::parse(Source { file: name, text }).ok();
        let is_one =
            |document: &Document| keys.iter().any(|key| document.root().get(key).is_some());
        if let Some(document) = document.filter(is_one) {
            return Ok((Form::Raw, Some(document)));
        }
    }
    let is_fence = |line: &str| {
        let line = line.trim_start();
        let info = line.trim_start_matches('`');
        line.starts_with("```")
            && ["yaml ", "yml ", "json "].iter().any(|kind| info.starts_with(kind))
    };
    // What cannot be parsed may still be meant as a document.
    let is_key = |line: &str| keys.iter().any(|key| line.starts_with(&format!("{key}:")));
    let is_json =
        || start.starts_with('{') && keys.iter().any(|key| text.contains(&format!("\"{key}\"")));
    Ok(match (text.lines().any(is_fence), text.lines().any(is_key) || is_json()) {
        (true, _) => (Form::Markdown, None),
        (false, true) => (Form::Raw, None),
        (false, false) => (Form::Text, None),
    })
}

fn raw(document: &Document) -> Result<Vec<Contract>, Unreadable> {
    let operations = operations(document, Form::Raw, Prose::Published)?;
    if operations.is_empty() {
        let message = "the document has no operation that can be read";
        return Err(Unreadable::new(document.file(), document.position("/paths").line, message));
    }
    let description = document.root().pointer("/info/description").and_then(Value::as_str);
    let changes = changes(description.unwrap_or_default());
    let line = document.position("/info/description").line;
    let contracts = operations.into_iter().map(|Operation { route, mut contract, .. }| {
        let named = changes.iter().filter(|(_, words)| names(words, &route.path));
        let kinds = named.map(|(date, _)| NoteKind::Changelog { date: (*date).to_owned() });
        contract.notes.extend(kinds.map(|kind| Note { line, kind }));
        contract
    });
    Ok(contracts.collect())
}

/// Whether a text has a path that is not the beginning of a longer one.
fn names(words: &str, path: &str) -> bool {
    let is_longer = |rest: &str| rest.starts_with(|c: char| c == '/' || c.is_alphanumeric());
    words.match_indices(path).any(|(at, _)| !is_longer(&words[at + path.len()..]))
}

/// Returns the entries of the changelog in a description, each with the date that it
/// begins with.
fn changes(description: &str) -> Vec<(&str, String)> {
    let mut changes: Vec<(&str, String)> = Vec::new();
    for line in description.lines() {
        changes.extend(date(line).map(|date| (date, String::new())));
        if let Some((_, words)) = changes.last_mut() {
            words.extend([line, "\n"]);
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
