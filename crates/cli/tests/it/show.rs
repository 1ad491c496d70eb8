//! `dintero-cards show` and `dintero-cards customer`.

use serde_json::Value;

use crate::binary::{Served, run};

#[test]
fn a_card_is_shown_by_its_card_id_and_by_its_id() {
    let sandbox = Served::start(&["-q", "--cards", "230"]);
    let listed = sandbox.run(&["list", "-o", "ndjson"]).out;
    let mut cards = listed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let card = cards.rfind(|card| card["card_id"].is_string()).unwrap();
    let (card_id, id) = (card["card_id"].as_str().unwrap(), card["id"].as_str().unwrap());
    for name in [card_id, id, &id.to_uppercase()] {
        let ran = sandbox.run(&["show", name, "--time-zone", "Europe/Oslo"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        for field in card.as_object().unwrap().keys() {
            assert!(
                ran.out.contains(&format!("\n{field}  ")) || ran.out.starts_with(field),
                "{field}"
            );
        }
        assert!(ran.out.contains(&format!("card_id           {card_id}\n")), "{}", ran.out);
        assert!(ran.out.ends_with("times in          Europe/Oslo\n"), "{}", ran.out);
    }
    let json = sandbox.run(&["show", id, "-o", "ndjson"]).out;
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), card);
    let nobody = sandbox.run(&["show", "nobody"]);
    assert_eq!((nobody.code, nobody.out.as_str()), (Some(1), ""));
    assert_eq!(
        nobody.err,
        "error: no card has this card_id or id; list --search finds parts of a card_id\n"
    );
    assert_eq!(run(&["show", "--sandbox", ""]).code, Some(2));
}

#[test]
fn a_customer_has_cards_and_sums() {
    let sandbox = Served::start(&["-q", "--cards", "230"]);
    let ran = sandbox.run(&["customer", "customer-00000"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("\nNOK: ") && ran.out.ends_with(" cards\n"), "{}", ran.out);
    let listed = sandbox.run(&["list", "--customer", "customer-00000"]);
    assert_eq!(ran.out, listed.out);
    let none = sandbox.run(&["customer", "nobody", "-o", "csv", "--fields", "card_id"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), "card_id\n"));
}
