//! Cards that are inserted, changed and removed while the sandbox runs.

use dintero_cards_sandbox::{CardStatus, CardType, ChangeError, NewCard, PinFormat, Sandbox};
use serde_json::{Value, json};

use crate::client::{NOW, clock, list, message, page};

async fn empty() -> Sandbox {
    Sandbox::builder().cards(0).clock(clock()).start().await.unwrap()
}

async fn cards(sandbox: &Sandbox, query: &str) -> Vec<Value> {
    page(sandbox, query).await["cards"].as_array().unwrap().clone()
}

#[tokio::test]
async fn an_inserted_card_is_listed_with_its_fields() {
    let sandbox = empty().await;
    let format = PinFormat {
        length: 8,
        prefix: "X".into(),
        symbols: false,
        numbers: true,
        characters: false,
        barcode: true,
    };
    let metadata = json!({ "order_id": "1", "lines": [1, 2] });
    sandbox.insert(
        NewCard::new()
            .id("3c90c3cc-0d44-4b50-8888-8dd25736052a".parse().unwrap())
            .card_id("one")
            .amount(500)
            .currency("SEK")
            .originated_by("shop")
            .customer_id("customer-1")
            .name("Gift")
            .card_type(CardType::CreditNote)
            .pin(format)
            .created_at("2026-02-01T00:00:00.5Z".parse().unwrap())
            .created_by("somebody")
            .metadata(metadata.as_object().unwrap().clone())
            .amount_funds(600)
            .amount_drawdown(100)
            .amount_pending(10)
            .amount_reserved(20)
            .active_from("2026-02-01T00:00:00Z".parse().unwrap())
            .expires_at("2027-02-01T00:00:00Z".parse().unwrap()),
    );
    let expected = json!({
        "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
        "card_id": "one",
        "amount": 500,
        "currency": "SEK",
        "originated_by": "shop",
        "customer_id": "customer-1",
        "name": "Gift",
        "type": "credit_note",
        "status": "partially_used",
        "pin": { "format": {
            "length": 8, "prefix": "X", "symbols": false,
            "numbers": true, "characters": false, "barcode": true,
        } },
        "created_at": "2026-02-01T00:00:00.500Z",
        "created_by": "somebody",
        "metadata": metadata,
        "amount_balance": 500,
        "amount_available": 470,
        "amount_funds": 600,
        "amount_drawdown": 100,
        "amount_pending": 10,
        "amount_reserved": 20,
        "active_from": "2026-02-01T00:00:00Z",
        "expires_at": "2027-02-01T00:00:00Z",
    });
    assert_eq!(cards(&sandbox, "").await, [expected]);
}

#[tokio::test]
async fn absent_fields_of_a_card_have_defaults() {
    let sandbox = empty().await;
    let (one, other) = (sandbox.insert(NewCard::new().amount(5)), sandbox.insert(NewCard::new()));
    assert_ne!(one.id(), other.id());
    let shown = cards(&sandbox, "amount_balance=5").await.remove(0);
    assert_eq!(shown["created_at"], NOW);
    assert_eq!(shown["currency"], "NOK");
    assert_eq!(shown["type"], "gift_card");
    assert_eq!(shown["status"], "unused");
    // The same seed and the same order give the same ids.
    let again = empty().await;
    assert_eq!(again.insert(NewCard::new().amount(5)).id(), one.id());
}

#[tokio::test]
async fn cards_can_be_set_one_by_one() {
    let card = |amount| NewCard::new().amount(amount);
    let sandbox = Sandbox::builder().card(card(1)).card(card(2)).start().await.unwrap();
    assert_eq!(sandbox.cards().len(), 2, "and none from the seed");
    let sandbox = Sandbox::builder().card(card(1)).cards(3).start().await.unwrap();
    assert_eq!(sandbox.cards().len(), 4);
    // A card can replace one of the seed by its id.
    let known = sandbox.cards()[3].clone();
    let sandbox = Sandbox::builder().cards(3).card(NewCard::from(&*known).name("new"));
    let sandbox = sandbox.start().await.unwrap();
    assert_eq!(sandbox.cards().len(), 3);
}

