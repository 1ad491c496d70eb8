//! Documents that are refused, with their places.

use dintero_cards_openapi::CARDS;

use crate::document::{edited, line_of, text_of};

/// An edit, a text on the line that the error must name, and words of the error.
const BROKEN: [(&str, &str, &str, &str); 40] = [
    ("openapi: 3.0.3", "openapi: 3.1.0", "openapi: 3.1.0", "OpenAPI 3.1.0 is not supported"),
    ("openapi: 3.0.3", "swagger: '2.0'", "swagger: '2.0'", "this is no OpenAPI document"),
    ("      operationId: get_cards\n", "", "    get:", "has no operationId"),
    ("  title: Dintero cards\n", "", "info:", "missing field `title`"),
    ("        '200':\n", "        default:\n", "        default:", "document 4XX and 5XX instead"),
    ("        '200':\n", "        '300':\n", "        4XX:", "several schemas"),
    ("pattern: ^[PT]{1}\\d{8}$", "pattern: '^[PT'", "pattern: '^[PT'", "no regular expression"),
    ("- name: aid", "- name: oid", "    get:", "disagree about"),
    ("explode: true", "explode: false", "        - name: currency", "as a repeated key"),
    ("style: form", "style: pipeDelimited", "        - name: currency", "as a repeated key"),
    (
        "            application/json:\n              schema:\n                $ref: '#/components/schemas/CardPage'",
        "            text/csv:\n              schema:\n                type: string",
        "            text/csv:",
        "text/csv is not supported",
    ),
    (
        "$ref: '#/components/schemas/Pin'",
        "$ref: '#/components/schemas/Pim'",
        "schemas/Pim'",
        "leads nowhere",
    ),
    (
        "$ref: '#/components/schemas/Pin'",
        "$ref: 'other.yaml#/Pin'",
        "other.yaml#/Pin",
        "leads out of the document",
    ),
    (
        "      enum: [gift_card, credit_note]",
        "      enum: [gift_card, gift card]",
        "",
        "distinct Rust names",
    ),
    (
        "  - url: https://api.dintero.com/v1",
        "  - url: https://{host}/v1",
        "https://{host}/v1",
        "variables",
    ),
    (
        "      type: object\n      description: The PIN of a card.",
        "      anyOf: [{type: object}]",
        "anyOf",
        "write it as oneOf",
    ),
    ("paths:\n", "paths: {}\nx-old:\n", "paths: {}", "has no operation"),
    (GET, "    servers: [{url: 'https://a.b'}]\n    get:\n", "    servers: [", "servers of a path"),
    (ID, "      servers: [{url: 'https://a.b'}]\n", "      servers: [", "servers of a path"),
    (ID, "      security: []\n", "      security: []", "is not that of the document"),
    (GET, "    $ref: '#/components/x'\n    get:\n", "    $ref:", "does not name a component"),
    (
        "$ref: '#/components/schemas/Pin'",
        "$ref: '#/x-provenance'",
        "#/x-provenance",
        "does not name a component",
    ),
    (
        "            type: array\n            items:\n              type: string\n",
        "            type: object\n",
        "        - name: currency",
        "one value or a list of values",
    ),
    (
        "        - name: search\n          in: query",
        ARRAY_HEADER,
        "        - name: search",
        "into the header is one",
    ),
    (
        "        - name: search\n          in: query",
        COOKIE,
        "        - name: search",
        "in cookie is not",
    ),
    (
        "          required: true\n",
        "          required: false\n",
        "        - name: aid",
        "never left out",
    ),
    (
        "            minimum: 1\n",
        "            minimum: -1\n",
        "            minimum: -1",
        "no whole number",
    ),
    (
        "            minimum: 1\n",
        "            minimum: 101\n",
        "            minimum: 101",
        "no value is both",
    ),
    (
        "            minimum: 1\n",
        "            minimum: 1\n            exclusiveMinimum: true\n",
        "            exclusiveMinimum: true",
        "exclusiveMinimum of a parameter",
    ),
    (
        "            maximum: 100\n",
        "            maximum: 100\n            multipleOf: 5\n",
        "            multipleOf: 5",
        "multipleOf of a parameter",
    ),
    (
        "            default: 10\n",
        "            default: -1\n",
        "            default: -1",
        "default of a parameter",
    ),
    (
        "        '200':\n",
        "        '201':\n          description: Made\n        '200':\n",
        "        '200':",
        "200 is a success, and so is 201",
    ),
    ("        '200':\n", "        x-old:\n", "      responses:", "says what success is"),
    (NO_SCHEMA_FROM, NO_SCHEMA_TO, "            application/json:", "the content has no schema"),
    (ID, BODY, "            text/xml: {}", "text/xml is not supported"),
    (PARAMETERS, PATH_LEVEL, "    get:", "disagree about extra"),
    (
        "          schema:\n            $ref: '#/components/schemas/AccountId'\n",
        "",
        "        - name: aid",
        "it has no schema",
    ),
    (
        "        card_id:\n          type: string\n",
        "        example:\n          $ref: '#/nowhere'\n        card_id:\n          type: string\n",
        "          $ref: '#/nowhere'",
        "does not name a component",
    ),
    (
        "        - name: search\n          in: query\n",
        "        - name: kind\n          in: query\n          schema: {type: string, enum: [a b, a_b]}\n        - name: search\n          in: query\n",
        "          schema: {type: string, enum: [a b, a_b]}",
        "distinct Rust names",
    ),
    (
        "        name:\n          type: string\n",
        "        name:\n          not: {type: string}\n",
        "          not: {type: string}",
        "no types for not",
    ),
];

