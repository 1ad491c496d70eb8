//! Statistics of a listing.

use uuid::Uuid;

use super::page::Page;
use super::unknown_fields::UnknownFields;
use crate::{Timestamp, documents};

/// Statistics of a listing so far; complete once its stream has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Number of pages that arrived.
    pub pages: u64,
    /// Number of cards on them, malformed cards not included.
    pub items: u64,
    /// Number of malformed cards.
    pub malformed_cards: u64,
    /// Number of cards that arrived and are left out, because they do not match what the
    /// client checks itself: several statuses, the end of a day, one id.
    pub left_out: u64,
    /// Number of cards that were also on the previous page, by their `id`. The
    /// documentation does not say whether a cursor is stable while cards are
    /// created; duplicates are the sign that it is not.
    pub duplicates: u64,
    /// Number of pages with the cursor that had requested them. Such a page ends the
    /// listing if it is empty; with other cards than the page before it, the listing continues.
    pub repeated_cursors: u64,
    /// Number of requests for pages, retries included.
    pub attempts: u64,
    /// Fields that the document does not name: the API has grown.
    pub unknown_fields: UnknownFields,
    /// Earliest `created_at` of a card.
    pub first_created_at: Option<Timestamp>,
    /// Latest `created_at` of a card.
    pub last_created_at: Option<Timestamp>,
    /// SHA-256 of the document that the client was generated from.
    pub document_digest: &'static str,
}

impl Report {
    /// Adds what was counted of a window; of one that was given up, its requests.
    pub(crate) fn add(&mut self, window: &Self, is_delivered: bool) {
        self.pages += window.pages;
        self.attempts += window.attempts;
        self.repeated_cursors += window.repeated_cursors;
        if !is_delivered {
            return;
        }
        self.items += window.items;
        self.malformed_cards += window.malformed_cards;
        self.left_out += window.left_out;
        self.duplicates += window.duplicates;
        self.unknown_fields.add_all(&window.unknown_fields);
        let times = [window.first_created_at, window.last_created_at].into_iter().flatten();
        times.for_each(|time| self.add_time(time));
    }

    fn add_time(&mut self, time: Timestamp) {
        let (first, last) = (&mut self.first_created_at, &mut self.last_created_at);
        *first = Some(first.map_or(time, |first| first.min(time)));
        *last = Some(last.map_or(time, |last| last.max(time)));
    }
}

impl Default for Report {
    fn default() -> Self {
        Self {
            pages: 0,
            items: 0,
            malformed_cards: 0,
            left_out: 0,
            duplicates: 0,
            repeated_cursors: 0,
            attempts: 0,
            unknown_fields: UnknownFields::default(),
            first_created_at: None,
            last_created_at: None,
            document_digest: documents::CARDS.digest,
        }
    }
}

/// Counts during a listing; it keeps the ids of one page.
#[derive(Debug, Default)]
pub(super) struct Reporter {
    pub(super) report: Report,
    /// The ids of the previous page, sorted.
    previous_ids: Vec<u128>,
}

impl Reporter {
    /// Whether one of these ids was not on the previous page.
    pub(super) fn has_new(&self, ids: &[Uuid]) -> bool {
        ids.iter().any(|id| self.previous_ids.binary_search(&id.as_u128()).is_err())
    }

    pub(super) fn add_page(&mut self, page: &Page) {
        let report = &mut self.report;
        report.pages += 1;
        report.items += page.cards.len() as u64;
        report.malformed_cards += page.malformed_cards.len() as u64;
        report.unknown_fields.add_page(page);
        report.left_out += page.dropped.len() as u64;
        let times = page.cards.iter().filter_map(|card| card.created_at);
        times.for_each(|time| report.add_time(time));
        let mut ids: Vec<u128> = page.ids().iter().map(Uuid::as_u128).collect();
        let is_known = |id: &&u128| self.previous_ids.binary_search(id).is_ok();
        report.duplicates += ids.iter().filter(is_known).count() as u64;
        // No page follows the last one.
        if page.next.is_none() {
            ids.clear();
        }
        ids.sort_unstable();
        self.previous_ids = ids;
    }
}
