//! The constraints of a schema: every part of it holds, so the narrowest one counts.

use std::collections::HashSet;

use dintero_cards_openapi::{Node, Schema};
use serde_json::{Value, json};

use crate::contract::{canonical, is_lowered, is_raised, set};

/// A value of a document with its JSON pointer.
pub(super) type Found = Option<(String, Value)>;

/// Returns the JSON type of a value, as schemas call it.
pub(crate) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Returns the types of a schema joined with `|`, and whether null is one of them.
pub(super) fn types(schema: &Schema<'_>) -> (String, bool) {
    let has = |key: &str| schema.get(key).is_some();
    let stated = each(schema, "type").map(|(_, kind)| match kind {
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        kind => kind.as_str().into_iter().map(str::to_owned).collect::<Vec<_>>(),
    });
    // Every part holds; a whole number is a number too.
    let stated = stated.filter(|kinds| !kinds.is_empty()).reduce(|one, other| {
        let has = |kinds: &[String], kind: &str| kinds.iter().any(|known| known == kind);
        let fits = |kind: &String, kinds: &[String]| {
            has(kinds, kind) || kind == "integer" && has(kinds, "number")
        };
        let both = one.iter().filter(|kind| fits(kind, &other));
        let both: Vec<_> = both.chain(other.iter().filter(|kind| fits(kind, &one))).collect();
        if both.is_empty() { one } else { both.into_iter().cloned().collect() }
    });
    let names: Vec<String> = match stated {
        Some(names) => names,
        None if has("properties") => vec!["object".to_owned()],
        None if has("items") => vec!["array".to_owned()],
        None => match schema.get("enum").map(|node| node.value) {
            Some(Value::Array(values)) => values.iter().map(|v| kind_of(v).to_owned()).collect(),
            _ => Vec::new(),
        },
    };
    let mut has_null = names.iter().any(|name| name == "null");
    let mut joined: Vec<String> = names.into_iter().filter(|name| name != "null").collect();
    if joined.is_empty() {
        for (kind, null) in schema.alternatives.iter().map(types) {
            has_null |= null;
            joined.push(kind);
        }
    }
    joined.sort();
    joined.dedup();
    let kind = if joined.is_empty() { "any".to_owned() } else { joined.join("|") };
    (kind, has_null)
}

/// Returns the value of a keyword in each part that has it. Every part holds.
pub(super) fn each(schema: &Schema<'_>, key: &str) -> impl Iterator<Item = (String, Value)> {
    let values = schema.parts.iter().filter_map(move |part| part.child(key));
    let values = values.filter(|node| !node.value.is_null());
    values.map(|node| (node.pointer, canonical(node.value)))
}

pub(super) fn plain(schema: &Schema<'_>, key: &str) -> Found {
    each(schema, key).next()
}

pub(super) fn patterns(schema: &Schema<'_>) -> Found {
    let mut all: Vec<(String, Value)> = each(schema, "pattern").collect();
    all.dedup_by(|one, other| one.1 == other.1);
    match all.len() {
        0 | 1 => all.pop(),
        _ => Some((all[0].0.clone(), set(all.into_iter().map(|(_, pattern)| pattern)))),
    }
}

/// Returns the property that tells alternatives apart, and its values: those of the
/// mapping, and the names of the alternatives that it does not name.
pub(super) fn discriminator(schema: &Schema<'_>) -> Found {
    let (pointer, found) = plain(schema, "discriminator")?;
    let mapping = found.get("mapping").and_then(Value::as_object);
    let name = |target: &str| target.rsplit('/').next().unwrap_or(target).to_owned();
    let mapped = || mapping.into_iter().flatten();
    let targets: Vec<String> = mapped().filter_map(|(_, to)| to.as_str().map(name)).collect();
    let own = schema.alternatives.iter().map(|one| name(one.pointer()));
    let own = own.filter(|own| !targets.contains(own) && own.parse::<usize>().is_err());
    let tags = set(mapped().map(|(tag, _)| tag.clone()).chain(own).map(Value::from));
    Some((pointer, json!({ "property": found.get("propertyName"), "tags": tags })))
}

/// Returns the values that every part allows.
pub(super) fn options(schema: &Schema<'_>) -> Found {
    let consts = each(schema, "const").map(|(pointer, value)| (pointer, json!([value])));
    let own = each(schema, "enum").filter(|(_, value)| value.is_array()).chain(consts);
    let own = own.reduce(|(pointer, known), (other, narrower)| {
        let allowed: HashSet<String> = list(&narrower).map(Value::to_string).collect();
        let both = list(&known).filter(|value| allowed.contains(&value.to_string()));
        let both: Vec<Value> = both.cloned().collect();
        (if both.len() < list(&known).count() { other } else { pointer }, both.into())
    });
    if let Some((pointer, values)) = own {
        return Some((pointer, set(list(&values).filter(|value| !value.is_null()).cloned())));
    }
    // A choice between enumerations is an enumeration too.
    let mut all = Vec::new();
    for alternative in &schema.alternatives {
        all.extend(list(&options(alternative)?.1).cloned());
    }
    (!all.is_empty()).then(|| (schema.pointer().to_owned(), set(all)))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Returns the bound that excludes most. Integers have closed bounds only: `x > 0` is
/// `x >= 1`.
pub(super) fn bound(schema: &Schema<'_>, [closed, open, word]: [&str; 3], integer: bool) -> Found {
    let (step, narrows): (i64, fn(&Value, &Value) -> bool) =
        if word == "above" { (1, is_raised) } else { (-1, is_lowered) };
    let exclusive = |value: &Value| {
        let whole = value.as_i64().filter(|_| integer).and_then(|whole| whole.checked_add(step));
        whole.map_or_else(|| json!({ word: value }), Value::from)
    };
    let of_part = |part: &Node<'_>| {
        let get = |key| part.child(key).map(|node| (node.pointer, canonical(node.value)));
        let (closed, open) = (get(closed).filter(|(_, value)| !value.is_null()), get(open));
        let ends = match (closed, open) {
            (Some((at, value)), Some((_, Value::Bool(true)))) => {
                [Some((at, exclusive(&value))), None]
            }
            (closed, Some((at, value @ Value::Number(_)))) => {
                [closed, Some((at, exclusive(&value)))]
            }
            (closed, _) => [closed, None],
        };
        ends.into_iter().flatten()
    };
    schema
        .parts
        .iter()
        .flat_map(of_part)
        .reduce(|known, other| if narrows(&known.1, &other.1) { other } else { known })
}

pub(super) fn span(schema: &Schema<'_>, least: &str, most: &str) -> Found {
    let narrowest = |key, narrows: fn(&Value, &Value) -> bool| {
        each(schema, key)
            .reduce(|known, other| if narrows(&known.1, &other.1) { other } else { known })
    };
    let least = narrowest(least, is_raised).filter(|(_, value)| *value != 0);
    let ends = [("min", least), ("max", narrowest(most, is_lowered))];
    let pointer = ends.iter().find_map(|(_, end)| Some(end.as_ref()?.0.clone()))?;
    let span = ends.into_iter().filter_map(|(name, end)| Some((name.to_owned(), end?.1)));
    Some((pointer, Value::Object(span.collect())))
}
