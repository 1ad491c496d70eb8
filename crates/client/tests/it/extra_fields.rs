//! Fields that the document does not name are kept.

use dintero_cards_client::cards::types::{Card, CardPage, builder};

#[test]
fn fields_that_the_document_does_not_name_come_back_exactly_and_in_order() {
    let text = r#"{"cards":[{"card_id":"1","pin":{"format":{"length":4,"new":[1.10]},"hint":null},"z":12345678901234567890123,"a":{ "b" : 1e400 },"z":"\u00e6"}],"total":3}"#;
    let page: CardPage = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&page).unwrap(), text);
    let card = &page.cards[0];
    let extra: Vec<_> = card.extra.iter().collect();
    let z = "12345678901234567890123";
    assert_eq!(extra, [("z", z), ("a", r#"{ "b" : 1e400 }"#), ("z", r#""\u00e6""#)]);
    assert_eq!(card.extra.parse::<String>("z").unwrap().as_deref(), Some("æ"));
    assert_eq!(card.extra.parse::<u8>("absent").unwrap(), None);
    let again: Card = Card::builder().try_into().unwrap();
    assert!(again.extra.is_empty());
    let kept: Card = builder::Card::from(card.clone()).try_into().unwrap();
    assert_eq!(&kept, card);
}

#[test]
fn names_with_escapes_are_read_and_values_that_are_no_json_are_not() {
    let card: Card = serde_json::from_str(r#"{"c\u0061rd_id":"a","\u0066":1}"#).unwrap();
    assert_eq!((card.card_id.as_deref(), card.extra.get("f")), (Some("a"), Some("1")));
    for text in [r#"{"new":007}"#, r#"{"new":NaN}"#, r#"{"new":"}"#, r#"{"card_id":1}"#, "[]"] {
        assert!(serde_json::from_str::<Card>(text).is_err(), "{text}");
    }
    assert!(serde_json::from_str::<Card>(r#"{"card_id":"a","card_id":"b"}"#).is_err());
}

#[test]
fn debug_shows_no_extra_field() {
    let card: Card = serde_json::from_str(r#"{"secret":"hidden"}"#).unwrap();
    let text = format!("{card:?} {:?}", card.extra);
    assert!(!text.contains("secret") && !text.contains("hidden"), "{text}");
    assert!(text.contains("ExtraFields(1)"), "{text}");
}
