//! Reads a listing to its end, and writes its cards in order.

use std::cmp::Ordering;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering as Memory};
use std::{io, mem};

use dintero_cards::{Card, ListCards, MalformedCard, Timestamp};
use futures_util::StreamExt as _;

use super::sorter::Sorter;
use crate::failure::Failure;
use crate::malformed;
use crate::output::{Output, Sink, Sums};
use crate::zone::now;

/// Cards of a page of the output: few calls of the writer, and little memory.
const PAGE: usize = 1_024;

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

/// What is in a file of cards.
#[derive(Default)]
pub(super) struct Summary {
    pub(super) cards: u64,
    /// Number of cards that came twice, and stand in the file once.
    pub(super) duplicates: u64,
    pub(super) sums: Sums,
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
        let mut cards = Sorter::new(folder, order);
        let mut malformed = Sorter::new(folder, String::cmp);
        let mut pages = listing.pages();
        while let Some(page) = pages.next().await {
            let number = pages.report().pages;
            let page = page.map_err(|error| Failure::of_page(error, number))?;
            for card in page.malformed_cards() {
                malformed::report(number, card);
                malformed.push(malformed_line(card)).map_err(temporary)?;
            }
            count.fetch_add(page.cards().len() as u64, Memory::Relaxed);
            let mut own = page.into_cards().into_iter();
            own.try_for_each(|card| cards.push(card)).map_err(temporary)?;
        }
        let malformed_cards = pages.report().malformed_cards;
        let (last_request, requests) = (now(), pages.report().attempts);
        Ok(Self { cards, malformed, malformed_cards, first_request, last_request, requests })
    }

    /// Writes the cards in the order of `created_at`, then of `card_id`, and each `id` once.
    pub(super) fn write(
        &mut self,
        output: &mut dyn Output,
        sink: &mut Sink,
    ) -> Result<Summary, Failure> {
        let (mut summary, mut page) = (Summary::default(), Vec::with_capacity(PAGE));
        let mut cards = self.cards.sorted().peekable();
        while let Some(card) = cards.next() {
            let card = card.map_err(temporary)?;
            if let Some(Ok(next)) = cards.peek()
                && card.id.is_some()
                && next.id == card.id
            {
                // The listing changed meanwhile: the later state counts.
                summary.duplicates += 1;
                continue;
            }
            summary.cards += 1;
            summary.sums.add(&card);
            summary.first_created_at = summary.first_created_at.or(card.created_at);
            summary.last_created_at = card.created_at.or(summary.last_created_at);
            page.push(card);
            if page.len() == PAGE {
                sink.page(output, mem::take(&mut page))?;
            }
        }
        sink.page(output, page)?;
        sink.finish_with(output)?;
        Ok(summary)
    }

    /// Writes the malformed cards, one a line.
    pub(super) fn write_malformed(&mut self, mut sink: Sink) -> Result<Sink, Failure> {
        for line in self.malformed.sorted() {
            sink.write((line.map_err(temporary)? + "\n").as_bytes())?;
        }
        Ok(sink)
    }
}

/// Returns a malformed card as a line: where decoding failed, and its text.
fn malformed_line(card: &MalformedCard) -> String {
    // Its place on a page is not that of the next run.
    let path = card.path().split_once("].").map_or("", |(_, path)| path);
    let mut line = serde_json::to_value(card).expect("the keys of an object are strings");
    line["path"] = path.into();
    line.to_string()
}

/// Cards without `created_at` or `card_id` come last. Those without an id are compared by
/// their text.
fn order(one: &Card, other: &Card) -> Ordering {
    fn key(card: &Card) -> impl Ord + '_ {
        let (time, name) = (card.created_at, card.card_id.as_deref());
        (time.is_none(), time, name.is_none(), name, card.id.is_none(), card.id)
    }
    let text =
        |card: &Card| serde_json::to_string(card).expect("the keys of an object are strings");
    key(one).cmp(&key(other)).then_with(|| match one.id {
        Some(_) => Ordering::Equal,
        None => text(one).cmp(&text(other)),
    })
}

pub(super) fn temporary(error: io::Error) -> Failure {
    Failure::Io("temporary file".to_owned(), error)
}
