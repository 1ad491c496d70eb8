//! Runs a query to its end.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::Result;
use datafusion::execution::context::SessionContext;
use datafusion::physical_plan::{ExecutionPlan, collect};
use datafusion_distributed::{DistributedMetricsFormat, rewrite_distributed_plan_with_metrics};

use crate::scan::MALFORMED_CARDS;

/// The complete result of a query.
#[derive(Clone)]
#[non_exhaustive]
pub struct Outcome {
    /// The schema of the batches.
    pub schema: SchemaRef,
    /// The rows.
    pub batches: Vec<RecordBatch>,
    /// Number of malformed cards that are left out; see
    /// [`CardsOptions::count_malformed`](crate::CardsOptions::count_malformed).
    pub malformed_cards: u64,
}

/// Shows no values: they are those of cards.
impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: usize = self.batches.iter().map(RecordBatch::num_rows).sum();
        f.debug_struct("Outcome")
            .field("rows", &rows)
            .field("malformed_cards", &self.malformed_cards)
            .finish_non_exhaustive()
    }
}

/// Runs a query to its end: there is a result only if every listing was read to its end.
///
/// # Errors
/// The query is refused, or it failed. The source of a failed listing is a
/// [`dintero_cards::Error`], except where a worker has read it.
pub async fn run(context: &SessionContext, query: &str) -> Result<Outcome> {
    let frame = context.sql(query).await?;
    let (schema, task) = (Arc::clone(frame.schema().inner()), Arc::new(frame.task_ctx()));
    let plan = frame.create_physical_plan().await?;
    let batches = collect(Arc::clone(&plan), task).await?;
    // The metrics of workers, too.
    let format = DistributedMetricsFormat::Aggregated;
    let plan = rewrite_distributed_plan_with_metrics(plan, format).await?;
    Ok(Outcome { schema, batches, malformed_cards: malformed_cards(&plan) })
}

fn malformed_cards(plan: &Arc<dyn ExecutionPlan>) -> u64 {
    let metrics = plan.metrics().and_then(|metrics| metrics.sum_by_name(MALFORMED_CARDS));
    let own = metrics.map_or(0, |metric| metric.as_usize() as u64);
    own + plan.children().into_iter().map(malformed_cards).sum::<u64>()
}
