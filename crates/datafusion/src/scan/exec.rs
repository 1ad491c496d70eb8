//! The node of a plan that lists cards.

use std::fmt;
use std::sync::Arc;

use datafusion::common::stats::Precision;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, Statistics};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::metrics::{ExecutionPlanMetricsSet, MetricBuilder, MetricsSet};
use datafusion::physical_plan::statistics::StatisticsArgs;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties,
};
use dintero_cards::CardsClient;
use dintero_cards_arrow::schema;

use super::listing::Scan;
use super::stream::{Counts, batches};

/// Name of the metric that counts malformed cards.
pub(crate) const MALFORMED_CARDS: &str = "malformed_cards";

/// Lists cards; each of its partitions is one window, or several of them.
#[derive(Debug)]
pub(crate) struct CardsExec {
    client: CardsClient,
    scan: Arc<Scan>,
    properties: Arc<PlanProperties>,
    metrics: ExecutionPlanMetricsSet,
}

impl CardsExec {
    pub(crate) fn try_new(client: CardsClient, scan: Scan) -> Result<Self> {
        let properties = Arc::new(PlanProperties::new(
            EquivalenceProperties::new(Arc::new(schema().project(&scan.columns)?)),
            Partitioning::UnknownPartitioning(scan.partitions.len()),
            EmissionType::Incremental,
            Boundedness::Bounded,
        ));
        let metrics = ExecutionPlanMetricsSet::new();
        Ok(Self { client, scan: Arc::new(scan), properties, metrics })
    }

    pub(crate) fn scan(&self) -> &Scan {
        &self.scan
    }

    /// Returns the same node with a part of the windows for each of a number of tasks.
    pub(crate) fn tasks(&self, count: usize) -> Result<Vec<Arc<dyn ExecutionPlan>>> {
        let tasks = self.scan.tasks(count).into_iter().map(|scan| {
            let task: Arc<dyn ExecutionPlan> = Arc::new(Self::try_new(self.client.clone(), scan)?);
            Ok(task)
        });
        tasks.collect()
    }
}

impl DisplayAs for CardsExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardsExec: {}", self.scan)
    }
}

impl ExecutionPlan for CardsExec {
    fn name(&self) -> &'static str {
        "CardsExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        _: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn execute(&self, partition: usize, _: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let counter = |name| MetricBuilder::new(&self.metrics).counter(name, partition);
        let counts = Counts {
            requests: counter("requests"),
            cards: MetricBuilder::new(&self.metrics).output_rows(partition),
            malformed_cards: counter(MALFORMED_CARDS),
        };
        let stream = batches(self.client.clone(), Arc::clone(&self.scan), partition, counts);
        Ok(Box::pin(RecordBatchStreamAdapter::new(self.schema(), stream)))
    }

    /// Few rows, where the query may need no more: the engine does not read them ahead to share
    /// them among threads.
    fn statistics_from_inputs(
        &self,
        _: &[Arc<Statistics>],
        _: &StatisticsArgs,
    ) -> Result<Arc<Statistics>> {
        let unknown = Statistics::new_unknown(&self.schema());
        Ok(Arc::new(match self.scan.can_end_early {
            true => unknown.with_num_rows(Precision::Inexact(1)),
            false => unknown,
        }))
    }

    fn metrics(&self) -> Option<MetricsSet> {
        Some(self.metrics.clone_inner())
    }
}
