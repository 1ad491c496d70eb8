//! Cards of one id, and of one customer.

use dintero_cards::{Card, ErrorKind};
use futures_util::TryStreamExt as _;

use crate::server::Server;

fn ids(cards: &[Card]) -> Vec<&str> {
    cards.iter().map(|card| card.card_id.as_deref().unwrap()).collect()
}

#[tokio::test]
async fn a_card_is_found_by_its_whole_card_id_and_nothing_else() {
    let server = Server::pages([
        r#"{"cards":[{"card_id":"100-2"},{"customer_id":"100"},{"amount":100}],"starting_after":"a"}"#,
        r#"{"cards":[{"card_id":"1000"},{"card_id":"100","amount":7}],"starting_after":"b"}"#,
    ])
    .await;
    let card = server.client().find_card("100").await.unwrap().unwrap();
    assert_eq!((card.card_id.as_deref(), card.amount), (Some("100"), Some(7)));
    let targets = server.targets();
    assert_eq!(targets.len(), 2, "the rest is not requested");
    assert!(targets[0].ends_with("/wallets/cards?limit=100&search=100"), "{targets:?}");
    assert!(server.client().find_card("").await.unwrap_err().is_invalid_input());
}

#[tokio::test]
async fn a_card_that_is_not_there_is_none_unless_a_malformed_card_may_be_it() {
    let server = Server::pages([r#"{"cards":[{"card_id":"1001"}]}"#]).await;
    assert!(server.client().find_card("100").await.unwrap().is_none());
    let server = Server::pages([r#"{"cards":[{"card_id":100}]}"#]).await;
    let error = server.client().find_card("100").await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("cards[0].card_id")));
}

#[tokio::test]
async fn many_pages_without_the_card_do_not_end_the_search() {
    let server = Server::start(|number, _| {
        let card = if number == 150 { "100" } else { "1001" };
        crate::server::page(format!(
            r#"{{"cards":[{{"card_id":"{card}"}}],"starting_after":"c{number}"}}"#
        ))
    })
    .await;
    assert!(server.client().find_card("100").await.unwrap().is_some());
}

#[tokio::test]
async fn a_listing_of_a_customer_has_no_card_of_another() {
    let body = r#"{"cards":[{"card_id":"a","customer_id":"7"},{"card_id":"b","customer_id":"77"},
        {"card_id":"c"},{"card_id":"d","customer_id":"7"}]}"#;
    let server = Server::pages([body]).await;
    let cards: Vec<Card> = server.client().customer("7").items().try_collect().await.unwrap();
    assert_eq!(ids(&cards), ["a", "d"]);
    assert!(server.targets()[0].ends_with("?customer=7&limit=100"));
}
