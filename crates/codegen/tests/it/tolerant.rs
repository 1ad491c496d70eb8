//! The rules of the tolerant reader, each seen in what is generated.

use dintero_cards_codegen::generate;
use dintero_cards_openapi::AUTH;

use crate::document::{edited, text_of};

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

/// The code when the schema of a card's `name` is this one.
fn with_name(schema: &str) -> String {
    let from = "        name:\n          type: string\n          description: Name to display.\n";
    text_of(&edited(from, &format!("        name: {schema}\n"))).unwrap()
}

/// The declaration of a public field of a type, with its serde attributes.
fn field(code: &str, owner: &str, name: &str) -> String {
    let code = &code[code.find(&format!("pub struct {owner} {{")).unwrap()..];
    let code = &code[..code.find("\n    }\n").unwrap()];
    let start = code.find(&format!("pub {name}: ")).unwrap();
    let next = code[start..]
        .match_indices(",\n        ")
        .find(|(at, comma)| code[start + at + comma.len()..].starts_with(['/', '#', 'p']));
    let end = start + next.map(|(at, _)| at).or(code[start..].rfind(',')).unwrap();
    let before = code[..start].trim_end().rsplit('\n').next().unwrap().trim();
    let text: String = code[start..end].split_whitespace().collect();
    format!("{before} {text}")
}

const NAME: &str = "pubname:::std::option::Option<crate::cards::types::CardName>";

#[test]
fn an_enumeration_that_may_be_null_is_open_and_may_be_null() {
    for schema in ["{type: string, enum: [one, null]}", "{enum: [one], nullable: true}"] {
        let code = with_name(schema);
        assert!(code.contains("pub enum CardName {"), "{schema} stays closed");
        assert!(field(&code, "Card", "name").ends_with(NAME), "{}", field(&code, "Card", "name"));
    }
}

#[test]
fn a_required_enumeration_that_is_null_is_written_as_null() {
    for schema in ["{type: string, enum: [one, null]}", "{$ref: '#/components/schemas/Named'}"] {
        let text = edited(
            "      description: A gift card or a credit note.\n",
            "      description: A gift card or a credit note.\n      required: [name]\n",
        );
        let text = text.replacen(
            "        name:\n          type: string\n          description: Name to display.\n",
            &format!("        name: {schema}\n"),
            1,
        );
        let named = "\n    Named: {type: string, enum: [one], nullable: true}\n\n    CardType:\n";
        let text = text.replacen("\n    CardType:\n", named, 1);
        let code = text_of(&text).unwrap();
        let field = field(&code, "Card", "name");
        assert!(field.contains("pubname:::std::option::Option<crate::cards::types::"), "{field}");
        assert!(!field.contains("skip_serializing_if"), "{field}");
    }
}

#[test]
fn a_named_enumeration_that_may_be_null_is_open_wherever_it_is_used() {
    let text = edited(
        "enum: [gift_card, credit_note]\n",
        "enum: [gift_card, credit_note, null]\n      nullable: true\n",
    );
    let code = text_of(&text).unwrap();
    assert!(code.contains("pub enum CardType {"));
    let field = field(&code, "Card", "type_");
    let open = "pubtype_:::std::option::Option<crate::cards::types::CardType>";
    assert!(field.ends_with(open), "{field}");
}

#[test]
fn an_enumeration_of_whole_numbers_is_a_whole_number() {
    for schema in ["{type: integer, enum: [1, 2]}", "{enum: [1, null]}"] {
        let code = with_name(schema);
        let field = field(&code, "Card", "name");
        assert!(field.ends_with("pubname:::std::option::Option<i64>"), "{field}");
    }
}

#[test]
fn what_is_only_read_has_no_bounds_and_whole_numbers_stay_i64() {
    for (schema, kind) in [
        ("{type: integer, minimum: 1, maximum: 100, multipleOf: 2}", "i64"),
        ("{type: string, minLength: 3, maxLength: 4, pattern: '^x'}", "::std::string::String"),
        (
            "{type: array, uniqueItems: true, maxItems: 2, items: {type: integer, minimum: 1}}",
            "::std::vec::Vec<i64>",
        ),
    ] {
        let code = with_name(schema);
        let field = field(&code, "Card", "name");
        assert!(field.ends_with(&format!("pubname:::std::option::Option<{kind}>")), "{field}");
    }
}

#[test]
fn what_is_sent_keeps_its_bounds_even_when_it_is_read_too() {
    let code = with_name("{$ref: '#/components/schemas/AccountId'}");
    assert!(field(&code, "Card", "name").contains("AccountId"));
    assert!(code.contains("longer than 9 characters"));
    assert!(code.contains("doesn't match pattern"));
    // The enumerations of a card are those of the filters, and open in both.
    assert!(code.contains("V: std::convert::TryInto<crate::cards::types::CardType>"));
}

