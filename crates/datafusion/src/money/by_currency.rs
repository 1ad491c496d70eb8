//! Refuses sums of amounts that can mix currencies.

use datafusion::common::tree_node::{TreeNode as _, TreeNodeRecursion};
use datafusion::common::{Column, Result, plan_err};
use datafusion::config::ConfigOptions;
use datafusion::logical_expr::{Aggregate, Expr, LogicalPlan};
use datafusion::optimizer::AnalyzerRule;

use crate::pushdown::Domains;

/// The functions whose result has a currency. `count` has none, and `sum_money` checks itself.
const NEED_A_CURRENCY: [&str; 4] = ["sum", "avg", "mean", "median"];

/// Refuses `sum(amount_balance)` and the like, unless the query groups by `currency` or
/// selects one currency.
///
/// It looks at names of columns: an amount that has another name in a subquery is not
/// recognised.
#[derive(Debug)]
pub(crate) struct AmountsByCurrency;

impl AnalyzerRule for AmountsByCurrency {
    fn analyze(&self, plan: LogicalPlan, _: &ConfigOptions) -> Result<LogicalPlan> {
        plan.apply_with_subqueries(|node| {
            check(node)?;
            Ok(TreeNodeRecursion::Continue)
        })?;
        Ok(plan)
    }

    fn name(&self) -> &'static str {
        "amounts_by_currency"
    }
}

fn check(node: &LogicalPlan) -> Result<()> {
    // The sums of a node, each with what separates its groups.
    let sums: Vec<(String, &[Expr])> = match node {
        LogicalPlan::Aggregate(Aggregate { aggr_expr, group_expr, .. }) => {
            aggr_expr.iter().filter_map(sum).map(|(amount, _)| (amount, &**group_expr)).collect()
        }
        LogicalPlan::Window(window) => window.window_expr.iter().filter_map(sum).collect(),
        _ => return Ok(()),
    };
    let is_currency = |column: &&Column| column.name == "currency";
    let is_by_currency =
        |groups: &[Expr]| groups.iter().any(|it| it.column_refs().iter().any(is_currency));
    match sums.iter().find(|(_, groups)| !is_by_currency(groups)) {
        Some((amount, _)) if !selects_one_currency(node)? => plan_err!(
            "{amount} would be added across currencies: group by currency, select one with \
             WHERE currency = '…', or use sum_money({amount}, currency), which refuses a second one"
        ),
        _ => Ok(()),
    }
}

/// Returns the amount that an expression adds, and the partition of a window function.
fn sum(expr: &Expr) -> Option<(String, &[Expr])> {
    let (name, args, groups): (_, _, &[Expr]) = match expr {
        Expr::Alias(alias) => return sum(&alias.expr),
        Expr::AggregateFunction(function) => (function.func.name(), &function.params.args, &[]),
        Expr::WindowFunction(function) => {
            (function.fun.name(), &function.params.args, &function.params.partition_by)
        }
        _ => return None,
    };
    if !NEED_A_CURRENCY.contains(&name) {
        return None;
    }
    let columns = args.iter().flat_map(Expr::column_refs).map(|column| &column.name);
    let amount = columns.filter(|name| name.starts_with("amount")).min()?;
    Some((amount.clone(), groups))
}

/// Whether every row below a node has the same currency.
fn selects_one_currency(node: &LogicalPlan) -> Result<bool> {
    let mut selects = false;
    node.apply(|below| {
        if let LogicalPlan::Filter(filter) = below {
            selects |= Domains::of(&filter.predicate).has_one("currency");
        }
        Ok(if selects { TreeNodeRecursion::Stop } else { TreeNodeRecursion::Continue })
    })?;
    Ok(selects)
}
