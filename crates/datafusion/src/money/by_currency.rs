//! Refuses sums of amounts that can mix currencies.

use std::collections::BTreeSet;

use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, plan_err};
use datafusion::config::ConfigOptions;
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::{Cast, Expr, LogicalPlan, TryCast};
use datafusion::optimizer::AnalyzerRule;

use super::lineage::{Origin, Place, is_of_one_currency, is_text};

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

/// The functions of one text that leave different currencies different.
const RESPELL: &[&str] = &["btrim", "lower", "ltrim", "rtrim", "upper"];

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
            let currency = args.get(1).map(respelled);
            if !currency.is_some_and(|it| matches!(it, Expr::Column(_)) && has_currency(it)) {
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
        if !is_by_currency && !is_of_one_currency(node, &Place::new(), &amounts)? {
            let amount = args.iter().flat_map(Expr::column_refs).map(|it| &it.name).min();
            let amount = amount.map_or("amount", String::as_str);
            return plan_err!(
                "{name}({amount}) would mix currencies: group by currency, and partition windows \
                 by it, select one with WHERE currency = '…', or use sum_money({amount}, \
                 currency), which refuses a second one"
            );
        }
    }
    Ok(())
}

fn unaliased(expr: &Expr) -> &Expr {
    match expr {
        Expr::Alias(alias) => unaliased(&alias.expr),
        expr => expr,
    }
}

/// Returns the expression of a text without the functions that leave different currencies
/// different.
fn respelled(expr: &Expr) -> &Expr {
    match expr {
        Expr::Alias(alias) => respelled(&alias.expr),
        Expr::Cast(Cast { expr, field }) | Expr::TryCast(TryCast { expr, field })
            if is_text(field.data_type()) =>
        {
            respelled(expr)
        }
        // With a second argument, trim takes away letters.
        Expr::ScalarFunction(function) => match &function.args[..] {
            [arg] if RESPELL.contains(&function.name()) => respelled(arg),
            _ => expr,
        },
        expr => expr,
    }
}