const GET: &str = "    get:\n";
const ID: &str = "      tags: [cards]\n";
const BODY: &str = "      requestBody:\n          content:\n            text/xml: {}\n";
const ARRAY_HEADER: &str = "        - name: search\n          in: header\n          schema: {type: array, items: {type: string}}\n        - name: other\n          in: query";
const COOKIE: &str = "        - name: search\n          in: cookie";
const NO_SCHEMA_FROM: &str =
    "              schema:\n                $ref: '#/components/schemas/CardPage'\n";
const NO_SCHEMA_TO: &str = "";
const PARAMETERS: &str = "    get:\n";
const PATH_LEVEL: &str = "    parameters:\n      - {name: extra, in: path, required: true, schema: {type: string}}\n    get:\n";

#[test]
fn a_broken_document_gives_an_error_with_file_line_and_remedy() {
    for (from, to, place, words) in BROKEN {
        let text = edited(from, to);
        let error = text_of(&text).err().unwrap_or_else(|| panic!("accepted: {words}"));
        assert!(error.contains(words), "{words}: {error}");
        assert!(error.starts_with("openapi/cards.yaml"), "{error}");
        assert!(error.contains("; "), "no remedy: {error}");
        assert!(!error.contains('\n'), "{error}");
        if !place.is_empty() {
            let line = line_of(&text, place);
            assert!(error.starts_with(&format!("openapi/cards.yaml:{line}:")), "{line}: {error}");
        }
    }
}

#[test]
fn text_that_is_no_yaml_or_no_document_is_refused() {
    for text in ["", "a: [", "\t- x", "[]", "1", "openapi: [3]", "openapi: 3.0.3\npaths: []"] {
        assert!(text_of(text).is_err(), "{text:?}");
    }
}

#[test]
fn a_document_cut_anywhere_is_an_error_or_code_but_never_a_panic() {
    let lines: Vec<&str> = CARDS.text.lines().collect();
    for end in (0..lines.len()).step_by(7) {
        let cut = lines[..end].join("\n");
        if let Err(error) = text_of(&cut) {
            assert!(error.starts_with("openapi/cards.yaml"), "{error}");
        }
    }
}

#[test]
fn what_the_generator_panics_at_is_an_error_too() {
    let text =
        edited("$ref: '#/components/schemas/Pin'", "$ref: '#/components/responses/ClientFault'");
    let error = text_of(&text).unwrap_err();
    assert!(error.contains("the generator cannot express it"), "{error}");
}

/// The document with a number of further schemas, each of which leads to the next.
fn chain(length: usize) -> String {
    let link = |i| {
        let next = (i + 1) % length;
        format!(
            "\n    C{i}: {{type: object, properties: {{a: {{$ref: '#/components/schemas/C{next}'}}}}}}"
        )
    };
    let links: String = (0..length).map(link).collect();
    let text = edited("\n    CardType:\n", &format!("{links}\n    CardType:\n"));
    text.replacen("$ref: '#/components/schemas/Pin'", "$ref: '#/components/schemas/C0'", 1)
}

#[test]
fn schemas_may_lead_to_schemas_for_long_but_not_for_ever() {
    assert!(text_of(&chain(if crate::is_thorough() { 990 } else { 250 })).is_ok());
    let text = chain(1_000);
    let error = text_of(&text).unwrap_err();
    assert!(error.contains("more than 1000 schemas"), "{error}");
    assert!(error.contains(&format!(":{}:", line_of(&text, "  schemas:"))), "{error}");
}

#[test]
fn a_schema_composed_of_itself_is_refused_where_the_cycle_closes() {
    for (keyword, part) in [("allOf", "Pin"), ("oneOf", "Pin"), ("allOf", "CardPage")] {
        let parts = format!(
            "      {keyword}:\n        - {{type: object}}\n        - {{$ref: '#/components/schemas/{part}'}}\n"
        );
        let from = "      type: object\n      description: The PIN of a card.\n";
        let text = edited(from, &parts);
        let text = text.replacen(
            "    CardPage:\n      type: object\n",
            "    CardPage:\n      allOf: [{$ref: '#/components/schemas/Pin'}]\n      type: object\n",
            1,
        );
        let error = text_of(&text).unwrap_err();
        assert!(error.contains("the schema is composed of itself"), "{error}");
        let closing = line_of(&text, "        - {type: object}") + 1;
        assert!(error.starts_with(&format!("openapi/cards.yaml:{closing}:")), "{closing}: {error}");
    }
}

#[test]
fn two_inline_enumerations_of_one_name_are_refused_with_both_places() {
    let text = edited(
        "        name:\n          type: string\n",
        "        name: {type: array, items: {type: string, enum: [a]}}\n        name_item:\n          enum: [b]\n",
    );
    let error = text_of(&text).unwrap_err();
    let first = line_of(&text, "        name: {type: array");
    assert!(error.contains(&format!("the type CardNameItem stands at {first}:")), "{error}");
    let second = line_of(&text, "        name_item:");
    assert!(error.starts_with(&format!("openapi/cards.yaml:{second}:")), "{error}");
}
