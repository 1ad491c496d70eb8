//! Limits of queries with filters.

use std::sync::Arc;

use datafusion::catalog::default_table_source::source_as_provider;
use datafusion::common::Result;
use datafusion::common::tree_node::Transformed;
use datafusion::logical_expr::{FetchType, LogicalPlan, SkipType};
use datafusion::optimizer::{ApplyOrder, OptimizerConfig, OptimizerRule};

use crate::table::CardsTable;

/// Tells a scan of cards the limit of a query with filters, which the engine does not: it
/// evaluates the filters again, and the scan must not end by itself. What the scan can do is
/// to list lazily, in one window.
#[derive(Debug)]
pub(crate) struct LazyLimits;

impl OptimizerRule for LazyLimits {
    fn name(&self) -> &'static str {
        "lazy_limits"
    }

    /// The engine has moved limits to the filters already.
    fn apply_order(&self) -> Option<ApplyOrder> {
        Some(ApplyOrder::TopDown)
    }

    fn rewrite(
        &self,
        plan: LogicalPlan,
        _: &dyn OptimizerConfig,
    ) -> Result<Transformed<LogicalPlan>> {
        let Some(rows) = rows(&plan)? else { return Ok(Transformed::no(plan)) };
        let LogicalPlan::Limit(mut limit) = plan else { return Ok(Transformed::no(plan)) };
        let LogicalPlan::Filter(filter) = &*limit.input else {
            return Ok(Transformed::no(LogicalPlan::Limit(limit)));
        };
        let (mut filter, mut input) = (filter.clone(), Arc::clone(&filter.input));
        match Arc::make_mut(&mut input) {
            LogicalPlan::TableScan(scan)
                if !scan.filters.is_empty()
                    && scan.fetch != Some(rows)
                    && source_as_provider(&scan.source).is_ok_and(|it| it.is::<CardsTable>()) =>
            {
                scan.fetch = Some(rows);
            }
            _ => return Ok(Transformed::no(LogicalPlan::Limit(limit))),
        }
        filter.input = input;
        limit.input = Arc::new(LogicalPlan::Filter(filter));
        Ok(Transformed::yes(LogicalPlan::Limit(limit)))
    }
}

/// Returns the number of rows that a limit needs.
fn rows(plan: &LogicalPlan) -> Result<Option<usize>> {
    let LogicalPlan::Limit(limit) = plan else { return Ok(None) };
    Ok(match (limit.get_skip_type()?, limit.get_fetch_type()?) {
        (SkipType::Literal(skip), FetchType::Literal(Some(fetch))) => skip.checked_add(fetch),
        _ => None,
    })
}
