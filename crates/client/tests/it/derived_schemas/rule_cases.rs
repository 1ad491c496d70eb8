//! Every rule explains its differences on small schemas, and no similar ones.

use dintero_cards_openapi::{Document, Source};
use serde_json::{Value, json};

use super::difference::{Difference, differences};
use super::rules::{RULES, explanations};

/// The use of a schema by operations.
#[derive(Clone, Copy)]
enum Use {
    Read,
    Sent,
    Both,
}
use Use::{Both, Read, Sent};

/// The use of a schema, the schema of the document, and one derived from a type.
struct Case(Use, Value, Value);

/// A rule, differences that it explains, and similar ones that it must not explain.
struct RuleCases {
    rule: &'static str,
    explained: Vec<Case>,
    refused: Vec<Case>,
}

fn rule_cases() -> Vec<RuleCases> {
    let cases = |rule, explained, refused| RuleCases { rule, explained, refused };
    let open = || json!({ "type": "string", "examples": ["a", "b"] });
    let closed = || json!({ "type": "string", "enum": ["a", "b"] });
    let with_null = || json!({ "type": "string", "enum": ["a", "b", null], "nullable": true });
    let text = || json!({ "type": "string" });
    let union = |keyword: &str, folder: &str| {
        let reference = |name| json!({ "$ref": format!("#/{folder}/{name}") });
        json!({ keyword: [reference("A"), reference("B")] })
    };
    let secret = || json!({ "type": "string", "writeOnly": true });
    let whole = || json!({ "type": "integer", "format": "int64" });
    let having = |part: Value| json!({ "type": "object", "properties": { "part": part } });
    let needing = |part: Value| json!({ "type": "object", "required": ["part"], "properties": { "part": part } });
    let or_null = json!({ "type": ["string", "null"] });
    let open_or_null = || json!({ "anyOf": [open(), { "type": "null" }] });
    let short = || json!({ "type": "string", "maxLength": 3, "pattern": "^a" });
    let date = |format: &str| json!({ "type": "string", "format": format });
    vec![
        cases(
            "an enumeration of texts becomes open",
            vec![Case(Read, closed(), open()), Case(Both, closed(), open())],
            vec![
                Case(Sent, closed(), open()),
                Case(Read, closed(), text()),
                Case(Read, closed(), json!({ "type": "string", "examples": ["a"] })),
                Case(Read, closed(), json!({ "type": "string", "enum": ["a"] })),
            ],
        ),
        cases(
            "objects that a property tells apart become an open union",
            vec![Case(Read, union("oneOf", "components/schemas"), union("anyOf", "$defs"))],
            vec![
                Case(Sent, union("oneOf", "components/schemas"), union("anyOf", "$defs")),
                Case(Read, union("oneOf", "components/schemas"), json!({ "anyOf": [] })),
            ],
        ),
        cases(
            "such an enumeration with null is open, or null",
            vec![
                Case(Read, with_null(), open()),
                Case(
                    Read,
                    needing(json!({ "enum": [null, "a", "b"], "type": "string" })),
                    needing(open_or_null()),
                ),
            ],
            vec![
                Case(Sent, with_null(), open()),
                Case(Read, needing(closed()), needing(open_or_null())),
            ],
        ),
        cases(
            "an enumeration of other values loses its list",
            vec![
                Case(
                    Read,
                    json!({ "type": "number", "enum": [1.5, 2] }),
                    json!({ "type": "number" }),
                ),
                Case(Read, json!({ "enum": [1, 2] }), json!({ "type": "integer" })),
            ],
            vec![
                Case(
                    Sent,
                    json!({ "type": "number", "enum": [1, 2] }),
                    json!({ "type": "number" }),
                ),
                Case(Read, json!({ "enum": [true] }), json!({ "type": "boolean" })),
                Case(Read, closed(), text()),
            ],
        ),
        cases(
            "an optional property accepts null",
            vec![Case(Read, having(text()), having(or_null.clone()))],
            vec![
                Case(Read, needing(text()), needing(or_null.clone())),
                Case(Sent, having(text()), having(or_null.clone())),
                Case(Read, having(json!({ "type": "string", "nullable": true })), having(text())),
            ],
        ),
        cases(
            "`writeOnly` properties are not required",
            vec![Case(Read, needing(secret()), having(or_null.clone()))],
            vec![
                Case(Sent, needing(secret()), having(or_null.clone())),
                Case(Read, needing(text()), having(text())),
            ],
        ),
        cases(
            "defaults are dropped",
            vec![Case(Read, json!({ "type": "string", "default": "a" }), text())],
            vec![
                Case(Sent, json!({ "type": "string", "default": "a" }), text()),
                Case(Read, text(), json!({ "type": "string", "default": "a" })),
            ],
        ),
        cases(
            "`additionalProperties: false` is dropped",
            vec![Case(
                Read,
                json!({ "type": "object", "properties": {}, "additionalProperties": false }),
                json!({ "type": "object" }),
            )],
            vec![
                Case(
                    Sent,
                    json!({ "type": "object", "properties": {}, "additionalProperties": false }),
                    json!({ "type": "object" }),
                ),
                Case(
                    Read,
                    json!({ "type": "object" }),
                    json!({ "type": "object", "additionalProperties": false }),
                ),
            ],
        ),
        cases(
            "lengths, patterns and bounds are dropped where nothing is sent",
            vec![
                Case(Read, short(), text()),
                Case(Read, json!({ "type": "integer", "format": "int64", "minimum": 1 }), whole()),
                Case(
                    Read,
                    json!({ "type": "array", "items": short(), "maxItems": 3 }),
                    json!({ "type": "array", "items": text() }),
                ),
            ],
            vec![
                Case(Both, json!({ "type": "integer", "format": "int64", "minimum": 1 }), whole()),
                Case(Read, text(), short()),
            ],
        ),
        cases(
            "the form of a text that is sent is checked by its conversion",
            vec![Case(Sent, short(), text()), Case(Both, short(), text())],
            vec![Case(
                Sent,
                json!({ "type": "integer", "format": "int64", "minimum": 1 }),
                whole(),
            )],
        ),
        cases(
            "a whole number is an i64",
            vec![Case(Read, json!({ "type": "integer" }), whole())],
            vec![
                Case(
                    Read,
                    json!({ "type": "integer" }),
                    json!({ "type": "integer", "format": "int32" }),
                ),
                Case(Read, json!({ "type": "integer", "format": "int32" }), whole()),
                Case(Read, json!({ "type": "number" }), whole()),
            ],
        ),
        cases(
            "an isodate is a date-time",
            vec![Case(Read, date("isodate"), date("date-time"))],
            vec![Case(Read, date("date"), date("date-time")), Case(Read, date("isodate"), text())],
        ),
        cases(
            "an object without properties is a map of anything",
            vec![Case(
                Read,
                json!({ "type": "object" }),
                json!({ "type": "object", "additionalProperties": true }),
            )],
            vec![
                Case(
                    Read,
                    having(text()),
                    json!({ "type": "object", "additionalProperties": true }),
                ),
                Case(
                    Read,
                    json!({ "type": "object" }),
                    json!({ "type": "object", "additionalProperties": { "type": "string" } }),
                ),
            ],
        ),
        cases(
            "an example is no part of a type",
            vec![Case(Read, json!({ "type": "string", "example": "a" }), text())],
            vec![Case(Read, text(), json!({ "type": "string", "example": "a" }))],
        ),
        cases(
            "an extension says nothing about JSON",
            vec![Case(Read, json!({ "type": "string", "x-digest": "a" }), text())],
            vec![Case(Read, text(), json!({ "type": "string", "x-digest": "a" }))],
        ),
    ]
}

