//! What a scan lists.

use std::fmt;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use datafusion::common::{DataFusionError, Result};
use dintero_cards::{CardFilter, CardsClient, ListingPlan, Timestamp};
use serde::{Deserialize, Serialize};

/// A listing in windows. It is written as JSON for another process, and has no secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Scan {
    pub(crate) plan: ListingPlan,
    /// The indexes of the windows of each partition.
    pub(crate) partitions: Vec<Vec<usize>>,
    /// Indexes of the columns.
    pub(crate) columns: Vec<usize>,
    /// Number of cards that are wanted.
    pub(crate) limit: Option<usize>,
    /// Whether the query may end before the listing does, so that no page is requested ahead.
    pub(crate) can_end_early: bool,
    pub(crate) count_malformed: bool,
    /// Whether a worker lists it.
    #[serde(skip)]
    pub(crate) is_on_worker: bool,
}

impl Scan {
    /// Divides a listing into about as many windows, one for each partition; `created_at` has
    /// the bounds of its filter. It sends requests only to find the first card of a listing
    /// without a beginning.
    pub(crate) async fn plan(
        client: &CardsClient,
        filter: CardFilter,
        windows: usize,
        created_at: (Option<Timestamp>, Option<Timestamp>),
    ) -> Result<Self> {
        let listing = client.list_cards(filter);
        let now = Timestamp::from(DateTime::<Utc>::from(SystemTime::now()));
        // Cards of the future belong to the last window.
        let end = created_at.1.map_or(now, |to| to.min(now));
        let plan = match created_at.0 {
            Some(from) if windows > 1 && from < end => listing.plan_within(windows, from..=end),
            None if windows > 1 => listing.plan(windows).await,
            _ => listing.plan_within(1, now..=now),
        };
        let plan = plan.map_err(failed)?;
        let partitions = (0..plan.windows().len()).map(|window| vec![window]).collect();
        Ok(Self {
            plan,
            partitions,
            columns: Vec::new(),
            limit: None,
            can_end_early: false,
            count_malformed: false,
            is_on_worker: false,
        })
    }

    pub(crate) fn windows(&self) -> usize {
        self.partitions.iter().map(Vec::len).sum()
    }

    /// Returns scans with the windows of this one, each in one of them. All have the same
    /// number of partitions, as the engine demands.
    pub(crate) fn tasks(&self, count: usize) -> Vec<Self> {
        let partitions = self.windows().div_ceil(count.max(1)).max(1);
        let task = |task: usize| {
            let own = self.partitions.iter().flatten().skip(task).step_by(count);
            let mut own: Vec<_> = own.map(|window| vec![*window]).collect();
            own.resize(partitions, Vec::new());
            Self { partitions: own, ..self.clone() }
        };
        (0..count).map(task).collect()
    }
}

/// Shows the filters as they are sent, without the customer.
impl fmt::Display for Scan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query = self.plan.filter().to_query();
        let shown = query.split('&').map(|pair| match pair.split_once('=') {
            Some(("customer", _)) => "customer=…".to_owned(),
            _ => pair.replace("%3A", ":"),
        });
        let shown: Vec<String> = shown.collect();
        write!(f, "filters=[{}], windows={}", shown.join(", "), self.windows())?;
        if let Some(limit) = self.limit {
            write!(f, ", limit={limit}")?;
        }
        Ok(())
    }
}

/// Returns a failure of the client as one of the engine.
pub(crate) fn failed(error: dintero_cards::Error) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}
