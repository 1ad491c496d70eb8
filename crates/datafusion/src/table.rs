//! The table `cards`.

use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown, TableType};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::empty::EmptyExec;
use dintero_cards::CardsClient;
use dintero_cards_arrow::schema;

use crate::pushdown::Domains;
use crate::scan::{CardsExec, Scan};
use crate::settings::CardsOptions;

/// The cards of an account as a table.
///
/// Every scan is a listing: nothing is kept between queries. Columns and their types are
/// those of [`dintero_cards_arrow::schema`].
#[derive(Clone, Debug)]
pub struct CardsTable {
    client: CardsClient,
}

impl CardsTable {
    /// Creates the table of the client's account; sends nothing yet.
    #[must_use]
    pub fn new(client: CardsClient) -> Self {
        Self { client }
    }
}

#[async_trait]
impl TableProvider for CardsTable {
    fn schema(&self) -> SchemaRef {
        schema()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    /// The engine evaluates every filter again: the documentation does not define exactly which
    /// cards a filter matches.
    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        let support = |filter: &&Expr| match Domains::of(filter).restrict_any() {
            true => TableProviderFilterPushDown::Inexact,
            false => TableProviderFilterPushDown::Unsupported,
        };
        Ok(filters.iter().map(support).collect())
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let options = CardsOptions::of(state.config_options());
        let all = || (0..self.schema().fields().len()).collect();
        let most = CardsOptions::MAX_WINDOWS;
        if options.windows > most {
            return plan_err!("cards.windows = {}: at most {most}", options.windows);
        }
        let columns = projection.cloned().unwrap_or_else(all);
        let domains = match options.pushdown {
            true => Domains::of_all(filters),
            false => Domains::default(),
        };
        if domains.is_empty() {
            return Ok(Arc::new(EmptyExec::new(Arc::new(self.schema().project(&columns)?))));
        }
        // A limit is reached soonest by one listing. A card without `created_at` is in no
        // window, so that a query which such a card can match is one listing, unless the
        // number of windows is set.
        let can_end_early = limit.is_some();
        // With filters it comes from [`LazyLimits`](crate::limit::LazyLimits): the engine
        // drops some of the cards.
        let limit = limit.filter(|_| filters.is_empty());
        let windows = match options.windows {
            _ if can_end_early => 1,
            0 if domains.restrict("created_at") => state.config().target_partitions().min(most),
            windows => windows.max(1),
        };
        let (filter, span) = (domains.filter(), domains.created_at());
        let scan = Scan::plan(&self.client, filter, windows, span).await?;
        let count_malformed = options.count_malformed;
        let scan = Scan { columns, limit, can_end_early, count_malformed, ..scan };
        Ok(Arc::new(CardsExec::try_new(self.client.clone(), scan)?))
    }
}
