//! Cards from files: JSON, NDJSON and CSV.
//!
//! A row of CSV is read as the JSON object of its cells, so the three formats
//! have the same fields. Errors name the file, the line and the field, and
//! repeat no value of a card.

mod fields;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use csv::{ErrorKind, StringRecord};
use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};

pub(crate) use self::fields::FileCard;
use crate::error::{Error, json_problem};

/// Reads the cards of a file, in the format that its name ends with.
pub(crate) fn read(path: &Path, take: &mut dyn FnMut(FileCard)) -> Result<(), Error> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let ending = ending.to_ascii_lowercase();
    let outcome = match (ending.as_str(), File::open(path).map(BufReader::new)) {
        ("json", Ok(file)) => document(file, take),
        ("ndjson" | "jsonl", Ok(file)) => lines(file, take),
        ("csv", Ok(file)) => rows(file, take),
        ("json" | "ndjson" | "jsonl" | "csv", Err(error)) => Err((None, error.to_string())),
        _ => Err((None, "the name must end in .json, .ndjson, .jsonl or .csv".to_owned())),
    };
    let file = || path.display().to_string();
    outcome.map_err(|(line, message)| Error::File { file: file(), line, message })
}

/// The line of an error, where it is known, and its message.
type Problem = (Option<usize>, String);

#[derive(Deserialize)]
struct Page {
    cards: Vec<FileCard>,
}

/// Reads a list of cards, or an object with the member `cards`.
fn document(mut file: impl BufRead, take: &mut dyn FnMut(FileCard)) -> Result<(), Problem> {
    let mut text = Vec::new();
    file.read_to_end(&mut text).map_err(|error| (None, error.to_string()))?;
    let text = without_byte_order_mark(&text);
    let cards = if text.trim_ascii_start().starts_with(b"[") {
        parse(text)?
    } else {
        parse(text).map(|page: Page| page.cards)?
    };
    cards.into_iter().for_each(take);
    Ok(())
}

/// Reads one card a line; empty lines are skipped.
fn lines(file: impl BufRead, take: &mut dyn FnMut(FileCard)) -> Result<(), Problem> {
    for (number, line) in (1..).zip(file.split(b'\n')) {
        let problem = |message| (Some(number), message);
        let line = line.map_err(|error| problem(error.to_string()))?;
        let text = if number == 1 { without_byte_order_mark(&line) } else { &line };
        if !text.trim_ascii().is_empty() {
            take(parse(text).map_err(|(_, message)| problem(message))?);
        }
    }
    Ok(())
}

/// Reads one card a row, with the names of the fields in the first row. An empty
/// cell is an absent field, and so is a column without a name.
fn rows(file: impl BufRead, take: &mut dyn FnMut(FileCard)) -> Result<(), Problem> {
    let mut reader = csv::Reader::from_reader(file);
    let names = reader.headers().map_err(|error| csv_problem(&error))?.clone();
    let names = names.iter().map(|name| name.trim_start_matches('\u{feff}').trim());
    let names: Vec<_> = names.collect();
    let mut seen = BTreeSet::new();
    if let Some(name) = names.iter().find(|name| !name.is_empty() && !seen.insert(**name)) {
        return Err((Some(1), format!("duplicate field `{name}`")));
    }
    // No field of a card may be `true`, and other fields may be anything.
    let is_field = |name: &&str| FileCard::default().set(name, raw(&true)).is_err();
    if !names.iter().any(is_field) {
        return Err((Some(1), "no column has the name of a field of a card".to_owned()));
    }
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| csv_problem(&error))? {
        let line = record.position().and_then(|place| usize::try_from(place.line()).ok());
        let mut card = FileCard::default();
        for (name, cell) in names.iter().zip(&record) {
            if !name.is_empty() && !cell.is_empty() {
                let set = card.set(name, json(name, cell));
                set.map_err(|rule| (line, format!("{name} {rule}")))?;
            }
        }
        take(card);
    }
    Ok(())
}

/// Returns the JSON of a cell: the cells of objects are JSON, the others are texts.
fn json(name: &str, cell: &str) -> Box<RawValue> {
    let object = matches!(name, "pin" | "metadata").then(|| cell.to_owned());
    object.and_then(|object| RawValue::from_string(object).ok()).unwrap_or_else(|| raw(&cell))
}

fn raw(value: &impl serde::Serialize) -> Box<RawValue> {
    to_raw_value(value).expect("a text or a flag makes JSON")
}

fn parse<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Result<T, Problem> {
    serde_json::from_slice(text).map_err(|error| match json_problem(&error) {
        (line, message) if message == "missing field `cards`" => {
            (Some(line), "the object has no list `cards`".to_owned())
        }
        (line, message) => (Some(line), message),
    })
}

fn csv_problem(error: &csv::Error) -> Problem {
    let line = error.position().and_then(|place| usize::try_from(place.line()).ok());
    let message = match error.kind() {
        ErrorKind::Io(error) => error.to_string(),
        ErrorKind::Utf8 { .. } => "the row is not UTF-8".to_owned(),
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the row has {len} cells, the first has {expected_len}")
        }
        _ => "the row cannot be read".to_owned(),
    };
    (line, message)
}

fn without_byte_order_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}
