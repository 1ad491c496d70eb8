//! What a schema with a list of values is for a reader.

use serde_json::{Value, json};

/// A list of values, sorted by what becomes of it.
pub(super) enum Enumeration {
    /// Texts, which become an open enumeration; whether null is one of them.
    Texts { values: Vec<String>, nullable: bool },
    /// Other values: the list is dropped, the type stays.
    Plain(Value),
}

/// The enumeration that a schema is, if it is one.
pub(super) fn enumeration(schema: &Value) -> Option<Enumeration> {
    let all = schema.get("enum")?.as_array()?;
    let values: Vec<&Value> = all.iter().filter(|value| !value.is_null()).collect();
    let nullable = schema["nullable"] == true || values.len() < all.len();
    let texts: Option<Vec<String>> =
        values.iter().map(|value| value.as_str().map(str::to_owned)).collect();
    if let Some(values) = texts.filter(|texts| !texts.is_empty()) {
        return Some(Enumeration::Texts { values, nullable });
    }
    let mut plain = schema.clone();
    let object = plain.as_object_mut()?;
    object.remove("enum");
    if nullable {
        object.insert("nullable".to_owned(), json!(true));
    }
    if !object.contains_key("type") && !values.is_empty() && values.iter().all(|v| v.is_i64()) {
        object.insert("type".to_owned(), json!("integer"));
    }
    Some(Enumeration::Plain(plain))
}

/// A schema that is null or what it was.
pub(super) fn nullable(mut schema: Value) -> Value {
    match schema.as_object_mut() {
        Some(object) if !object.contains_key("$ref") => {
            object.insert("nullable".to_owned(), Value::Bool(true));
            schema
        }
        _ => json!({ "allOf": [schema], "nullable": true }),
    }
}
