//! Malformed cards: named on standard error, and kept in a file.

use std::fs;
use std::path::Path;

use dintero_cards::MalformedCard;
use serde_json::Value;

use crate::failure::Failure;
use crate::output::Sink;
use crate::terminal::{counted, note};

pub(crate) struct Malformed {
    file: Option<Sink>,
    pub(crate) count: u64,
}

impl Malformed {
    /// Opens the file; a listing that resumes another one keeps the cards of that one.
    pub(crate) fn open(path: Option<&Path>, is_resumed: bool) -> Result<Self, Failure> {
        let mut file = path.map(|path| Sink::open(Some(path), true)).transpose()?;
        if let (Some(path), Some(file @ Sink::New { .. }), true) = (path, &mut file, is_resumed)
            && path.exists()
        {
            file.write(&fs::read(path).map_err(Failure::io(path.display()))?)?;
        }
        Ok(Self { file, count: 0 })
    }

    /// Names the malformed card of a page, from 1.
    pub(crate) fn add(&mut self, page: u64, card: &MalformedCard) -> Result<(), Failure> {
        self.count += 1;
        report(page, card);
        match &mut self.file {
            // JSON has no line breaks but between its tokens.
            Some(file) => {
                let bytes = card.bytes().iter();
                let line = bytes.map(|byte| if b"\r\n".contains(byte) { b' ' } else { *byte });
                file.write(&line.chain([b'\n']).collect::<Vec<u8>>())
            }
            None => Ok(()),
        }
    }

    /// Puts the file in its place; returns a failure if there is a malformed card.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let is_kept = self.file.is_some();
        self.file.map_or(Ok(()), Sink::finish)?;
        match self.count {
            0 => Ok(()),
            count if is_kept => Err(unread(count)),
            count => Err(Failure::Partial(format!(
                "{}; --malformed FILE keeps their JSON",
                unread(count)
            ))),
        }
    }
}

/// Returns the failure of a result from which malformed cards are missing.
pub(crate) fn unread(count: u64) -> Failure {
    Failure::Partial(format!("{} could not be read", counted(count, "card", "cards")))
}

pub(crate) fn report(page: u64, card: &MalformedCard) {
    let name = name(card.json()).map_or_else(String::new, |name| format!(", {name}"));
    note(&format!("a card could not be read, at {}, on page {page}{name}", card.path()));
}

/// Returns the id or the `card_id` of a card, if it can be read.
fn name(json: &str) -> Option<String> {
    let card: Value = serde_json::from_str(json).ok()?;
    let text = |key: &str| Some(format!("{key} {}", card.get(key)?.as_str()?));
    text("id").or_else(|| text("card_id"))
}
