//! Enumerations as a tolerant reader treats them.

use serde_json::{Value, json};

/// An enumeration, by its treatment.
pub(super) enum Enumeration {
    /// Texts, which become an open enumeration, and whether null is listed.
    Texts { values: Vec<String>, nullable: bool },
    /// Other values: the list is dropped, and the type stays.
    Plain(Value),
}

/// Returns the enumeration of a schema, if it has one.
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

/// Returns a schema that accepts null too.
pub(super) fn nullable(mut schema: Value) -> Value {
    match schema.as_object_mut() {
        Some(object) if !object.contains_key("$ref") => {
            object.insert("nullable".to_owned(), Value::Bool(true));
            schema
        }
        _ => json!({ "allOf": [schema], "nullable": true }),
    }
}
