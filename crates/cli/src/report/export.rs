//! Cards of an export that `list` has written, one by one.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use dintero_cards::{Card, Timestamp};
use serde_json::value::RawValue;

use crate::failure::Failure;
use crate::output::FIELDS;
use crate::zone::of_system;

/// An export, open.
pub(super) struct Export {
    pub(super) name: String,
    /// When the file was last changed.
    pub(super) changed: Timestamp,
    reader: BufReader<File>,
}

impl Export {
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let refuse = |error| Failure::Usage(format!("{}: {error}", path.display()));
        let file = File::open(path).map_err(refuse)?;
        let changed = file.metadata().and_then(|data| data.modified()).map_err(refuse)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { name, changed: of_system(changed), reader: BufReader::new(file) })
    }

    /// Reads every card; returns the number of cards that are malformed.
    pub(super) fn cards(mut self, mut each: impl FnMut(Card)) -> Result<u64, Failure> {
        let name = self.name.clone();
        let failed = |error| Failure::Io(name.clone(), error);
        let is_array = self.reader.fill_buf().map_err(failed)?.starts_with(b"[");
        let mut malformed = 0;
        let mut read = |json: &str| match serde_json::from_str(json) {
            Ok(card) if FIELDS.iter().any(|field| field.of(&card).is_some()) => each(card),
            // Without any field of a card, it is something else.
            Ok(_) | Err(_) => malformed += 1,
        };
        if is_array {
            let mut text = String::new();
            self.reader.read_to_string(&mut text).map_err(failed)?;
            let cards: Vec<&RawValue> = serde_json::from_str(&text)
                .map_err(|error| Failure::Usage(format!("{name}: {error}")))?;
            cards.into_iter().for_each(|card| read(card.get()));
            return Ok(malformed);
        }
        let mut is_first = true;
        for line in self.reader.lines() {
            let line = line.map_err(failed)?;
            if line.trim().is_empty() {
                continue;
            }
            if is_first && !line.starts_with('{') {
                let what = "not an export of cards: make one by list --out cards.ndjson";
                return Err(Failure::Usage(format!("{name}: {what}")));
            }
            is_first = false;
            read(&line);
        }
        if is_first {
            return Err(Failure::Usage(format!("{name}: it is empty; no export of cards")));
        }
        Ok(malformed)
    }
}
