//! Cards of an export that `list` has written, one by one.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;

use dintero_cards::{Card, Timestamp};
use serde_json::value::RawValue;

use crate::failure::Failure;
use crate::output::FIELDS;
use crate::terminal::note;
use crate::zone::of_system;

const NOT_AN_EXPORT: &str = "not an export of cards: make one by list --out cards.ndjson";

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
        if path.is_dir() {
            let what = "it is a folder; a report reads files that list --out has written";
            return Err(Failure::Usage(format!("{}: {what}", path.display())));
        }
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { name, changed: of_system(changed), reader: BufReader::new(file) })
    }

    /// Reads every card; returns the number of cards that are malformed.
    pub(super) fn cards(mut self, mut each: impl FnMut(Card)) -> Result<u64, Failure> {
        let name = self.name;
        let refuse = |what: &str| Failure::Usage(format!("{name}: {what}"));
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::InvalidData => refuse(NOT_AN_EXPORT),
            _ => Failure::Io(name.clone(), error),
        };
        let (mut count, mut malformed) = (0_u64, 0);
        let mut read = |json: &str| {
            count += 1;
            match serde_json::from_str(json) {
                Ok(card) if FIELDS.iter().any(|field| field.of(&card).is_some()) => each(card),
                // Without any field of a card, it is something else.
                Ok(_) | Err(_) => malformed += 1,
            }
        };
        if self.reader.fill_buf().map_err(failed)?.starts_with(b"[") {
            let mut text = String::new();
            self.reader.read_to_string(&mut text).map_err(failed)?;
            let cards: Vec<&RawValue> =
                serde_json::from_str(&text).map_err(|error| refuse(&error.to_string()))?;
            cards.into_iter().for_each(|card| read(card.get()));
        } else {
            let mut is_first = true;
            for line in self.reader.lines() {
                let line = line.map_err(failed)?;
                if line.trim().is_empty() {
                    continue;
                }
                if is_first && !line.starts_with('{') {
                    return Err(refuse(NOT_AN_EXPORT));
                }
                is_first = false;
                read(&line);
            }
        }
        if count == 0 {
            note(&format!("{name} has no card"));
        }
        Ok(malformed)
    }
}
