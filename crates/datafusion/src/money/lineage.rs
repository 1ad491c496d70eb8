//! From which amounts and currencies of cards the values of a plan come.

use std::collections::BTreeSet;

use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::Result;
use datafusion::common::tree_node::{TreeNode as _, TreeNodeRecursion};
use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::utils::grouping_set_to_exprlist;
use datafusion::logical_expr::{BinaryExpr, Cast, Distinct, Expr, JoinType, LogicalPlan, TryCast};
use dintero_cards_arrow::MONEY;

use crate::pushdown::Domains;

/// The functions whose result is not an amount, whatever their arguments are.
const NUMBERS: [&str; 2] = ["count", "approx_distinct"];

/// A table within a plan, as the path to it: below a node, its inputs are numbered.
pub(super) type Place = Vec<usize>;

/// The place of what is outside of the plan, or of another row. It has no currency.
const OUTSIDE: usize = usize::MAX;

/// Where values come from.
#[derive(Default)]
pub(super) struct Origin {
    /// The tables whose amounts the values are computed from.
    pub(super) amounts: BTreeSet<Place>,
    /// The tables whose currency the values are; none if they are something else.
    pub(super) currencies: BTreeSet<Place>,
}

impl Origin {
    /// Returns the origin of an expression of rows of a node at a place.
    pub(super) fn of(expr: &Expr, input: &LogicalPlan, place: &Place) -> Result<Self> {
        Ok(match expr {
            Expr::Alias(alias) => Self::of(&alias.expr, input, place)?,
            Expr::Column(column) => match input.schema().maybe_index_of_column(column) {
                Some(index) => Self::of_column(input, index, place)?,
                None => Self::default(),
            },
            Expr::Cast(Cast { expr, field }) | Expr::TryCast(TryCast { expr, field }) => {
                let origin = Self::of(expr, input, place)?;
                if is_text(field.data_type()) { origin } else { origin.without_currency() }
            }
            Expr::OuterReferenceColumn(field, _) => Self::of_field(field, &vec![OUTSIDE]),
            Expr::ScalarSubquery(subquery) => {
                Self::of_column(&subquery.subquery, 0, &below(place, OUTSIDE))?.without_currency()
            }
            Expr::AggregateFunction(AggregateFunction { func, params }) => {
                Self::of_function(func.name(), &params.args, input, place)?
            }
            Expr::WindowFunction(function) => {
                let params = &function.params;
                let mut all = Self::of_function(function.fun.name(), &params.args, input, place)?;
                let is_by_currency = params.partition_by.iter().any(|group| {
                    Self::of(group, input, place)
                        .is_ok_and(|it| it.currencies.is_superset(&all.amounts))
                });
                // The amount of another row, whose currency the row of the result need not have.
                if !all.amounts.is_empty()
                    && !is_by_currency
                    && !is_of_one_currency(input, place, &all.amounts)?
                {
                    all.amounts.insert(below(place, OUTSIDE));
                }
                all
            }
            expr if is_condition(expr) => Self::default(),
            expr => {
                let mut all = Self::default();
                expr.apply_children(|child| {
                    all.amounts.extend(Self::of(child, input, place)?.amounts);
                    Ok(TreeNodeRecursion::Continue)
                })?;
                all
            }
        })
    }

    /// Returns the origin of the result of a function. What it is ordered by is not in it.
    fn of_function(name: &str, args: &[Expr], input: &LogicalPlan, place: &Place) -> Result<Self> {
        let mut all = Self::default();
        for arg in args.iter().filter(|_| !NUMBERS.contains(&name)) {
            all.amounts.extend(Self::of(arg, input, place)?.amounts);
        }
        Ok(all)
    }

