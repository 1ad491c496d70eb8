//! Kinds of differences: a part of a document before and after, and the right outcome
//! for the drift check and for the verdict.

use serde_json::{Value, json};

/// A part of the document, JSON before and after, and each finding as `wire rule
/// subject`.
pub(crate) type Kind = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// Checks the outcome of every kind: the findings between two documents, against the
/// expected ones as `spelled` writes them.
pub(crate) fn check_kinds(
    spelled: impl Fn(&str) -> String,
    outcome: impl Fn(&str, &str) -> Vec<String>,
) {
    let mut wrong = Vec::new();
    for (part, before, after, expected) in KINDS {
        let mut expected: Vec<String> = expected.iter().map(|one| spelled(one)).collect();
        let found = outcome(&document(part, before), &document(part, after));
        expected.sort();
        if found != expected {
            wrong.push(format!("{part}: {after}\n  wanted {expected:?}\n  found  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The document with one part replaced: `path`, `servers`, `security`, `parameters`,
/// the schema of `limit`, of the `body` or of the `response`.
pub(crate) fn document(part: &str, value: &str) -> String {
    let value: Value = serde_json::from_str(value).unwrap();
    let mut parts = json!({
        "path": "/things",
        "servers": [{ "url": "https://api.example.com/v1" }],
        "security": [{ "token": [] }],
        "limit": { "type": "integer" },
        "body": { "type": "object", "properties": { "name": { "type": "string" } } },
        "response": { "type": "object", "properties": { "id": { "type": "string" } } },
    });
    parts["parameters"] = json!([{ "name": "limit", "in": "query", "schema": parts["limit"] }]);
    parts[part] = value;
    if part == "limit" {
        parts["parameters"][0]["schema"] = parts["limit"].clone();
    }
    let content = |schema: &Value| json!({ "application/json": { "schema": schema } });
    let path = parts["path"].as_str().unwrap();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Things", "version": "1.0.0" },
        "servers": parts["servers"],
        "security": parts["security"],
        "paths": { path: { "post": {
            "operationId": "make",
            "parameters": parts["parameters"],
            "requestBody": { "content": content(&parts["body"]) },
            "responses": { "200": { "description": "Fine", "content": content(&parts["response"]) } },
        } } },
        "components": {
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "key": { "type": "apiKey", "in": "header", "name": "X-Key" },
                "small": { "type": "apiKey", "in": "header", "name": "x-key" },
                "grant": { "type": "oauth2" },
            },
            "schemas": {
                "Cat": { "type": "object", "properties": { "kind": { "type": "string" } } },
                "Dog": { "type": "object", "properties": { "kind": { "type": "string" } } },
            },
        },
    })
    .to_string()
}

/// The kinds.
#[rustfmt::skip]
pub(crate) static KINDS: &[Kind] = &[
    // Paths and servers.
    ("path", r#""/things""#, r#""/things/""#, &["breaks op-path-changed operation"]),
    ("path", r#""/things/""#, r#""/things""#, &["breaks op-path-changed operation"]),
    ("servers", r#"[{"url": "https://api.example.com/v1"}]"#, r#"[{"url": "https://api.example.com:443/v1/"}]"#, &[]),
    ("servers", r#"[{"url": "http://api.example.com:80/v1"}]"#, r#"[{"url": "http://api.example.com/v1"}]"#, &[]),
    ("servers", r#"[{"url": "https://api.example.com/v1"}]"#, r#"[{"url": "https://api.example.com:8443/v1"}]"#, &["breaks server-host-changed operation"]),
    ("servers", r#"[{"url": "https://api.example.com/v1"}]"#, r#"[{"url": "https://api.example.com:80/v1"}]"#, &["breaks server-host-changed operation"]),
    // Authentication: alternatives, each a set of schemes and scopes.
    ("security", r#"[{"token": []}, {"key": []}]"#, r#"[{"token": [], "key": []}]"#, &["breaks auth-scheme-changed security"]),
    ("security", r#"[{"token": []}]"#, r#"[{"token": [], "key": []}]"#, &["breaks auth-scheme-changed security"]),
    ("security", r#"[{"token": []}, {"key": []}]"#, r#"[{"token": []}]"#, &["breaks auth-scheme-changed security"]),
    ("security", r#"[{"token": []}]"#, r#"[{"token": []}, {"key": []}]"#, &["none auth-alternative-added security"]),
    ("security", r#"[{"token": [], "key": []}]"#, r#"[{"token": []}, {"key": []}]"#, &["none auth-alternative-added security"]),
    ("security", r#"[{"token": []}, {"key": []}]"#, r#"[{"key": []}, {"token": []}]"#, &[]),
    ("security", r#"[{"token": [], "key": []}]"#, r#"[{"key": [], "token": []}]"#, &[]),
    ("security", r#"[{"token": []}]"#, r#"[{"token": []}, {}]"#, &["breaks auth-removed security"]),
    ("security", r#"[{"token": []}, {}]"#, r#"[{"token": []}]"#, &["breaks auth-scheme-changed security"]),
    ("security", r#"[{"key": []}]"#, r#"[{"small": []}]"#, &[]),
    ("security", r#"[{"grant": ["a"]}]"#, r#"[{"grant": ["a", "b"]}]"#, &["risk scope-removed operation"]),
    ("security", r#"[{"grant": ["a", "b"]}]"#, r#"[{"grant": ["a"]}]"#, &["risk scope-added operation"]),
    ("security", r#"[{"grant": ["a"]}, {"grant": ["b"]}]"#, r#"[{"grant": ["a", "b"]}]"#, &["risk scope-removed operation"]),
    ("security", r#"[{"grant": ["a"]}]"#, r#"[{"grant": ["a"]}, {"grant": ["b"]}]"#, &["risk scope-added operation"]),
    // Every part of `allOf` holds.
    ("limit", r#"{"type": "integer", "maximum": 100}"#, r#"{"allOf": [{"type": "integer", "maximum": 100}, {"maximum": 50}]}"#, &["breaks param-maximum-lowered query limit"]),
    ("limit", r#"{"type": "integer", "maximum": 100}"#, r#"{"allOf": [{"maximum": 200}, {"type": "integer", "maximum": 100}]}"#, &[]),
    ("limit", r#"{"type": "integer", "minimum": 1}"#, r#"{"allOf": [{"type": "integer", "minimum": 1}, {"minimum": 5, "exclusiveMinimum": true}]}"#, &["breaks param-minimum-raised query limit"]),
    ("limit", r#"{"type": "number", "minimum": 1}"#, r#"{"type": "number", "minimum": 1, "exclusiveMinimum": 2}"#, &["breaks param-minimum-raised query limit"]),
    ("limit", r#"{"type": "string", "enum": ["a", "b", "c"]}"#, r#"{"allOf": [{"type": "string", "enum": ["a", "b", "c"]}, {"enum": ["b", "c", "d"]}]}"#, &["breaks param-enum-value-removed query limit"]),
    ("limit", r#"{"type": "string", "maxLength": 9}"#, r#"{"allOf": [{"type": "string", "maxLength": 9}, {"maxLength": 8, "minLength": 2}]}"#, &["breaks param-length-narrowed query limit"]),
    ("limit", r#"{"type": "string", "pattern": "a"}"#, r#"{"allOf": [{"type": "string", "pattern": "a"}, {"pattern": "b"}]}"#, &["breaks param-pattern-changed query limit"]),
    ("limit", r#"{"type": "number"}"#, r#"{"allOf": [{"type": "number"}, {"type": "integer"}]}"#, &["breaks param-type-changed query limit"]),
    ("body", r#"{"type": "object", "properties": {"a": {"type": "integer", "maximum": 9}}}"#, r#"{"allOf": [{"type": "object", "properties": {"a": {"type": "integer", "maximum": 9}}}, {"properties": {"a": {"maximum": 5}}}]}"#, &["breaks param-maximum-lowered body a"]),
    ("response", r#"{"type": "object", "properties": {"n": {"type": "string"}}}"#, r#"{"allOf": [{"type": "object", "properties": {"n": {"type": "string"}}}, {"additionalProperties": false}]}"#, &["risk resp-closed response"]),
    // Wider types of requests, narrower types of responses.
    ("limit", r#"{"type": "integer"}"#, r#"{"type": "number"}"#, &["none param-type-widened query limit"]),
    ("limit", r#"{"type": "integer"}"#, r#"{"oneOf": [{"type": "string"}, {"type": "integer"}]}"#, &["none param-type-widened query limit"]),
    ("limit", r#"{"type": "string"}"#, r#"{}"#, &["none param-type-widened query limit"]),
    ("limit", r#"{"type": "number"}"#, r#"{"type": "integer"}"#, &["breaks param-type-changed query limit"]),
    ("limit", r#"{"type": "integer", "maximum": 100}"#, r#"{"type": "number", "maximum": 50}"#, &["none param-type-widened query limit", "breaks param-maximum-lowered query limit"]),
    ("body", r#"{"type": "object", "properties": {"a": {"type": "integer"}}}"#, r#"{"type": "object", "properties": {"a": {"type": "number"}}}"#, &["none param-type-widened body a"]),
    ("response", r#"{"type": "object", "properties": {"a": {"type": "number"}}}"#, r#"{"type": "object", "properties": {"a": {"type": "integer"}}}"#, &["none resp-field-type-narrowed response a"]),
    ("response", r#"{"type": "object", "properties": {"a": {"type": "integer"}}}"#, r#"{"type": "object", "properties": {"a": {"type": "number"}}}"#, &["breaks resp-field-type-changed response a"]),
    // Fields of one direction.
    ("body", r#"{"type": "object", "properties": {"n": {"type": "string"}}}"#, r#"{"type": "object", "required": ["id"], "properties": {"n": {"type": "string"}, "id": {"type": "string", "readOnly": true}}}"#, &[]),
    ("body", r#"{"type": "object", "properties": {"n": {"type": "string"}, "id": {"type": "string", "readOnly": true}}}"#, r#"{"type": "object", "properties": {"n": {"type": "string"}, "id": {"type": "string"}}}"#, &["none param-added-optional body id"]),
    ("body", r#"{"type": "object", "required": ["id"], "properties": {"n": {"type": "string"}, "id": {"type": "string", "readOnly": true}}}"#, r#"{"type": "object", "required": ["id"], "properties": {"n": {"type": "string"}, "id": {"type": "string"}}}"#, &["breaks param-added-required body id"]),
    ("body", r#"{"type": "object", "properties": {"n": {"type": "string"}, "id": {"type": "string"}}}"#, r#"{"type": "object", "properties": {"n": {"type": "string"}, "id": {"type": "string", "readOnly": true}}}"#, &["breaks param-removed body id"]),
    ("body", r##"{"type": "object", "properties": {"n": {"type": "string"}}}"##, r##"{"type": "object", "required": ["cat"], "properties": {"n": {"type": "string"}, "cat": {"allOf": [{"$ref": "#/components/schemas/Cat"}], "readOnly": true}}}"##, &[]),
    ("body", r##"{"type": "object", "properties": {"n": {"type": "string"}}}"##, r##"{"type": "object", "required": ["cat"], "properties": {"n": {"type": "string"}, "cat": {"$ref": "#/components/schemas/Cat", "readOnly": true}}}"##, &[]),
    ("response", r#"{"type": "object", "properties": {"n": {"type": "string"}}}"#, r#"{"type": "object", "required": ["pin"], "properties": {"n": {"type": "string"}, "pin": {"type": "string", "writeOnly": true}}}"#, &[]),
    ("response", r#"{"type": "object", "properties": {"n": {"type": "string"}, "pin": {"type": "string"}}}"#, r#"{"type": "object", "properties": {"n": {"type": "string"}, "pin": {"type": "string", "writeOnly": true}}}"#, &["risk resp-field-removed response pin"]),
    ("response", r#"{"type": "object", "properties": {"n": {"type": "string"}, "pin": {"type": "string", "writeOnly": true}}}"#, r#"{"type": "object", "properties": {"n": {"type": "string"}, "pin": {"type": "string"}}}"#, &["none resp-field-added response pin"]),
    ("response", r#"{"type": "object", "properties": {"n": {"type": "string"}, "id": {"type": "string"}}}"#, r#"{"type": "object", "properties": {"n": {"type": "string"}, "id": {"type": "string", "readOnly": true}}}"#, &[]),
    // Discriminators.
    ("body", r##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind"}}"##, r##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "sort"}}"##, &["breaks param-type-changed body"]),
    ("body", r##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind"}}"##, r##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat", "Dog": "Dog"}}}"##, &["breaks param-type-changed body"]),
    ("body", r##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind"}}"##, r##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind", "mapping": {"Cat": "#/components/schemas/Cat", "Dog": "Dog"}}}"##, &[]),
    ("body", r##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]}"##, r##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind"}}"##, &["breaks param-type-changed body"]),
    ("response", r##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind", "mapping": {"c": "Cat", "d": "Dog"}}}"##, r##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind", "mapping": {"c": "Cat", "d": "Dog", "e": "Dog"}}}"##, &["risk resp-enum-value-added response"]),
    // How values are sent.
    ("parameters", r#"[{"name": "q", "in": "query", "schema": {"type": "string"}}]"#, r#"[{"name": "q", "in": "query", "allowReserved": true, "schema": {"type": "string"}}]"#, &["risk param-reserved-changed query q"]),
    ("parameters", r#"[{"name": "q", "in": "query", "schema": {"type": "string"}}]"#, r#"[{"name": "q", "in": "query", "allowReserved": false, "schema": {"type": "string"}}]"#, &[]),
    // Names.
    ("parameters", r#"[{"name": "X-Request-Id", "in": "header", "schema": {"type": "string"}}]"#, r#"[{"name": "x-request-id", "in": "header", "schema": {"type": "string"}}]"#, &[]),
    ("parameters", r#"[{"name": "X-Request-Id", "in": "header", "schema": {"type": "string"}}]"#, r#"[{"name": "x-request-id", "in": "header", "required": true, "schema": {"type": "string"}}]"#, &["breaks param-became-required header X-Request-Id"]),
    ("parameters", r#"[{"name": "Limit", "in": "query", "schema": {"type": "string"}}]"#, r#"[{"name": "limit", "in": "query", "schema": {"type": "string"}}]"#, &["breaks param-renamed query Limit"]),
];
