//! The pages of listings as batches.

use std::collections::VecDeque;
use std::sync::Arc;

use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::Result;
use datafusion::physical_plan::metrics::Count;
use dintero_cards::{CardsClient, PageSize, Pages};
use dintero_cards_arrow::CardBatches;
use futures_util::{Stream, StreamExt as _, stream};

use super::listing::{Scan, failed};
use crate::failure::on_worker;

/// What is counted of a partition.
pub(super) struct Counts {
    pub(super) requests: Count,
    pub(super) cards: Count,
    pub(super) malformed_cards: Count,
}

/// Lists the windows of a partition, one after the other. Nothing is sent before the first
/// batch is requested, and nothing after the last card of the limit.
pub(super) fn batches(
    client: CardsClient,
    scan: Arc<Scan>,
    partition: usize,
    counts: Counts,
) -> impl Stream<Item = Result<RecordBatch>> + Send {
    let windows = scan.partitions[partition].iter().copied().collect();
    let rest = scan.limit.unwrap_or(usize::MAX);
    let (pages, ready) = Default::default();
    let listing = Listing { client, scan, windows, pages, ready, rest, counts };
    stream::try_unfold(listing, |mut listing| async move {
        let batch = match listing.next().await {
            Err(error) if listing.scan.is_on_worker => Err(on_worker(error)),
            batch => batch,
        };
        Ok(batch?.map(|batch| (batch, listing)))
    })
}

struct Listing {
    client: CardsClient,
    scan: Arc<Scan>,
    /// The windows that have not begun.
    windows: VecDeque<usize>,
    pages: Option<Pages>,
    /// Batches of the last page.
    ready: VecDeque<RecordBatch>,
    /// Number of cards that are still wanted.
    rest: usize,
    counts: Counts,
}

impl Listing {
    async fn next(&mut self) -> Result<Option<RecordBatch>> {
        loop {
            if let Some(batch) = self.ready.pop_front() {
                return Ok(Some(batch));
            }
            if self.rest == 0 {
                return Ok(None);
            }
            let Some(pages) = &mut self.pages else {
                let Some(window) = self.windows.pop_front() else { return Ok(None) };
                self.pages = Some(self.list(window)?);
                continue;
            };
            let before = pages.report().attempts;
            let page = pages.next().await;
            let sent = pages.report().attempts - before;
            self.counts.requests.add(usize::try_from(sent).unwrap_or(usize::MAX));
            let Some(page) = page.transpose().map_err(failed)? else {
                self.pages = None;
                continue;
            };
            self.counts.malformed_cards.add(page.malformed_cards().len());
            let mut batches = CardBatches::with_columns(usize::MAX, &self.scan.columns)?;
            let cards = page.cards().iter().take(self.rest);
            let count = cards.len();
            self.ready.extend(cards.filter_map(|card| batches.append(card)));
            self.ready.extend(batches.finish());
            self.rest -= count;
            self.counts.cards.add(count);
        }
    }

    fn list(&self, window: usize) -> Result<Pages> {
        let plan = &self.scan.plan;
        let mut listing = self.client.list_window(plan, window).map_err(failed)?;
        // A window refuses a card without `created_at`; a listing does not.
        if plan.windows().len() == 1 {
            listing = self.client.list_cards(plan.filter().clone());
        }
        let listing = if self.scan.count_malformed { listing } else { listing.strict() };
        let size = u64::try_from(self.rest).ok().and_then(|rest| PageSize::try_from(rest).ok());
        let ahead = u8::from(!self.scan.can_end_early);
        Ok(listing.page_size(size.unwrap_or_default()).pages_ahead(ahead).pages())
    }
}
