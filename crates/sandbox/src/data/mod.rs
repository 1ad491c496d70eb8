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
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::mpsc;
use std::{mem, thread};

use crate::card::NewCard;
use crate::error::Error;

/// Why a text is not read: the line, where it is known, and what is wrong.
type Fault = (Option<usize>, String);

/// So many cards go from the thread that reads to the one that takes at once.
const BATCH: usize = 4096;
/// So many batches may wait.
const BATCHES: usize = 4;

/// Reads the cards of a file, by the end of its name, on a thread of its own
/// while this one takes them.
pub(crate) fn read(path: &Path, take: &mut dyn FnMut(NewCard)) -> Result<(), Error> {
    let outcome = thread::scope(|scope| {
        let (sender, batches) = mpsc::sync_channel(BATCHES);
        let reader = scope.spawn(move || {
            let mut batch = Vec::with_capacity(BATCH);
            let outcome = read_here(path, &mut |card| {
                batch.push(card);
                if batch.len() == BATCH {
                    // The receiver is there until the sender is gone.
                    let _ = sender.send(mem::replace(&mut batch, Vec::with_capacity(BATCH)));
                }
            });
            let _ = sender.send(batch);
            outcome
        });
        batches.into_iter().flatten().for_each(take);
        reader.join().unwrap_or_else(|panic| resume_unwind(panic))
    });
    let file = || path.display().to_string();
    outcome.map_err(|(line, message)| Error::File { file: file(), line, message })
}

fn read_here(path: &Path, take: &mut dyn FnMut(NewCard)) -> Result<(), Fault> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "json" => whole(path).and_then(|text| json::document(&text, take)),
        "ndjson" | "jsonl" => open(path).and_then(|file| json::lines(file, take)),
        "csv" => open(path).and_then(|file| rows::read(file, take)),
        _ => Err((None, "the name must end in .json, .ndjson, .jsonl or .csv".to_owned())),
    }
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