#[test]
fn what_stands_behind_a_reference_may_be_null_too_whatever_its_default() {
    let from = "        name:\n          type: string\n          description: Name to display.\n";
    let text = edited(from, "        name: {$ref: '#/components/schemas/Named'}\n");
    for schema in [
        "{type: array, items: {type: string}}",
        "{type: array, items: {type: string}, default: []}",
        "{type: object}",
        "{type: object, default: {}}",
        "{type: string, default: x}",
        "{type: string, enum: [x], default: x}",
        "{type: object, properties: {a: {type: string}}, default: {}}",
    ] {
        let named = format!("\n    Named: {schema}\n\n    CardType:\n");
        let code = text_of(&text.replacen("\n    CardType:\n", &named, 1)).unwrap();
        let field = field(&code, "Card", "name");
        assert!(field.contains("pubname:::std::option::Option<"), "{schema}: {field}");
    }
}

#[test]
fn enumerations_inside_lists_maps_and_combinations_are_opened() {
    for schema in [
        "{type: array, items: {type: string, enum: [one]}}",
        "{type: object, additionalProperties: {type: string, enum: [one]}}",
        "{allOf: [{type: string, enum: [one]}]}",
        "{oneOf: [{type: string, enum: [one]}, {type: integer}]}",
    ] {
        let code = with_name(schema);
        assert!(code.contains("pub enum CardNameItem {"), "{schema}");
        assert!(code.contains("crate::cards::types::CardNameItem"), "{schema}");
    }
}

#[test]
fn the_default_of_a_property_that_is_read_is_dropped() {
    for schema in ["{type: string, default: x}", "{type: integer, default: 3}"] {
        let code = with_name(schema);
        assert!(field(&code, "Card", "name").contains("Option<"), "{schema}");
        assert!(!code.contains("default = \"defaults::"), "{schema}");
    }
}

#[test]
fn an_object_of_a_response_keeps_further_fields_and_one_that_is_only_sent_does_not() {
    let code = generate(AUTH).unwrap();
    let fields = |owner: &str| {
        let code = &code[code.find(&format!("pub struct {owner} {{")).unwrap()..];
        code[..code.find("\n    }\n").unwrap()].to_owned()
    };
    assert!(fields("AccessToken").contains("pub extra: crate::ExtraFields"));
    assert!(!fields("TokenRequest").contains("ExtraFields"));
}

#[test]
fn a_property_that_is_called_extra_keeps_its_name() {
    let code = text_of(&edited(
        "        name:\n          type: string\n          description: Name to display.\n",
        "        extra:\n          type: string\n          description: Name to display.\n",
    ));
    let code = code.unwrap();
    assert_eq!(
        field(&code, "Card", "extra").split_whitespace().last(),
        Some("pubextra:::std::option::Option<::std::string::String>")
    );
    assert!(code.contains("pub extra_: crate::ExtraFields"));
    assert!(code.contains("extra_: value.extra_"));
}

/// A document whose responses are these.
fn responding(responses: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Things, version: 1.0.0}}
servers: [{{url: 'https://api.example.com/v1'}}]
paths:
  /things:
    get:
      operationId: list_things
      responses:
        '200': {{description: Fine, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
{responses}
components:
  schemas:
    Thing: {{type: object, properties: {{id: {{type: string}}}}}}
    Fault: {{type: object, properties: {{code: {{type: string}}}}}}
"
    )
}

const FAULT: &str = "{description: Not fine, content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}";

#[test]
fn a_default_response_beside_a_success_is_that_of_errors_alone() {
    let code = text_of(&responding(&format!("        default: {FAULT}"))).unwrap();
    assert!(code.contains("400u16..=499u16 => {"), "no client errors");
    assert!(code.contains("500u16..=599u16 => {"), "no server errors");
    assert!(code.contains("_ => Err(Error::UnexpectedResponse(response))"), "300 has no schema");
    assert!(!code.contains("200..=299"), "201 is no documented success");
    let both = format!("        default: {FAULT}\n        '404': {FAULT}\n        5XX: {FAULT}");
    let code = text_of(&responding(&both)).unwrap();
    assert!(code.contains("404u16 => {") && code.contains("400u16..=499u16 => {"));
    let other = FAULT.replace("Fault", "Thing");
    let error = text_of(&responding(&format!("        default: {FAULT}\n        '404': {other}")));
    assert!(error.unwrap_err().contains("several schemas"));
}

#[test]
fn an_enumeration_gets_a_name_in_a_document_whose_components_hold_nothing() {
    let text = |components| {
        format!(
            "openapi: 3.0.3
info: {{title: Things, version: 1.0.0}}
servers: [{{url: 'https://api.example.com'}}]
paths:
  /things:
    get:
      operationId: list_things
      responses:
        '200':
          description: Fine
          content:
            application/json:
              schema: {{type: object, properties: {{kind: {{type: string, enum: [a, b]}}}}}}
{components}"
        )
    };
    for components in ["", "components:", "components: []", "components: {schemas: []}"] {
        let code =
            text_of(&text(components)).unwrap_or_else(|error| panic!("{components}: {error}"));
        assert!(code.contains("Unlisted(crate::UnlistedValue)"), "{components}");
    }
}
