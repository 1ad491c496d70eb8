//! A validator of JSON that reads the document and does not know the types.

use dintero_cards_openapi::Document;
use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

/// Keywords with the same meaning in OpenAPI 3.0 and in JSON Schema 2020-12.
const SAME: [&str; 16] = [
    "type",
    "format",
    "enum",
    "pattern",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minimum",
    "maximum",
    "required",
    "items",
    "properties",
    "additionalProperties",
    "allOf",
    "anyOf",
];
/// Keywords without a meaning for JSON.
const ANNOTATIONS: [&str; 4] = ["description", "title", "example", "default"];

/// Returns a validator for one schema of a document, formats included.
pub(super) fn validator(document: &Document, pointer: &str) -> Validator {
    let schemas = document.root()["components"]["schemas"].as_object().unwrap();
    let named: Map<String, Value> =
        schemas.iter().map(|(name, schema)| (name.clone(), translate(schema))).collect();
    let mut root = translate(document.root().pointer(pointer).unwrap());
    root["$defs"] = named.into();
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(&root)
        .unwrap_or_else(|error| panic!("{}{pointer}: {error}", document.file()))
}

/// Translates a schema of OpenAPI 3.0 to JSON Schema 2020-12, for the keywords that
/// the documents use.
fn translate(schema: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        return json!({ "$ref": reference.replace("#/components/schemas/", "#/$defs/") });
    }
    let mut translated = Map::new();
    for (keyword, value) in schema.as_object().unwrap() {
        let value = match keyword.as_str() {
            "properties" => value
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, schema)| (name.clone(), translate(schema)))
                .collect(),
            "items" | "additionalProperties" if value.is_object() => translate(value),
            "allOf" | "anyOf" => value.as_array().unwrap().iter().map(translate).collect(),
            word if SAME.contains(&word) => value.clone(),
            word if ANNOTATIONS.contains(&word) || word.starts_with("x-") => continue,
            "nullable" => continue,
            word => panic!("translate {word} to JSON Schema 2020-12 here"),
        };
        translated.insert(keyword.clone(), value);
    }
    let translated = Value::Object(translated);
    if schema["nullable"] == true {
        return json!({ "anyOf": [translated, { "type": "null" }] });
    }
    translated
}

#[test]
fn null_is_valid_where_the_document_says_nullable_and_nowhere_else() {
    for (nullable, valid) in [(true, true), (false, false)] {
        let schema = json!({ "type": "string", "nullable": nullable, "example": "a" });
        let validator = jsonschema::validator_for(&translate(&schema)).unwrap();
        assert_eq!(validator.is_valid(&Value::Null), valid);
        assert!(validator.is_valid(&json!("a")) && !validator.is_valid(&json!(1)));
    }
}
