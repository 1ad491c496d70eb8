//! Reads predicates.

use std::collections::BTreeMap;

use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{Between, BinaryExpr, Cast, Expr, Operator, TryCast};

use super::domain::Domain;

/// What must hold for the columns so that a predicate can be true, by column. A column that
/// is missing can have any value, and null.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Domains(pub(super) BTreeMap<&'static str, Domain>);

/// The columns that the server can filter, and what is compared.
const COLUMNS: &[(&str, Kind)] = &[
    ("status", Kind::Text),
    ("type", Kind::Text),
    ("currency", Kind::Text),
    ("customer_id", Kind::Text),
    ("created_at", Kind::Time),
    ("expires_at", Kind::Time),
    ("amount_balance", Kind::Amount),
    ("amount_available", Kind::Amount),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Amount,
    Time,
}

impl Domains {
    /// Reads predicates that must all be true.
    pub(crate) fn of_all<'a>(predicates: impl IntoIterator<Item = &'a Expr>) -> Self {
        predicates.into_iter().map(Self::of).fold(Self::default(), Self::and)
    }

    /// Reads one predicate. What it does not understand restricts nothing.
    pub(crate) fn of(predicate: &Expr) -> Self {
        match predicate {
            Expr::Alias(alias) => Self::of(&alias.expr),
            Expr::BinaryExpr(BinaryExpr { left, op, right }) => match op {
                Operator::And => Self::of(left).and(Self::of(right)),
                Operator::Or => Self::of(left).or(Self::of(right)),
                _ => Self::comparison(left, *op, right)
                    .or_else(|| Self::comparison(right, op.swap()?, left))
                    .unwrap_or_default(),
            },
            Expr::Between(Between { expr, negated: false, low, high }) => {
                let bound = |op, value| Self::comparison(expr, op, value).unwrap_or_default();
                bound(Operator::GtEq, low).and(bound(Operator::LtEq, high))
            }
            Expr::InList(list) if !list.negated => {
                let values = list.list.iter().map(|value| {
                    Self::comparison(&list.expr, Operator::Eq, value).unwrap_or_default()
                });
                values.reduce(Self::or).unwrap_or_default()
            }
            _ => Self::default(),
        }
    }

    /// Whether no card can match.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.values().any(Domain::is_empty)
    }

    /// Whether some column is restricted.
    pub(crate) fn restrict_any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether a column is restricted, so that it cannot be null.
    pub(crate) fn restrict(&self, column: &str) -> bool {
        self.0.contains_key(column)
    }

    /// Whether a column of texts can have one value only.
    pub(crate) fn has_one(&self, column: &str) -> bool {
        matches!(self.0.get(column), Some(Domain::Texts(texts)) if texts.len() <= 1)
    }

    fn and(mut self, other: Self) -> Self {
        for (column, domain) in other.0 {
            let both = match self.0.remove(column) {
                Some(own) => own.and(domain),
                None => domain,
            };
            self.0.insert(column, both);
        }
        self
    }

    /// A column stays restricted if both sides restrict it.
    fn or(self, mut other: Self) -> Self {
        let both = |(column, own): (_, Domain)| Some((column, own.or(other.0.remove(column)?)));
        Self(self.0.into_iter().filter_map(both).collect())
    }

    fn comparison(column: &Expr, op: Operator, value: &Expr) -> Option<Self> {
        let (column, kind) = filterable(column)?;
        let value = literal(value, kind)?;
        let domain = match kind {
            Kind::Text if op == Operator::Eq => {
                Domain::Texts([value.try_as_str()??.to_owned()].into())
            }
            Kind::Text => return None,
            Kind::Amount => range(op, amount(value)?)?,
            Kind::Time => range(op, nanoseconds(value)?)?,
        };
        Some(Self([(column, domain)].into()))
    }
}

/// Returns the column of an expression that has exactly its values.
fn filterable(expr: &Expr) -> Option<(&'static str, Kind)> {
    match expr {
        Expr::Column(column) => COLUMNS.iter().find(|(name, _)| *name == column.name).copied(),
        Expr::Cast(Cast { expr, field }) | Expr::TryCast(TryCast { expr, field }) => {
            filterable(expr).filter(|(_, kind)| keeps_values(*kind, field.data_type()))
        }
        _ => None,
    }
}

fn literal(expr: &Expr, kind: Kind) -> Option<&ScalarValue> {
    match expr {
        Expr::Literal(value, _) => Some(value),
        Expr::Cast(Cast { expr, field }) if keeps_values(kind, field.data_type()) => {
            literal(expr, kind)
        }
        _ => None,
    }
}

fn keeps_values(kind: Kind, target: &DataType) -> bool {
    match (kind, target) {
        (Kind::Text, DataType::Dictionary(_, value)) => keeps_values(kind, value),
        (Kind::Text, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View) => true,
        (Kind::Time, DataType::Timestamp(unit, zone)) => {
            let is_utc = zone.as_deref().is_none_or(|zone| ["UTC", "+00:00"].contains(&zone));
            is_utc && matches!(unit, TimeUnit::Microsecond | TimeUnit::Nanosecond)
        }
        _ => false,
    }
}

/// The strict comparisons are read like those that include the bound.
fn range(op: Operator, bound: i128) -> Option<Domain> {
    let (from, to) = match op {
        Operator::Eq => (Some(bound), Some(bound)),
        Operator::Gt | Operator::GtEq => (Some(bound), None),
        Operator::Lt | Operator::LtEq => (None, Some(bound)),
        _ => return None,
    };
    Some(Domain::Range { from, to })
}

fn amount(value: &ScalarValue) -> Option<i128> {
    Some(match value {
        ScalarValue::Int64(Some(value)) => (*value).into(),
        ScalarValue::Int32(Some(value)) => (*value).into(),
        ScalarValue::UInt64(Some(value)) => (*value).into(),
        _ => return None,
    })
}

fn nanoseconds(value: &ScalarValue) -> Option<i128> {
    let (value, factor) = match value {
        ScalarValue::TimestampSecond(Some(value), _) => (*value, 1_000_000_000),
        ScalarValue::TimestampMillisecond(Some(value), _) => (*value, 1_000_000),
        ScalarValue::TimestampMicrosecond(Some(value), _) => (*value, 1_000),
        ScalarValue::TimestampNanosecond(Some(value), _) => (*value, 1),
        _ => return None,
    };
    Some(i128::from(value) * factor)
}
