//! Runs a query to its end.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::{Result, plan_err};
use datafusion::execution::context::SessionContext;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use datafusion::sql::parser::Statement;
use datafusion_distributed::{DistributedMetricsFormat, rewrite_distributed_plan_with_metrics};
use futures_util::TryStreamExt as _;
use url::Url;

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

impl Default for Outcome {
    fn default() -> Self {
        Self { schema: Arc::new(Schema::empty()), batches: Vec::new(), malformed_cards: 0 }
    }
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
    let state = context.state();
    let dialect = state.config_options().sql_parser.dialect;
    execute(context, state.sql_to_statement(query, &dialect)?).await
}

/// Runs a statement that is parsed already, as [`run`] does.
///
/// # Errors
/// As those of [`run`].
pub async fn execute(context: &SessionContext, statement: Statement) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    outcome.malformed_cards = stream(context, statement, &mut outcome).await?;
    Ok(outcome)
}

/// Takes the rows of a query as they arrive. What it has taken is the result only if the query
/// succeeds.
pub trait TakeRows: Send {
    /// Begins a result. When a query runs again, so does its result: earlier rows are void.
    ///
    /// # Errors
    /// The result cannot be written.
    fn begin(&mut self, schema: &SchemaRef) -> Result<()>;

    /// Takes the next rows.
    ///
    /// # Errors
    /// The rows cannot be written.
    fn rows(&mut self, batch: RecordBatch) -> Result<()>;
}

impl TakeRows for Outcome {
    fn begin(&mut self, schema: &SchemaRef) -> Result<()> {
        *self = Self { schema: Arc::clone(schema), ..Self::default() };
        Ok(())
    }

    fn rows(&mut self, batch: RecordBatch) -> Result<()> {
        self.batches.push(batch);
        Ok(())
    }
}

/// Runs a statement and gives a receiver its rows as they arrive. Returns the number of
/// malformed cards that are left out.
///
/// # Errors
/// As those of [`run`], and those of the receiver.
pub async fn stream(
    context: &SessionContext,
    statement: Statement,
    receiver: &mut dyn TakeRows,
) -> Result<u64> {
    let plan = context.state().statement_to_plan(statement).await?;
    let frame = context.execute_logical_plan(plan).await?;
    check_copies(frame.logical_plan())?;
    let (schema, task) = (Arc::clone(frame.schema().inner()), Arc::new(frame.task_ctx()));
    let plan = frame.create_physical_plan().await?;
    receiver.begin(&schema)?;
    let mut batches = execute_stream(Arc::clone(&plan), task)?;
    while let Some(batch) = batches.try_next().await? {
        receiver.rows(batch)?;
    }
    // The metrics of workers, too.
    let format = DistributedMetricsFormat::Aggregated;
    let plan = rewrite_distributed_plan_with_metrics(plan, format).await?;
    Ok(malformed_cards(&plan))
}

/// Refuses a copy onto a pipe or a device, which the engine would replace with a file.
fn check_copies(plan: &LogicalPlan) -> Result<()> {
    if let LogicalPlan::Copy(copy) = plan {
        let url = Url::parse(&copy.output_url).ok().and_then(|url| url.to_file_path().ok());
        let path = url.unwrap_or_else(|| PathBuf::from(&copy.output_url));
        if path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir()) {
            return plan_err!("{} is neither a file nor a folder", copy.output_url);
        }
    }
    plan.inputs().into_iter().try_for_each(check_copies)
}

fn malformed_cards(plan: &Arc<dyn ExecutionPlan>) -> u64 {
    let metrics = plan.metrics().and_then(|metrics| metrics.sum_by_name(MALFORMED_CARDS));
    let own = metrics.map_or(0, |metric| metric.as_usize() as u64);
    own + plan.children().into_iter().map(malformed_cards).sum::<u64>()
}
