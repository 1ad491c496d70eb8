//! A changed derived schema is noticed at its place.

use dintero_cards_openapi::{AUTH, CARDS, Source};
use serde_json::{Value, json};

use super::{as_derived, compare};

/// Sets the value at a pointer of a derived schema, or removes it with None.
fn put(schema: &mut Value, pointer: &str, value: Option<Value>) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = schema.pointer_mut(parent).and_then(Value::as_object_mut);
    let parent = parent.unwrap_or_else(|| panic!("{pointer} has no parent"));
    match value {
        Some(value) => parent.insert(key.to_owned(), value),
        None => parent.remove(key),
    };
}

/// Asserts that a change of the type of `name` is unexplained at `place`.
#[track_caller]
fn noticed(source: Source<'_>, name: &str, pointer: &str, value: Option<Value>, place: &str) {
    let compared = compare(source, |named, derived| {
        if named.name == name {
            put(derived, pointer, value.clone());
        }
    });
    let lines = compared.unexplained.join("\n");
    assert!(lines.contains(&format!("/components/schemas/{place} | ")), "{place} not in:\n{lines}");
    assert!(lines.starts_with(source.file) && lines.contains("fix crates/codegen"), "{lines}");
}

#[test]
fn a_property_that_is_lost_is_noticed() {
    noticed(CARDS, "Card", "/properties/amount", None, "Card/properties/amount");
}

#[test]
fn a_property_that_is_not_in_the_document_is_noticed() {
    let text = Some(json!({ "type": ["string", "null"] }));
    noticed(CARDS, "Card", "/properties/undocumented", text, "Card/properties/undocumented");
}

#[test]
fn a_changed_type_is_noticed() {
    let text = Some(json!(["string", "null"]));
    noticed(CARDS, "Card", "/properties/amount/type", text, "Card/properties/amount/type");
    noticed(
        AUTH,
        "AccessToken",
        "/properties/expires_in/type",
        Some(json!("number")),
        "AccessToken/properties/expires_in/type",
    );
}

#[test]
fn what_is_required_is_noticed_when_it_changes() {
    noticed(CARDS, "Card", "/required", Some(json!(["amount"])), "Card/required");
    noticed(CARDS, "CardPage", "/required", None, "CardPage/required");
    noticed(AUTH, "TokenRequest", "/required", Some(json!(["audience"])), "TokenRequest/required");
}

#[test]
fn a_swapped_format_is_noticed() {
    let place = "Card/properties/created_at/format";
    noticed(CARDS, "Card", "/properties/created_at/format", Some(json!("date")), place);
    noticed(CARDS, "Card", "/properties/id/format", None, "Card/properties/id/format");
    let place = "Card/properties/amount/format";
    noticed(CARDS, "Card", "/properties/amount/format", Some(json!("int32")), place);
}

#[test]
fn null_where_a_property_is_required_is_noticed() {
    let list = Some(json!(["array", "null"]));
    noticed(
        CARDS,
        "CardPage",
        "/properties/cards/type",
        list,
        "CardPage/properties/cards/nullable",
    );
}

#[test]
fn another_schema_behind_a_property_is_noticed() {
    let other = Some(json!([{ "$ref": "#/$defs/CardStatus" }, { "type": "null" }]));
    noticed(CARDS, "Card", "/properties/type/anyOf", other, "Card/properties/type/$ref");
}

#[test]
fn damage_behind_a_reference_is_noticed() {
    let pointer = "/$defs/PinFormat/properties/length/type";
    noticed(CARDS, "CardPage", pointer, Some(json!("boolean")), "PinFormat/properties/length/type");
}

#[test]
fn an_inlined_schema_is_compared_with_the_reference_of_the_document() {
    let written_out = |damaged: bool| {
        compare(CARDS, |named, derived| {
            if named.name == "Card" {
                let mut pin = derived["$defs"]["Pin"].clone();
                if damaged {
                    put(&mut pin, "/properties/format", None);
                }
                put(derived, "/properties/pin/anyOf", Some(json!([pin, { "type": "null" }])));
            }
        })
        .unexplained
    };
    assert!(written_out(false).is_empty());
    let damaged = written_out(true).join("\n");
    assert!(damaged.contains("/components/schemas/Pin/properties/format | "), "{damaged}");
}

#[test]
fn an_enumeration_without_a_value_is_noticed() {
    noticed(CARDS, "CardType", "/examples", Some(json!(["gift_card"])), "CardType/examples");
}

#[test]
fn an_enumeration_that_is_only_sent_stays_closed() {
    noticed(AUTH, "GrantType", "/enum", None, "GrantType/enum");
}

#[test]
fn an_added_bound_is_noticed() {
    noticed(
        CARDS,
        "PinFormat",
        "/properties/length/maximum",
        Some(json!(64)),
        "PinFormat/properties/length/maximum",
    );
}

/// A rule that is no longer followed leaves no difference; the reviewed table has
/// one line less.
#[test]
fn a_rule_that_is_not_followed_changes_the_table() {
    let strict = compare(CARDS, |_, derived| {
        for place in ["", "/$defs/CardType"] {
            let schema = derived.pointer_mut(place).and_then(Value::as_object_mut);
            let listed = json!(["gift_card", "credit_note"]);
            if let Some(schema) = schema.filter(|it| it.get("examples") == Some(&listed)) {
                schema.remove("examples");
                schema.insert("enum".to_owned(), listed);
            }
        }
    });
    assert!(strict.unexplained.is_empty(), "{:?}", strict.unexplained);
    let line = "/components/schemas/CardType/enum | ";
    assert!(compare(CARDS, as_derived).table.contains(line));
    assert!(!strict.table.contains(line), "{}", strict.table);
}