#[tokio::test]
async fn amounts_change_and_the_status_follows() {
    let sandbox = empty().await;
    let id = sandbox.insert(NewCard::new().amount(100)).id();
    let shown = |query: &'static str| {
        let sandbox = &sandbox;
        async move { cards(sandbox, query).await.len() }
    };
    assert_eq!(shown("status=unused&amount_balance=100").await, 1);
    sandbox.reserve(id, 30).unwrap();
    assert_eq!(shown("status=unused&amount_balance=100&amount_available=70").await, 1);
    assert_eq!(sandbox.drawdown(id, 71), Err(ChangeError::Insufficient));
    assert_eq!(sandbox.reserve(id, 71), Err(ChangeError::Insufficient));
    sandbox.drawdown(id, 70).unwrap();
    assert_eq!(shown("status=partially_used&amount_balance=30&amount_available=0").await, 1);
    sandbox.fund(id, 50).unwrap();
    assert_eq!(shown("amount_balance=80&amount_available=50").await, 1);
    sandbox.update(id, |card| card.amount_reserved(0)).unwrap();
    let card = sandbox.drawdown(id, 80).unwrap();
    assert_eq!((card.amount_funds(), card.amount_drawdown(), card.amount()), (150, 150, 100));
    assert_eq!(shown("status=used&amount_balance=0").await, 1);
    sandbox.expire(id).unwrap();
    assert_eq!(shown("status=expired").await, 1);
    assert_eq!(shown("").await, 1);
}

#[tokio::test]
async fn invalid_amounts_are_refused() {
    let sandbox = empty().await;
    let id = sandbox.insert(NewCard::new().amount(i64::MAX)).id();
    assert_eq!(sandbox.fund(id, 1), Err(ChangeError::Amount));
    for amount in [-1, i64::MIN] {
        assert_eq!(sandbox.fund(id, amount), Err(ChangeError::Amount));
        assert_eq!(sandbox.drawdown(id, amount), Err(ChangeError::Amount));
        assert_eq!(sandbox.reserve(id, amount), Err(ChangeError::Amount));
    }
    assert_eq!(sandbox.card(id).unwrap().status(sandbox.clock().now()), CardStatus::Unused);
}

#[tokio::test]
async fn a_removed_card_is_not_listed() {
    let sandbox = Sandbox::builder().cards(5).clock(clock()).start().await.unwrap();
    let id = sandbox.cards()[2].id();
    assert_eq!(sandbox.remove(id).unwrap().id(), id);
    assert_eq!(cards(&sandbox, "").await.len(), 4);
    assert!(sandbox.card(id).is_none());
    for error in [
        sandbox.remove(id),
        sandbox.expire(id),
        sandbox.fund(id, 1),
        sandbox.update(id, |card| card),
    ] {
        assert_eq!(error.unwrap_err(), ChangeError::UnknownCard);
    }
    let response = list(&sandbox, &format!("starting_after={id}")).await;
    message(response, 404).await;
}

#[tokio::test]
async fn a_listing_continues_while_cards_are_inserted_and_removed() {
    let sandbox = Sandbox::builder().cards(20).clock(clock()).start().await.unwrap();
    let before = sandbox.cards();
    let first = page(&sandbox, "limit=5").await;
    // In front of the cursor and behind it.
    sandbox.insert(NewCard::new());
    sandbox.remove(before[1].id()).unwrap();
    sandbox.remove(before[7].id()).unwrap();
    let cursor = first["starting_after"].as_str().unwrap();
    let rest = cards(&sandbox, &format!("limit=100&starting_after={cursor}")).await;
    let ids: Vec<_> = rest.iter().map(|card| card["id"].as_str().unwrap().to_owned()).collect();
    let expected: Vec<_> =
        (5..20).filter(|n| *n != 7).map(|n| before[n].id().to_string()).collect();
    assert_eq!(ids, expected);
}

#[tokio::test]
async fn an_update_keeps_the_id_and_can_move_a_card() {
    let sandbox = Sandbox::builder().cards(5).clock(clock()).start().await.unwrap();
    let last = sandbox.cards()[4].clone();
    let now = sandbox.clock().now();
    let other = uuid::Uuid::from_u128(1);
    let moved = sandbox.update(last.id(), |card| card.created_at(now).id(other)).unwrap();
    assert_eq!(moved.id(), last.id());
    assert_eq!(sandbox.cards()[0].id(), last.id());
    assert_eq!(sandbox.cards().len(), 5);
}
