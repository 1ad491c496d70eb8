//! What comes of documents that are broken, and of those that are odd.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

use dintero_cards_codegen::generate;
use dintero_cards_openapi::{CARDS, Source};

/// The document with one text replaced by another.
fn edited(from: &str, to: &str) -> String {
    assert_eq!(CARDS.text.matches(from).count(), 1, "{from:?} must stand in the document once");
    CARDS.text.replacen(from, to, 1)
}

fn text_of(text: &str) -> Result<String, String> {
    generate(Source { file: "openapi/cards.yaml", text }).map_err(|error| error.to_string())
}

/// Number of the line that is `part`, or else of the first that has it.
fn line_of(text: &str, part: &str) -> usize {
    let position = |is: &dyn Fn(&str) -> bool| text.lines().position(is);
    position(&|line| line == part).or_else(|| position(&|line| line.contains(part))).unwrap() + 1
}

/// An edit, a text on the line that the error must name, and words of the error.
const BROKEN: [(&str, &str, &str, &str); 17] = [
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
];

#[test]
fn a_broken_document_gives_an_error_with_file_line_and_remedy() {
    for (from, to, place, words) in BROKEN {
        let text = edited(from, to);
        let error = text_of(&text).expect_err(words);
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
    let success = "        '200':\n";
    let other = "        '201':\n          description: Made\n          content:\n            \
                 application/json:\n              schema:\n                type: string\n";
    let text = edited(success, &format!("{other}{success}"));
    let error = text_of(&text).unwrap_err();
    assert!(error.contains("the generator cannot express it"), "{error}");
}

#[test]
fn an_enumeration_that_stands_inline_in_a_response_is_opened_under_a_name_of_its_own() {
    let text = edited(
        "          description: Name to display.\n",
        "          description: Name to display.\n          enum: [one, two]\n",
    );
    let code = text_of(&text).unwrap();
    assert!(code.contains("pub enum CardName {"), "no open enumeration");
    assert!(code.contains("Unlisted(crate::UnlistedValue)"));
}

#[test]
fn lists_and_maps_may_be_null_and_closed_objects_are_opened() {
    let text = edited(
        "        name:\n          type: string\n          description: Name to display.\n",
        "        name:\n          type: array\n          items: {type: string}\n          default: []\n",
    );
    let text = text.replacen(
        "      description: A gift card or a credit note.\n",
        "      description: A gift card or a credit note.\n      additionalProperties: false\n",
        1,
    );
    let code = text_of(&text).unwrap();
    let name = "pub name: ::std::option::Option<::std::vec::Vec<::std::string::String>>";
    assert!(code.contains(name), "{}", &code[code.find("pub name").unwrap()..][..120]);
    assert!(!code.contains("deny_unknown_fields"));
}

#[test]
fn ranges_and_provenance_become_constants() {
    let code = text_of(CARDS.text).unwrap();
    assert!(code.contains("pub const GET_CARDS_LIMIT: ::std::ops::RangeInclusive<u64> = 1..=100;"));
    assert!(code.contains("pub const GET_CARDS_LIMIT_DEFAULT: u64 = 10;"));
    assert!(code.contains("base_url: \"https://api.dintero.com/v1\""));
}

#[test]
fn the_header_names_the_command_and_nothing_unsafe_is_left() {
    let code = text_of(CARDS.text).unwrap();
    let first = code.lines().next().unwrap();
    assert_eq!(
        first,
        "// Generated from openapi/cards.yaml by `cargo xtask codegen`; do not edit by hand."
    );
    assert!(!code.contains("pub fn new(baseurl"), "the client that panics is back");
    assert!(!code.contains("PartialEq, Debug"), "a derived Debug is back");
}
