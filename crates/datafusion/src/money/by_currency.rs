//! Refuses sums of amounts that can mix currencies.

use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Column, Result, plan_err};
use datafusion::config::ConfigOptions;
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::{Aggregate, Expr, LogicalPlan};
use datafusion::optimizer::AnalyzerRule;

use crate::pushdown::Domains;

/// The functions whose result has a currency. `count` has none, and `sum_money` checks itself.
const NEED_A_CURRENCY: [&str; 4] = ["sum", "avg", "mean", "median"];

/// Refuses `sum(amount_balance)` and the like, unless the query groups by `currency` or
/// selects one currency; and what would make `sum_money` wrong.
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

/// A sum of amounts in a node.
struct Sum<'a> {
    amounts: Vec<&'a Column>,
    /// What separates its groups.
    groups: &'a [Expr],
}

fn check(node: &LogicalPlan) -> Result<()> {
    let sums: Vec<Sum<'_>> = match node {
        LogicalPlan::Aggregate(Aggregate { aggr_expr, group_expr, .. }) => {
            sums(aggr_expr, Some(group_expr))?
        }
        LogicalPlan::Window(window) => sums(&window.window_expr, None)?,
        _ => return Ok(()),
    };
    let mixed = sums.iter().find(|sum| !sum.is_by_currency(node) && !sum.is_of_one_currency(node));
    let Some(amount) = mixed.and_then(|sum| sum.amounts.iter().map(|it| &it.name).min()) else {
        return Ok(());
    };
    plan_err!(
        "{amount} would be added across currencies: group by currency, select one with \
         WHERE currency = '…', or use sum_money({amount}, currency), which refuses a second one"
    )
}

/// Returns the sums among expressions; those of windows have groups of their own.
fn sums<'a>(exprs: &'a [Expr], groups: Option<&'a [Expr]>) -> Result<Vec<Sum<'a>>> {
    let mut sums = Vec::new();
    for expr in exprs {
        let (name, args, distinct, own): (_, &'a [Expr], _, &'a [Expr]) = match unaliased(expr) {
            Expr::AggregateFunction(AggregateFunction { func, params }) => {
                (func.name(), &params.args, params.distinct, &[])
            }
            Expr::WindowFunction(function) => {
                let params = &function.params;
                (function.fun.name(), &params.args, params.distinct, &params.partition_by)
            }
            _ => continue,
        };
        if name == "sum_money" {
            if distinct {
                return plan_err!("sum_money(DISTINCT …) would leave out cards with equal amounts");
            }
            if args.get(1).is_some_and(|currency| currency.column_refs().is_empty()) {
                return plan_err!("sum_money(amount, currency) takes the column of the currency");
            }
        }
        let columns = args.iter().flat_map(Expr::column_refs);
        let amounts: Vec<_> = columns.filter(|it| it.name.starts_with("amount")).collect();
        if NEED_A_CURRENCY.contains(&name) && !amounts.is_empty() {
            sums.push(Sum { amounts, groups: groups.unwrap_or(own) });
        }
    }
    Ok(sums)
}

fn unaliased(expr: &Expr) -> &Expr {
    match expr {
        Expr::Alias(alias) => unaliased(&alias.expr),
        expr => expr,
    }
}

impl Sum<'_> {
    /// Whether each group has one currency. A grouping set also adds all groups, and what is
    /// computed from a currency can be equal for two.
    fn is_by_currency(&self, node: &LogicalPlan) -> bool {
        self.groups.iter().any(|group| match unaliased(group) {
            Expr::Column(column) => self.has_currency(column, node),
            _ => false,
        })
    }

    /// Whether every row below the node has the same currency. A join or a union adds rows
    /// that a filter below it has not seen.
    fn is_of_one_currency(&self, node: &LogicalPlan) -> bool {
        let mut node = node;
        while let [below] = node.inputs()[..] {
            if let LogicalPlan::Filter(filter) = node
                && Domains::of(&filter.predicate).has_one("currency")
            {
                let columns = filter.predicate.column_refs();
                let mut currencies = columns.into_iter().filter(|it| it.name == "currency");
                if currencies.all(|column| self.has_currency(column, node)) {
                    return true;
                }
            }
            node = below;
        }
        false
    }

    /// Whether a column of the input of a node is the currency of the amounts: that of their
    /// table or, where they have another name, the only one.
    fn has_currency(&self, column: &Column, node: &LogicalPlan) -> bool {
        let inputs = node.inputs();
        let names = inputs.iter().flat_map(|input| input.schema().fields());
        let is_only = names.filter(|field| field.name() == "currency").count() == 1;
        let is_of = |amount: &&Column| match (&amount.relation, &column.relation) {
            (Some(own), Some(other)) if own == other => true,
            (Some(_), Some(_)) if inputs.iter().any(|it| it.schema().has_column(amount)) => false,
            _ => is_only,
        };
        column.name == "currency" && self.amounts.iter().all(is_of)
    }
}
