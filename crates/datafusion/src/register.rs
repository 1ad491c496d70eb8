//! What a session needs for queries of cards.

use std::sync::Arc;

use datafusion::common::Result;
use datafusion::execution::FunctionRegistry as _;
use datafusion::execution::context::SessionContext;
use dintero_cards::CardsClient;

use crate::limit::LazyLimits;
use crate::money::{AmountsByCurrency, sum_money};
use crate::settings::CardsOptions;
use crate::table::CardsTable;

/// Registers the table `cards`, the function `sum_money`, the settings `cards.…`, and the
/// check that refuses sums of amounts in several currencies.
///
/// # Errors
/// There is a table `cards` already.
pub fn register(context: &SessionContext, client: CardsClient) -> Result<()> {
    let state = context.state_ref();
    let mut state = state.write();
    // The estimate of a scan that can end early counts: its rows are not read ahead.
    let execution = &mut state.config_mut().options_mut().execution;
    execution.use_row_number_estimates_to_optimize_partitioning = true;
    if state.config_options().extensions.get::<CardsOptions>().is_none() {
        state.config_mut().options_mut().extensions.insert(CardsOptions::default());
    }
    state.register_udaf(sum_money())?;
    drop(state);
    context.add_analyzer_rule(Arc::new(AmountsByCurrency));
    context.add_optimizer_rule(Arc::new(LazyLimits));
    context.register_table("cards", Arc::new(CardsTable::new(client)))?;
    Ok(())
}
