//! Which of two bounds, lengths or sizes excludes more.

use serde_json::Value;

/// Whether the second lower bound excludes more than the first; null excludes nothing.
pub(crate) fn is_raised(from: &Value, to: &Value) -> bool {
    excludes_more(from, to, 1.0)
}

/// Whether the second upper bound excludes more than the first; null excludes nothing.
pub(crate) fn is_lowered(from: &Value, to: &Value) -> bool {
    excludes_more(from, to, -1.0)
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

/// `sign` is -1 for upper bounds.
fn excludes_more(from: &Value, to: &Value, sign: f64) -> bool {
    let Some((to, to_open)) = end(to) else { return false };
    end(from).is_none_or(|(from, from_open)| {
        (from * sign).total_cmp(&(to * sign)).then(from_open.cmp(&to_open)).is_lt()
    })
}
