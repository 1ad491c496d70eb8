//! The rules of schemas, each with a value that fits and one that does not.

use dintero_cards_openapi::{CARDS, Document, Schema as SchemaNode};
use serde_json::{Value, json};

use super::{Schema, compile};
use crate::seed;

fn violation(schema: &str, value: Value) -> Option<String> {
    let checked = compile(schema).unwrap().check("it", &value);
    checked.err().map(|violation| violation.to_string())
}

#[test]
fn every_rule_is_enforced() {
    for (schema, good, bad, message) in [
        ("type: string", json!("a"), json!(1), "it must be a text"),
        ("type: integer", json!(1.0), json!(1.5), "it must be a whole number"),
        ("type: number", json!(1.5), json!("1"), "it must be a number"),
        ("type: boolean", json!(true), json!(0), "it must be true or false"),
        ("type: array", json!([]), json!({}), "it must be a list"),
        ("type: object", json!({}), json!([]), "it must be an object"),
        ("{type: string, nullable: false}", json!(""), json!(null), "it must be a text"),
        ("enum: [a, 2]", json!(2), json!("2"), "it must be one of a, 2"),
        ("minimum: 2", json!(2), json!(1), "it must be at least 2"),
        ("maximum: 2", json!(2), json!(2.5), "it must be at most 2"),
        ("maximum: 2", json!(-1e300), json!(1e300), "it must be at most 2"),
        ("minLength: 2", json!("æø"), json!("æ"), "it must have at least 2 characters"),
        ("maxLength: 2", json!("æø"), json!("æøå"), "it must have at most 2 characters"),
        (r"pattern: '^\d(?=b)'", json!("1b"), json!("1a"), r"it must match the pattern ^\d(?=b)"),
        ("pattern: b", json!("abc"), json!("a"), "it must match the pattern b"),
        ("minItems: 1", json!([0]), json!([]), "it must have at least 1 items"),
        ("maxItems: 1", json!([0]), json!([0, 1]), "it must have at most 1 items"),
        ("items: {type: integer}", json!([1]), json!([1, ""]), "it.1 must be a whole number"),
        ("required: [a]", json!({"a": null}), json!({}), "it.a is required"),
        (
            "properties: {a: {properties: {b: {type: string}}}}",
            json!({"a": {"b": ""}, "c": 1}),
            json!({"a": {"b": 1}}),
            "it.a.b must be a text",
        ),
        ("additionalProperties: false", json!({}), json!({"a": 1}), "it.a is not known"),
        (
            "{properties: {a: {}}, additionalProperties: {type: integer}}",
            json!({"a": "", "b": 1}),
            json!({"b": ""}),
            "it.b must be a whole number",
        ),
        (
            "format: uuid",
            json!("3c90c3cc-0d44-4b50-8888-8dd25736052a"),
            json!("x"),
            "it must be a UUID",
        ),
    ] {
        assert_eq!(violation(schema, good), None, "{schema}");
        assert_eq!(violation(schema, bad).as_deref(), Some(message), "{schema}");
    }
}

#[test]
fn null_is_legal_where_the_document_says_so() {
    assert_eq!(violation("{type: string, nullable: true, enum: [a]}", Value::Null), None);
}

#[test]
fn a_pattern_reads_digits_as_ecma_does() {
    assert!(violation(r"pattern: '^\d$'", json!("١")).is_some());
}

#[test]
fn names_of_a_request_are_shortened_and_values_are_never_repeated() {
    let name = format!("bell\u{7}{}", "x".repeat(5_000));
    let message = violation("additionalProperties: {type: integer}", json!({ name: "secret" }));
    let message = message.unwrap();
    assert!(message.len() < 120 && !message.contains("secret"), "{message}");
    assert!(!message.contains('\u{7}'), "{message}");
}

#[test]
fn a_rule_that_cannot_be_enforced_is_refused_with_its_place() {
    for (schema, message) in [
        ("type: string\noneOf: []", "test.yaml:2:1: oneOf is not enforced by the sandbox"),
        ("type: [string, 'null']", "test.yaml:1:1: a text was expected here"),
        ("type: decimal", "test.yaml:1:1: OpenAPI 3.0 has no such type"),
        ("minimum: '1'", "test.yaml:1:1: a number was expected here"),
        ("maxLength: -1", "test.yaml:1:1: a length was expected here"),
        ("nullable: 1", "test.yaml:1:1: true or false was expected here"),
        ("uniqueItems: true", "test.yaml:1:1: uniqueItems is not enforced by the sandbox"),
        ("minProperties: 1", "test.yaml:1:1: minProperties is not enforced by the sandbox"),
        (
            "exclusiveMinimum: true",
            "test.yaml:1:1: exclusiveMinimum is not enforced by the sandbox",
        ),
        ("items: {$ref: '#/nowhere'}", "test.yaml:1:9: the reference #/nowhere leads nowhere"),
        ("[]", "test.yaml:1:1: a mapping was expected here"),
    ] {
        assert_eq!(compile(schema).unwrap_err(), message, "{schema}");
    }
    assert!(compile("pattern: '('").unwrap_err().contains("the pattern is not valid"));
    assert!(
        compile("pattern: '\\Aa\\z'").unwrap_err().contains("\\A in the pattern is of another")
    );
    let long = format!("pattern: '{}'", "a|".repeat(45_000));
    assert!(compile(&long).unwrap_err().contains("the pattern is longer than 1000 bytes"));
    assert!(compile("items: {$ref: '#'}").unwrap_err().contains("recursive schemas"));
}

#[test]
fn every_card_of_a_seed_fits_the_document() {
    let document = Document::parse(CARDS).unwrap();
    let page = SchemaNode::read(&document, "/components/schemas/CardPage").unwrap();
    let schema = Schema::compile(&page).unwrap();
    let now = "2026-03-01T12:00:00Z".parse().unwrap();
    let cards: Vec<_> = seed::cards(1, 500, now).map(|card| card.to_json(now)).collect();
    assert_eq!(schema.check("page", &json!({ "cards": cards })), Ok(()));
}
