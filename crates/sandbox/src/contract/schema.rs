//! A schema of a document, compiled to what can be checked.

use serde_json::{Number, Value};

use super::format::Format;
use super::node::Node;
use crate::error::Error;

/// Schemas that nest deeper than this are recursive.
const MAX_DEPTH: usize = 32;

/// Keywords that say something to people, or about the writing side only.
const ANNOTATIONS: [&str; 9] = [
    "deprecated",
    "description",
    "discriminator",
    "example",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

/// What a value must be. A rule that is absent is not checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema {
    pub(super) kind: Option<Kind>,
    pub(super) nullable: bool,
    pub(super) format: Option<Format>,
    pub(super) options: Option<Vec<Value>>,
    pub(super) minimum: Option<Number>,
    pub(super) maximum: Option<Number>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<Pattern>,
    pub(super) items: Option<Box<Schema>>,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    pub(super) required: Vec<String>,
    pub(super) properties: Vec<(String, Schema)>,
    pub(super) additional: Additional,
    pub(super) default: Option<Value>,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
}

/// What is allowed beside the named properties.
#[derive(Clone, Debug, Default)]
pub(super) enum Additional {
    #[default]
    Anything,
    Nothing,
    Matching(Box<Schema>),
}

/// A regular expression of ECMA-262, searched for and not anchored.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) text: String,
    pub(super) regex: regress::Regex,
}

impl Schema {
    /// Compiles the schema at a node.
    pub(crate) fn compile(node: &Node<'_>) -> Result<Self, Error> {
        Self::nested(node, 0)
    }

    fn nested(node: &Node<'_>, depth: usize) -> Result<Self, Error> {
        if depth > MAX_DEPTH {
            return Err(node.fault("recursive schemas are not enforced by the sandbox"));
        }
        let mut schema = Self::default();
        for (key, member) in node.members()? {
            match key {
                "type" => schema.kind = Some(kind(&member)?),
                "nullable" => schema.nullable = node.flag(key)?,
                "format" => schema.format = Format::named(member.text()?),
                "enum" => {
                    schema.options =
                        Some(member.items()?.iter().map(|item| item.value.clone()).collect());
                }
                "minimum" => schema.minimum = Some(bound(&member)?),
                "maximum" => schema.maximum = Some(bound(&member)?),
                "minLength" => schema.min_length = node.size(key)?,
                "maxLength" => schema.max_length = node.size(key)?,
                "pattern" => schema.pattern = Some(pattern(&member)?),
                "items" => schema.items = Some(Box::new(Self::nested(&member, depth + 1)?)),
                "minItems" => schema.min_items = node.size(key)?,
                "maxItems" => schema.max_items = node.size(key)?,
                "required" => schema.required = member.texts()?,
                "properties" => {
                    for (name, property) in member.members()? {
                        let property = Self::nested(&property, depth + 1)?;
                        schema.properties.push((name.to_owned(), property));
                    }
                }
                "additionalProperties" => schema.additional = additional(&member, depth)?,
                "default" => schema.default = Some(member.value.clone()),
                key if key.starts_with("x-") || ANNOTATIONS.contains(&key) => {}
                key => {
                    return Err(member.fault(format!("{key} is not enforced by the sandbox")));
                }
            }
        }
        Ok(schema)
    }
}

fn kind(node: &Node<'_>) -> Result<Kind, Error> {
    Ok(match node.text()? {
        "string" => Kind::String,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "boolean" => Kind::Boolean,
        "array" => Kind::Array,
        "object" => Kind::Object,
        _ => return Err(node.fault("OpenAPI 3.0 has no such type")),
    })
}

fn bound(node: &Node<'_>) -> Result<Number, Error> {
    let number = node.value.as_number().cloned();
    number.ok_or_else(|| node.fault("a number was expected here"))
}

fn pattern(node: &Node<'_>) -> Result<Pattern, Error> {
    let text = node.text()?;
    // Whole characters where the pattern allows it; older patterns escape what
    // the flag forbids.
    let regex = regress::Regex::with_flags(text, "u")
        .or_else(|_| regress::Regex::new(text))
        .map_err(|error| node.fault(format!("the pattern is not valid: {error}")))?;
    Ok(Pattern { text: text.to_owned(), regex })
}

fn additional(node: &Node<'_>, depth: usize) -> Result<Additional, Error> {
    Ok(match node.value {
        Value::Bool(true) => Additional::Anything,
        Value::Bool(false) => Additional::Nothing,
        _ => Additional::Matching(Box::new(Schema::nested(node, depth + 1)?)),
    })
}

#[cfg(test)]
mod tests {
    use dintero_cards_openapi::{CARDS, Document, Source};
    use serde_json::{Value, json};

    use super::{Node, Schema};
    use crate::seed;

    fn compile(text: &str) -> Result<Schema, String> {
        let document = Document::parse(Source { file: "test.yaml", text }).unwrap();
        Schema::compile(&Node::root(&document)).map_err(|error| error.to_string())
    }

    fn broken(schema: &str, value: Value) -> Option<String> {
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
            (
                r"pattern: '^\d(?=b)'",
                json!("1b"),
                json!("1a"),
                r"it must match the pattern ^\d(?=b)",
            ),
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
            assert_eq!(broken(schema, good), None, "{schema}");
            assert_eq!(broken(schema, bad).as_deref(), Some(message), "{schema}");
        }
    }

    #[test]
    fn null_is_legal_where_the_document_says_so() {
        assert_eq!(broken("{type: string, nullable: true, enum: [a]}", Value::Null), None);
    }

    #[test]
    fn a_pattern_reads_digits_as_ecma_does() {
        assert!(broken(r"pattern: '^\d$'", json!("١")).is_some());
    }

    #[test]
    fn names_of_a_request_are_shortened_and_values_are_never_repeated() {
        let name = format!("bell\u{7}{}", "x".repeat(5_000));
        let message = broken("additionalProperties: {type: integer}", json!({ name: "secret" }));
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
            ("items: {$ref: '#/nowhere'}", "test.yaml:1:1: the reference at items leads nowhere"),
            ("[]", "test.yaml:1:1: a mapping was expected here"),
        ] {
            assert_eq!(compile(schema).unwrap_err(), message, "{schema}");
        }
        assert!(compile("pattern: '('").unwrap_err().contains("the pattern is not valid"));
        assert!(compile("items: {$ref: '#'}").unwrap_err().contains("recursive schemas"));
    }

    #[test]
    fn every_card_of_a_seed_fits_the_document() {
        let document = Document::parse(CARDS).unwrap();
        let page = ["components", "schemas", "CardPage"]
            .iter()
            .try_fold(Node::root(&document), |node, key| node.required(key))
            .unwrap();
        let schema = Schema::compile(&page).unwrap();
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        let cards: Vec<_> = seed::cards(1, 500, now).map(|card| card.to_json(now)).collect();
        assert_eq!(schema.check("page", &json!({ "cards": cards })), Ok(()));
    }
}