/// The differences in a document of one operation and one schema.
fn differences_of(Case(used, schema, derived): &Case) -> Vec<Difference> {
    let content = json!({ "content": { "application/json": {
        "schema": { "$ref": "#/components/schemas/Thing" } } } });
    let mut operation = json!({ "responses": { "204": { "description": "Done" } } });
    if matches!(used, Sent | Both) {
        operation["requestBody"] = content.clone();
    }
    if matches!(used, Read | Both) {
        operation["responses"]["200"] = content;
    }
    let document = json!({
        "openapi": "3.0.3",
        "paths": { "/things": { "post": operation } },
        "components": { "schemas": { "Thing": schema } }
    });
    let text = document.to_string();
    let document = Document::parse(Source { file: "invented.json", text: &text }).unwrap();
    differences(&document, "Thing", derived)
}

#[test]
fn every_rule_explains_its_differences_and_no_other_rule_does() {
    let cases = rule_cases();
    let tested: Vec<&str> = cases.iter().map(|cases| cases.rule).collect();
    assert_eq!(tested, RULES.each_ref().map(|rule| rule.id), "cases for each rule, in order");
    for RuleCases { rule, explained, .. } in cases {
        for case in explained {
            let found = differences_of(&case);
            assert!(!found.is_empty(), "{rule}: no difference between {} and {}", case.1, case.2);
            for difference in found {
                assert_eq!(explanations(&difference), [rule], "{difference}");
            }
        }
    }
}

#[test]
fn no_rule_explains_similar_differences() {
    for RuleCases { rule, refused, .. } in rule_cases() {
        assert!(!refused.is_empty(), "{rule}: add a difference that it must not explain");
        for case in refused {
            let found = differences_of(&case);
            let unexplained = found.iter().any(|difference| explanations(difference).is_empty());
            assert!(unexplained, "{rule}: {} and {} are explained", case.1, case.2);
        }
    }
}
