//! Refuses sums of amounts that can mix currencies.

use std::collections::BTreeSet;

use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, plan_err};
use datafusion::config::ConfigOptions;
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::{Expr, LogicalPlan};
use datafusion::optimizer::AnalyzerRule;

use super::lineage::{Origin, Place, below};
use crate::pushdown::Domains;

/// The functions that can be applied to amounts of several currencies: they choose or count
/// values, and `sum_money` checks itself.
const MIX_NOTHING: &[&str] = &[
    "approx_distinct",
    "array_agg",
    "count",
    "first_value",
    "grouping",
    "lag",
    "last_value",
    "lead",
    "max",
    "min",
    "nth_value",
    "string_agg",
    "sum_money",
];

/// Refuses `sum(amount_balance)` and the like, unless the query groups by the currency or
/// selects one; and what would make `sum_money` wrong. What is an amount follows from the
/// table that it comes from, whatever its name is in the query.
#[derive(Debug)]
pub(crate) struct AmountsByCurrency;

impl AnalyzerRule for AmountsByCurrency {
    fn analyze(&self, plan: LogicalPlan, _: &ConfigOptions) -> Result<LogicalPlan> {
        plan.apply_with_subqueries(|node| {
            match node {
                LogicalPlan::Aggregate(it) => check(node, &it.aggr_expr, Some(&it.group_expr))?,
                LogicalPlan::Window(it) => check(node, &it.window_expr, None)?,
                _ => {}
            }
            Ok(TreeNodeRecursion::Continue)
        })?;
        Ok(plan)
    }

    fn name(&self) -> &'static str {
        "amounts_by_currency"
    }
}

/// Checks the functions of a node; those of windows have groups of their own.
fn check(node: &LogicalPlan, functions: &[Expr], groups: Option<&[Expr]>) -> Result<()> {
    let input = node.inputs()[0];
    let origin = |expr: &Expr| Origin::of(expr, input, &vec![0]);
    for function in functions {
        let (name, args, distinct, own) = match unaliased(function) {
            Expr::AggregateFunction(AggregateFunction { func, params }) => {
                (func.name(), &params.args, params.distinct, &[][..])
            }
            Expr::WindowFunction(function) => {
                let params = &function.params;
                (function.fun.name(), &params.args, params.distinct, &params.partition_by[..])
            }
            _ => continue,
        };
        let mut amounts = BTreeSet::new();
        for arg in args {
            amounts.extend(origin(arg)?.amounts);
        }
        let has_currency =
            |expr: &Expr| origin(expr).is_ok_and(|it| it.currencies.is_superset(&amounts));
        if name == "sum_money" {
            if distinct {
                return plan_err!("sum_money(DISTINCT …) would leave out cards with equal amounts");
            }
            let columns = args.get(1).map(Expr::column_refs).unwrap_or_default();
            if !columns.iter().any(|column| has_currency(&Expr::Column((*column).clone()))) {
                return plan_err!(
                    "sum_money(amount, currency) takes the column of the amount's currency"
                );
            }
        }
        if amounts.is_empty() || MIX_NOTHING.contains(&name) {
            continue;
        }
        // A grouping set also adds all groups, and what is computed from a currency can be
        // equal for two.
        let is_by_currency = groups.unwrap_or(own).iter().any(has_currency);
        if !is_by_currency && !is_of_one_currency(node, &amounts)? {
            let amount = args.iter().flat_map(Expr::column_refs).map(|it| &it.name).min();
            let amount = amount.map_or("amount", String::as_str);
            return plan_err!(
                "{name}({amount}) would mix currencies: group by currency, select one with \
                 WHERE currency = '…', or use sum_money({amount}, currency), which refuses a \
                 second one"
            );
        }
    }
    Ok(())
}

/// Whether every row below a node has the same currency. A join or a union adds rows that a
/// filter below it has not seen.
fn is_of_one_currency(node: &LogicalPlan, amounts: &BTreeSet<Place>) -> Result<bool> {
    let (mut node, mut place) = (node, Place::new());
    while let [input] = node.inputs()[..] {
        place = below(&place, 0);
        if let LogicalPlan::Filter(filter) = node
            && Domains::of(&filter.predicate).has_one("currency")
        {
            let columns = filter.predicate.column_refs();
            let mut is_own = true;
            for column in columns.into_iter().filter(|it| it.name == "currency") {
                let origin = Origin::of(&Expr::Column(column.clone()), input, &place)?;
                is_own &= origin.currencies.is_superset(amounts);
            }
            if is_own {
                return Ok(true);
            }
        }
        node = input;
    }
    Ok(false)
}

fn unaliased(expr: &Expr) -> &Expr {
    match expr {
        Expr::Alias(alias) => unaliased(&alias.expr),
        expr => expr,
    }
}
