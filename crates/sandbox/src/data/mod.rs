//! Cards from files: JSON, NDJSON and CSV.
//!
//! The fields are those of a card in the document, by whatever way they come:
//! `fields` takes them one by one, `json` and `rows` read them from a text. Of
//! what is in a file nothing but names is repeated in an error.

mod fields;
mod json;
mod rows;

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use crate::card::NewCard;
use crate::error::Error;

/// Why a text is not read: the line, where it is known, and what is wrong.
type Fault = (Option<usize>, String);

/// Reads the cards of a file, by the end of its name.
pub(crate) fn read(path: &Path, take: &mut dyn FnMut(NewCard)) -> Result<(), Error> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let outcome = match ending.to_ascii_lowercase().as_str() {
        "json" => whole(path).and_then(|text| json::document(&text, take)),
        "ndjson" | "jsonl" => open(path).and_then(|file| json::lines(file, take)),
        "csv" => open(path).and_then(|file| rows::read(file, take)),
        _ => Err((None, "the name must end in .json, .ndjson, .jsonl or .csv".to_owned())),
    };
    let file = || path.display().to_string();
    outcome.map_err(|(line, message)| Error::File { file: file(), line, message })
}

fn open(path: &Path) -> Result<BufReader<File>, Fault> {
    File::open(path)
        .map(|file| BufReader::with_capacity(256 * 1024, file))
        .map_err(|error| (None, error.to_string()))
}

fn whole(path: &Path) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|mut file| file.read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|error| (None, error.to_string()))
}