    /// Returns the origin of a column of a node at a place.
    fn of_column(plan: &LogicalPlan, index: usize, place: &Place) -> Result<Self> {
        let first = || below(place, 0);
        Ok(match plan {
            LogicalPlan::Projection(node) => Self::of(&node.expr[index], &node.input, &first())?,
            LogicalPlan::Distinct(Distinct::On(node)) => {
                Self::of(&node.select_expr[index], &node.input, &first())?
            }
            LogicalPlan::Aggregate(node) => {
                let groups = grouping_set_to_exprlist(&node.group_expr)?;
                // The number of a grouping set is between them.
                let aggregates = node.schema.fields().len() - node.aggr_expr.len();
                match (groups.get(index), index.checked_sub(aggregates)) {
                    (Some(group), _) => {
                        let origin = Self::of(group, &node.input, &first())?;
                        let is_set = matches!(node.group_expr[..], [Expr::GroupingSet(_)]);
                        if is_set { origin.without_currency() } else { origin }
                    }
                    (None, Some(index)) => Self::of(&node.aggr_expr[index], &node.input, &first())?,
                    (None, None) => Self::default(),
                }
            }
            LogicalPlan::Window(node) => {
                match index.checked_sub(node.input.schema().fields().len()) {
                    None => Self::of_column(&node.input, index, &first())?,
                    Some(index) => Self::of(&node.window_expr[index], &node.input, &first())?,
                }
            }
            LogicalPlan::Join(node) => {
                let left = match node.join_type {
                    JoinType::RightSemi | JoinType::RightAnti | JoinType::RightMark => 0,
                    _ => node.left.schema().fields().len(),
                };
                match index.checked_sub(left) {
                    None => Self::of_column(&node.left, index, &first())?,
                    Some(index) if index < node.right.schema().fields().len() => {
                        Self::of_column(&node.right, index, &below(place, 1))?
                    }
                    Some(_) => Self::default(),
                }
            }
            LogicalPlan::Union(node) => {
                let mut all = Self::default();
                for (number, input) in node.inputs.iter().enumerate() {
                    let origin = Self::of_column(input, index, &below(place, number))?;
                    all.amounts.extend(origin.amounts);
                    all.currencies.extend(origin.currencies);
                }
                all
            }
            LogicalPlan::Filter(_)
            | LogicalPlan::Sort(_)
            | LogicalPlan::Limit(_)
            | LogicalPlan::Repartition(_)
            | LogicalPlan::SubqueryAlias(_)
            | LogicalPlan::Subquery(_)
            | LogicalPlan::Distinct(Distinct::All(_)) => {
                Self::of_column(plan.inputs()[0], index, &first())?
            }
            // A list or a struct is no currency, nor is what it has.
            LogicalPlan::Unnest(node) => {
                Self::of_column(&node.input, node.dependency_indices[index], &first())?
            }
            plan if plan.inputs().is_empty() => Self::of_field(plan.schema().field(index), place),
            // A recursive query, above all: its steps can exchange columns and rows.
            plan => {
                let mut all = Self::default();
                for (number, input) in plan.inputs().into_iter().enumerate() {
                    for index in 0..input.schema().fields().len() {
                        let origin = Self::of_column(input, index, &below(place, number))?;
                        all.amounts.extend(origin.amounts);
                    }
                }
                all
            }
        })
    }

    /// Returns the origin of a field that says itself what it is.
    fn of_field(field: &Field, place: &Place) -> Self {
        let own = |what| field.metadata().get(MONEY).is_some_and(|it| it == what);
        let places = |is_own: bool| is_own.then(|| place.clone()).into_iter().collect();
        Self { amounts: places(own("amount")), currencies: places(own("currency")) }
    }

    fn without_currency(self) -> Self {
        Self { currencies: BTreeSet::new(), ..self }
    }
}

/// Whether every row below a node at a place has the same currency. A join or a union adds rows
/// that a filter below it has not seen.
pub(super) fn is_of_one_currency(
    node: &LogicalPlan,
    place: &Place,
    amounts: &BTreeSet<Place>,
) -> Result<bool> {
    let (mut node, mut place) = (node, place.clone());
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

/// Returns the place of an input of a node.
pub(super) fn below(place: &Place, input: usize) -> Place {
    place.iter().copied().chain([input]).collect()
}

/// Whether an expression is true or false, which is no amount.
fn is_condition(expr: &Expr) -> bool {
    match expr {
        Expr::BinaryExpr(BinaryExpr { op, .. }) => {
            op.is_logic_operator() || op.supports_propagation()
        }
        Expr::Like(_)
        | Expr::SimilarTo(_)
        | Expr::Not(_)
        | Expr::IsNull(_)
        | Expr::IsNotNull(_)
        | Expr::Between(_)
        | Expr::InList(_)
        | Expr::Exists(_)
        | Expr::InSubquery(_) => true,
        _ => false,
    }
}

pub(super) fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, value) => is_text(value),
        _ => false,
    }
}
