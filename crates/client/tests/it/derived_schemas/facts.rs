//! The facts of a schema, in the same form for both dialects.
//!
//! A document uses OpenAPI 3.0, a derived schema JSON Schema 2020-12. Only notations
//! with the same meaning are translated here: null, references, and the order of
//! unordered lists. Everything else stays as it is, so that an unexpected keyword is
//! a difference.

use serde_json::{Map, Value, json};

/// Keywords and their values; `nullable` is true or absent, `$ref` is a name.
pub(super) type Facts = Map<String, Value>;

/// Returns the facts of a schema itself, references not followed.
pub(super) fn facts(schema: &Value) -> Facts {
    let mut facts = match schema {
        Value::Object(object) => object.clone(),
        Value::Bool(true) => Facts::new(),
        other => Facts::from_iter([("is".to_owned(), other.clone())]),
    };
    if let Some(inner) = only_other_than_null(&facts) {
        facts.remove("anyOf");
        facts.extend(self::facts(&inner));
        facts.insert("nullable".to_owned(), json!(true));
    }
    if let Some([inner]) = facts.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
        let inner = self::facts(inner);
        facts.remove("allOf");
        facts.extend(inner);
    }
    if let Some([Value::String(kind), Value::String(null)]) =
        facts.get("type").and_then(Value::as_array).map(Vec::as_slice)
        && null == "null"
    {
        let kind = json!(kind);
        facts.insert("type".to_owned(), kind);
        facts.insert("nullable".to_owned(), json!(true));
    }
    if facts.get("nullable") == Some(&json!(false)) {
        facts.remove("nullable");
    }
    if let Some(name) = facts.get("$ref").and_then(Value::as_str).map(name) {
        facts.insert("$ref".to_owned(), json!(name));
    }
    if let Some(names) = facts.get_mut("required").and_then(Value::as_array_mut) {
        names.sort_by_key(Value::to_string);
    }
    facts
}

/// The name that a reference to a named schema ends with.
fn name(reference: &str) -> String {
    let named = ["#/components/schemas/", "#/$defs/"]
        .iter()
        .find_map(|prefix| reference.strip_prefix(prefix));
    named.unwrap_or(reference).to_owned()
}

/// The schema that is null or this one.
fn only_other_than_null(facts: &Facts) -> Option<Value> {
    match facts.get("anyOf")?.as_array()?.as_slice() {
        [inner, null] if *null == json!({ "type": "null" }) => Some(inner.clone()),
        _ => None,
    }
}
