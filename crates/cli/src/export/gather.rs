//! Reads a listing to its end, and writes its cards in order.

use std::cmp::Ordering;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering as Memory};

use dintero_cards::{Card, ListCards, MalformedCard, Timestamp};
use futures_util::StreamExt as _;
use hmac_sha256::Hash;

use super::data_file::{DataFile, hexadecimal};
use super::sorter::{Row, Sorter};
use super::sums::{Sum, add_card};
use crate::failure::Failure;
use crate::malformed;
use crate::output::Sink;
use crate::zone::now;

/// Number of cards that are written at a time: few calls of the writer, and little memory.
const BATCH: usize = 1_024;

/// The cards of a listing that was read to its end.
pub(super) struct Gathered {
    cards: Sorter<Card>,
    malformed: Sorter<String>,
    pub(super) malformed_cards: u64,
    /// The moment before the first request, and the one after the last response.
    pub(super) first_request: Timestamp,
    pub(super) last_request: Timestamp,
    pub(super) requests: u64,
}

/// The files that were written.
pub(super) struct Files {
    pub(super) sha256: String,
    /// Digest of the malformed cards, if there are any.
    pub(super) malformed_sha256: Option<String>,
    pub(super) cards: u64,
    /// Number of cards that came twice, and stand in the file once.
    pub(super) duplicates: u64,
    pub(super) sums: Vec<Sum>,
    pub(super) first_created_at: Option<Timestamp>,
    pub(super) last_created_at: Option<Timestamp>,
}

impl Gathered {
    /// Reads a listing to its end, with temporary files in a folder, and counts its cards.
    pub(super) async fn read(
        listing: ListCards,
        folder: &Path,
        count: &AtomicU64,
    ) -> Result<Self, Failure> {
        let first_request = now();
        let mut cards = Sorter::new(folder.to_owned());
        let mut malformed = Sorter::new(folder.to_owned());
        let mut pages = listing.pages();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| match pages.report().pages {
                0 => Failure::Client(error),
                _ => Failure::Cut(error),
            })?;
            for card in page.malformed_cards() {
                malformed::report(pages.report().pages, card);
                malformed.push(malformed_line(card)).map_err(temporary)?;
            }
            count.fetch_add(page.cards().len() as u64, Memory::Relaxed);
            page.into_cards()
                .into_iter()
                .try_for_each(|card| cards.push(card))
                .map_err(temporary)?;
        }
        let malformed_cards = pages.report().malformed_cards;
        let (last_request, requests) = (now(), pages.report().attempts);
        Ok(Self { cards, malformed, malformed_cards, first_request, last_request, requests })
    }

    /// Writes the cards in the order of `created_at`, then of `card_id`, and each `id` once.
    pub(super) fn write(
        self,
        mut file: DataFile,
        malformed: impl FnOnce() -> Result<Sink, Failure>,
    ) -> Result<Files, Failure> {
        let malformed_sha256 = match self.malformed_cards {
            0 => None,
            _ => Some(write_malformed(self.malformed, malformed()?)?),
        };
        let (mut count, mut duplicates, mut sums) = (0, 0, Vec::new());
        let (mut first, mut last) = (None, None);
        let mut batch: Vec<Card> = Vec::with_capacity(BATCH);
        for card in self.cards.sorted().map_err(temporary)? {
            let card = card.map_err(temporary)?;
            let previous = batch.last_mut().filter(|it| it.id.is_some() && it.id == card.id);
            if let Some(previous) = previous {
                // The listing changed meanwhile: the later state counts.
                *previous = card;
                duplicates += 1;
                continue;
            }
            if batch.len() == BATCH {
                // The last card stays, since the next one may be its later state.
                let rest = batch.split_off(BATCH - 1);
                flush(&mut batch, &mut file, &mut sums, &mut count)?;
                batch.extend(rest);
            }
            first = first.or(card.created_at);
            last = card.created_at.or(last);
            batch.push(card);
        }
        flush(&mut batch, &mut file, &mut sums, &mut count)?;
        let (first_created_at, last_created_at) = (first, last);
        let sha256 = file.finish()?;
        Ok(Files {
            sha256,
            malformed_sha256,
            cards: count,
            duplicates,
            sums,
            first_created_at,
            last_created_at,
        })
    }
}

fn write_malformed(lines: Sorter<String>, mut sink: Sink) -> Result<String, Failure> {
    let mut digest = Hash::new();
    for line in lines.sorted().map_err(temporary)? {
        let line = line.map_err(temporary)? + "\n";
        digest.update(&line);
        sink.write(line.as_bytes())?;
    }
    sink.finish()?;
    Ok(hexadecimal(digest))
}

fn flush(
    batch: &mut Vec<Card>,
    file: &mut DataFile,
    sums: &mut Vec<Sum>,
    count: &mut u64,
) -> Result<(), Failure> {
    batch.iter().for_each(|card| add_card(sums, card));
    *count += batch.len() as u64;
    file.write(std::mem::take(batch))
}

/// Returns a malformed card as a line: where decoding failed, and its text.
fn malformed_line(card: &MalformedCard) -> String {
    // Its place on a page is not that of the next run.
    let path = card.path().split_once("].").map_or("", |(_, path)| path);
    let mut line = serde_json::to_value(card).expect("the keys of an object are strings");
    line["path"] = path.into();
    line.to_string()
}

/// Cards without `created_at` or `card_id` come last. Those without an id are
/// compared by their text.
impl Row for Card {
    fn compare(&self, other: &Self) -> Ordering {
        fn key(card: &Card) -> impl Ord + '_ {
            let (time, name) = (card.created_at, card.card_id.as_deref());
            (time.is_none(), time, name.is_none(), name, card.id.is_none(), card.id)
        }
        let of_texts = || match self.id {
            Some(_) => Ordering::Equal,
            None => self.text().cmp(&other.text()),
        };
        key(self).cmp(&key(other)).then_with(of_texts)
    }

    fn text(&self) -> String {
        serde_json::to_string(self).expect("the keys of an object are strings")
    }

    fn read(text: &[u8]) -> io::Result<Self> {
        Ok(serde_json::from_slice(text)?)
    }
}

impl Row for String {
    fn compare(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn text(&self) -> String {
        self.clone()
    }

    fn read(text: &[u8]) -> io::Result<Self> {
        String::from_utf8(text.to_vec()).map_err(io::Error::other)
    }
}

fn temporary(error: io::Error) -> Failure {
    Failure::Io("temporary file".to_owned(), error)
}

/// Returns the digest of a file.
pub(super) fn digest(path: &Path) -> io::Result<String> {
    let (mut digest, mut file) = (Hash::new(), std::fs::File::open(path)?);
    let mut piece = vec![0; 1 << 16];
    loop {
        match io::Read::read(&mut file, &mut piece)? {
            0 => return Ok(hexadecimal(digest)),
            length => digest.update(&piece[..length]),
        }
    }
}
