//! The generated client: the same every time, and a tolerant reader.

use dintero_cards_client::cards::types::{AccountId, Card, CardPage, CardStatus, CardType};
use dintero_cards_codegen::generate;
use dintero_cards_openapi::DOCUMENTS;
use serde_json::{Value, json};

#[test]
fn generation_gives_the_same_text_every_time() {
    for document in DOCUMENTS.iter().copied() {
        assert_eq!(generate(document), generate(document));
    }
}

#[test]
fn every_field_of_a_card_may_be_absent_or_null() {
    let full = serde_json::to_value(full_card()).unwrap();
    for field in full.as_object().unwrap().keys() {
        let mut card = full.clone();
        card[field] = Value::Null;
        let without: Card = serde_json::from_value(card.clone())
            .unwrap_or_else(|error| panic!("{field} null: {error}"));
        card.as_object_mut().unwrap().remove(field);
        assert_eq!(serde_json::to_value(without).unwrap(), card, "{field}");
    }
    assert_eq!(serde_json::from_value::<Card>(json!({})).unwrap(), Card::default());
}

#[test]
fn unlisted_values_survive_a_round_trip_and_listed_ones_never_hide_among_them() {
    let wire = json!({ "status": "created", "type": "voucher" });
    let card: Card = serde_json::from_value(wire.clone()).unwrap();
    assert_eq!(card.status.as_ref().map(CardStatus::as_str), Some("created"));
    assert!(!card.status.as_ref().unwrap().is_listed());
    assert_eq!(serde_json::to_value(&card).unwrap(), wire);
    for value in CardStatus::LISTED {
        assert!(CardStatus::from(*value).is_listed(), "{value}");
    }
    for value in CardType::LISTED {
        assert!(CardType::from(*value).is_listed(), "{value}");
    }
}

#[test]
fn fields_that_the_document_does_not_name_are_kept() {
    let wire = json!({ "cards": [{ "brand_new": { "deep": [1] } }], "total": 3 });
    let page: CardPage = serde_json::from_value(wire.clone()).unwrap();
    assert_eq!(page.cards[0].extra.get("brand_new"), Some(r#"{"deep":[1]}"#));
    assert_eq!(serde_json::to_value(&page).unwrap(), wire);
}

#[test]
fn a_page_without_cards_is_an_error_and_not_an_empty_page() {
    assert!(serde_json::from_value::<CardPage>(json!({ "starting_after": "x" })).is_err());
}

#[test]
fn debug_shows_the_names_of_the_fields_that_are_set_and_nothing_else() {
    let card: Card = serde_json::from_value(json!({
        "amount": 7, "created_at": "2023-11-07", "status": "canary", "currency": null,
        "pin": { "format": { "length": 7 } },
    }))
    .unwrap();
    let text = r#"Card {"amount", "created_at", "pin", "status"}"#;
    assert_eq!(format!("{card:?}"), text);
    assert!(!format!("{:?} {:?}", card.status, card.pin).contains(['7', 'y']));
    assert_eq!(format!("{:?}", full_card()).matches('"').count(), 2 * 21);
}

#[test]
fn numbers_in_metadata_leave_as_they_arrived() {
    let text = r#"{"metadata":{"ean":12345678901234567890123,"price":1.10}}"#;
    let card: Card = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&card).unwrap(), text);
}

#[test]
fn account_ids_are_as_the_document_says() {
    for id in ["P00000000", "T12345678"] {
        assert!(AccountId::try_from(id).is_ok(), "{id}");
    }
    for id in ["", "P1234567", "P123456789", "X12345678", "p12345678", "P1234567x", "P12345678\n"] {
        assert!(AccountId::try_from(id).is_err(), "{id:?}");
    }
}

fn full_card() -> Card {
    serde_json::from_value(json!({
        "card_id": "canary", "amount": 1, "currency": "canary", "originated_by": "canary",
        "customer_id": "canary", "name": "canary", "type": "gift_card", "status": "unused",
        "pin": { "format": { "length": 4, "prefix": "canary", "symbols": true, "numbers": true,
                             "characters": true, "barcode": false } },
        "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "created_at": "2023-11-07T05:31:56Z",
        "created_by": "canary", "metadata": { "canary": "canary" }, "amount_balance": 2,
        "amount_available": 3, "amount_funds": 4, "amount_drawdown": 5, "amount_pending": 6,
        "amount_reserved": 7, "active_from": "2023-11-07T05:31:56Z",
        "expires_at": "2023-11-07T05:31:56Z"
    }))
    .unwrap()
}
