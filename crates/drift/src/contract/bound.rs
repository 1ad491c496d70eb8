//! Which of two bounds, lengths or sizes excludes more.

use std::cmp::Ordering;

use serde_json::Value;

/// Whether the second lower bound excludes more than the first; null excludes nothing.
pub(crate) fn is_raised(from: &Value, to: &Value) -> bool {
    match (end(from), end(to)) {
        (None, to) => to.is_some(),
        (Some(_), None) => false,
        (Some(from), Some(to)) => compare(from.0, to.0, from.1, to.1) == Ordering::Less,
    }
}

/// Whether the second upper bound excludes more than the first; null excludes nothing.
pub(crate) fn is_lowered(from: &Value, to: &Value) -> bool {
    match (end(from), end(to)) {
        (None, to) => to.is_some(),
        (Some(_), None) => false,
        (Some(from), Some(to)) => compare(-from.0, -to.0, from.1, to.1) == Ordering::Less,
    }
}

/// Whether the second `{"min", "max"}` excludes a value that the first allows.
pub(crate) fn is_narrowed(from: &Value, to: &Value) -> bool {
    let part = |value: &Value, key: &str| value.get(key).cloned().unwrap_or(Value::Null);
    is_raised(&part(from, "min"), &part(to, "min"))
        || is_lowered(&part(from, "max"), &part(to, "max"))
}

/// Returns one end of a range: a number, and whether the number is excluded.
fn end(value: &Value) -> Option<(f64, bool)> {
    match value {
        Value::Number(number) => Some((number.as_f64()?, false)),
        Value::Object(map) => {
            let open = map.get("above").or_else(|| map.get("below"))?;
            Some((open.as_f64()?, true))
        }
        _ => None,
    }
}

fn compare(from: f64, to: f64, from_open: bool, to_open: bool) -> Ordering {
    from.total_cmp(&to).then(from_open.cmp(&to_open))
}
