//! Cards from files: JSON, NDJSON and CSV.
//!
//! A row of CSV is read as the JSON object of its cells, so the three formats
//! have the same fields. Errors name the file, the line and the field, and
//! repeat no value of a card.

mod fields;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use csv::{ErrorKind, StringRecord};
use serde::Deserialize;
use serde_json::json;
use serde_json::value::{RawValue, to_raw_value};
use serde_path_to_error::Segment;

use self::fields::FileCard;
use crate::card::NewCard;
use crate::error::Error;

/// The line of an error, where it is known, and its message.
type Problem = (Option<usize>, String);

/// A page of a listing.
#[derive(Deserialize)]
#[serde(expecting = "a list of cards, or an object with a list `cards`")]
struct Page {
    cards: Vec<FileCard>,
}

/// Reads the cards of a file, in the format that its name ends with.
pub(crate) fn read(path: &Path, take: &mut dyn FnMut(NewCard)) -> Result<(), Error> {
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

/// Reads a list of cards, or an object with the member `cards`.
fn document(mut file: impl BufRead, take: &mut dyn FnMut(NewCard)) -> Result<(), Problem> {
    let mut text = Vec::new();
    file.read_to_end(&mut text).map_err(|error| (None, error.to_string()))?;
    let text = without_byte_order_mark(&text);
    let cards = if text.trim_ascii_start().starts_with(b"[") {
        parse(text)?
    } else {
        parse(text).map(|page: Page| page.cards)?
    };
    cards.into_iter().for_each(|FileCard(card)| take(card));
    Ok(())
}

/// Reads one card a line; empty lines are skipped.
fn lines(file: impl BufRead, take: &mut dyn FnMut(NewCard)) -> Result<(), Problem> {
    for (number, line) in (1..).zip(file.split(b'\n')) {
        let problem = |message| (Some(number), message);
        let line = line.map_err(|error| problem(error.to_string()))?;
        let text = if number == 1 { without_byte_order_mark(&line) } else { &line };
        if !text.trim_ascii().is_empty() {
            take(parse(text).map(|FileCard(card)| card).map_err(|(_, message)| problem(message))?);
        }
    }
    Ok(())
}

/// Reads one card a row, with the names of the fields in the first row. Columns
/// with other names are ignored, and an empty cell is an absent field.
fn rows(file: impl BufRead, take: &mut dyn FnMut(NewCard)) -> Result<(), Problem> {
    let mut reader = csv::Reader::from_reader(file);
    let names = reader.headers().map_err(|error| csv_problem(&error))?.clone();
    let names = names.iter().map(|name| name.trim_start_matches('\u{feff}').trim());
    // No field of a card may be `true`, and other members are ignored.
    let is_field =
        |name: &&str| parse::<FileCard>(json!({ *name: true }).to_string().as_bytes()).is_err();
    let names: Vec<_> = names.map(|name| Some(name).filter(is_field)).collect();
    let mut seen = BTreeSet::new();
    if let Some(name) = names.iter().flatten().find(|name| !seen.insert(**name)) {
        return Err((Some(1), format!("duplicate field `{name}`")));
    }
    if names.iter().all(Option::is_none) {
        return Err((Some(1), "no column has the name of a field of a card".to_owned()));
    }
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| csv_problem(&error))? {
        let line = record.position().and_then(|place| usize::try_from(place.line()).ok());
        let cells = names.iter().zip(&record).filter(|(_, cell)| !cell.is_empty());
        let cells = cells.filter_map(|(name, cell)| Some(((*name)?, cell)));
        take(row(cells).map_err(|message| (line, message))?);
    }
    Ok(())
}

/// Reads the card of a row. The cells of objects are JSON.
fn row<'a>(cells: impl Iterator<Item = (&'a str, &'a str)>) -> Result<NewCard, String> {
    let json = |(name, cell): (&'a str, &'a str)| {
        let json = match name {
            "pin" | "metadata" => RawValue::from_string(cell.to_owned()),
            _ => to_raw_value(cell),
        };
        json.map(|json| (name, json)).map_err(|_| format!("{name} must be an object"))
    };
    let object = cells.map(json).collect::<Result<BTreeMap<_, _>, _>>()?;
    let text = serde_json::to_vec(&object).expect("texts make JSON");
    parse(&text).map(|FileCard(card)| card).map_err(|(_, message)| message)
}

/// Parses JSON; the message of an error in a field begins with its name.
fn parse<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Result<T, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let (line, message) = place(error.inner());
        let message = match error.path().iter().next_back() {
            Some(Segment::Map { key }) if message.starts_with("must ") => {
                format!("{key} {message}")
            }
            _ if message == "missing field `cards`" => "the object has no list `cards`".to_owned(),
            _ => message,
        };
        (line, message)
    })?;
    deserializer.end().map_err(|error| place(&error))?;
    Ok(value)
}

/// Returns the line and the message of an error.
fn place(error: &serde_json::Error) -> Problem {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    (Some(error.line()), text.strip_suffix(&place).unwrap_or(&text).to_owned())
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
