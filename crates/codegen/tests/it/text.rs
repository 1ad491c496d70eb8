//! What the generated text has beside progenitor's own.

use dintero_cards_openapi::{AUTH, CARDS};

use crate::document::{edited, text_of};

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
        "// Generated from openapi/cards.yaml by `cargo xtask regen`; do not edit by hand."
    );
    assert!(!code.contains("pub fn new(baseurl"), "the client that panics is back");
    assert!(!code.contains("PartialEq, Debug"), "a derived Debug is back");
}

#[test]
fn free_form_objects_are_kept_as_text_wherever_they_stand() {
    let free = "        metadata:\n          type: object\n";
    let typed = "additionalProperties: {type: string}";
    for schema in ["additionalProperties: true", "additionalProperties: {}", "nullable: true"] {
        let code = text_of(&edited(free, &format!("{free}          {schema}\n"))).unwrap();
        assert!(
            code.contains("pub metadata: ::std::option::Option<crate::JsonObject>,"),
            "{schema}"
        );
        assert!(!code.contains("serde_json::Map"), "{schema}");
    }
    let required = "      type: object\n      required: [metadata]\n      description: A gift card";
    let code = text_of(&edited("      type: object\n      description: A gift card", required));
    assert!(code.unwrap().contains("pub metadata: crate::JsonObject,"));
    let code = text_of(&edited(free, &format!("{free}          {typed}\n"))).unwrap();
    assert!(!code.contains("JsonObject"));
}

#[test]
fn structs_and_enumerations_can_grow_without_a_break() {
    let code = text_of(CARDS.text).unwrap();
    for item in ["pub struct Card {", "pub struct CardPage {", "pub enum CardStatus {"] {
        let (before, _) = code.split_once(item).unwrap();
        let attributes = before.rsplit("\n    }\n").next().unwrap();
        assert!(attributes.contains("#[non_exhaustive]"), "{item} {attributes}");
    }
    assert_eq!(text_of(AUTH.text).unwrap().matches("#[non_exhaustive]").count(), 6);
}

#[test]
fn one_bound_alone_is_a_range_open_at_the_other_end() {
    let code = text_of(&edited("            minimum: 1\n", "")).unwrap();
    assert!(code.contains("GET_CARDS_LIMIT: ::std::ops::RangeToInclusive<u64> = ..=100;"));
    let code = text_of(&edited("            maximum: 100\n", "")).unwrap();
    assert!(code.contains("GET_CARDS_LIMIT: ::std::ops::RangeFrom<u64> = 1..;"));
}

#[test]
fn an_operation_called_new_keeps_its_method_and_the_client_that_panics_is_gone() {
    let code = text_of(&edited("operationId: get_cards", "operationId: new")).unwrap();
    assert!(code.contains("pub fn new(&self) -> builder::New<'_>"));
    assert!(code.contains("pub fn new(client: &'a super::Client) -> Self"));
    assert!(!code.contains("pub fn new(baseurl"));
}

#[test]
fn a_parameter_of_the_operation_takes_the_place_of_its_paths_own() {
    let own = "    parameters:\n      - name: limit\n        in: query\n        \
               schema: {type: integer, maximum: 7}\n    get:\n";
    let code = text_of(&edited("    get:\n", own)).unwrap();
    assert!(code.contains("GET_CARDS_LIMIT: ::std::ops::RangeInclusive<u64> = 1..=100;"));
    assert_eq!(code.matches("pub fn limit<").count(), 1);
}
