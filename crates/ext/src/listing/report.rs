//! What a listing came by.

use std::collections::HashSet;

use uuid::Uuid;

use crate::{Page, Timestamp, documents};

/// What a listing came by so far; complete once its stream has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Pages that arrived.
    pub pages: u64,
    /// Cards on them, odd ones left out.
    pub items: u64,
    /// Cards that were not what the document says.
    pub odd_cards: u64,
    /// Cards that stood on the page before as well, by their `id`. The
    /// documentation does not say that a cursor stands still while cards are
    /// made; this is what a slip looks like.
    pub duplicates: u64,
    /// Requests that were sent, repeated ones included, tokens left out.
    pub attempts: u64,
    /// Earliest `created_at` of a card.
    pub first_created_at: Option<Timestamp>,
    /// Latest `created_at` of a card.
    pub last_created_at: Option<Timestamp>,
    /// SHA-256 of the document that the client was generated from.
    pub document_digest: &'static str,
}

/// Keeps the report while a listing goes on, in the memory of one page.
#[derive(Debug)]
pub(super) struct Reporter {
    report: Report,
    page_before: HashSet<Uuid>,
}

impl Reporter {
    pub(super) fn new() -> Self {
        let report = Report {
            pages: 0,
            items: 0,
            odd_cards: 0,
            duplicates: 0,
            attempts: 0,
            first_created_at: None,
            last_created_at: None,
            document_digest: documents::CARDS.digest,
        };
        Self { report, page_before: HashSet::new() }
    }

    pub(super) fn report(&self) -> &Report {
        &self.report
    }

    pub(super) fn attempted(&mut self, attempts: u32) {
        self.report.attempts += u64::from(attempts);
    }

    pub(super) fn arrived(&mut self, page: &Page) {
        let report = &mut self.report;
        report.pages += 1;
        report.items += page.cards.len() as u64;
        report.odd_cards += page.odd_cards.len() as u64;
        for time in page.cards.iter().filter_map(|card| card.created_at) {
            report.first_created_at =
                Some(report.first_created_at.map_or(time, |first| first.min(time)));
            report.last_created_at =
                Some(report.last_created_at.map_or(time, |last| last.max(time)));
        }
        let ids = || page.cards.iter().filter_map(|card| card.id);
        report.duplicates += ids().filter(|id| self.page_before.contains(id)).count() as u64;
        self.page_before.clear();
        // The last page of a listing has none after it.
        if page.next.is_some() {
            self.page_before.extend(ids());
        }
    }
}
