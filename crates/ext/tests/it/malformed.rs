//! Malformed cards and pages: nothing hides what can be read.

use dintero_cards::{Card, CardFilter, Cursor, Error, ErrorKind};
use futures_util::StreamExt as _;

use crate::server::Server;

/// A page with a card between two others.
fn around(card: &[u8]) -> Vec<u8> {
    [br#"{"cards":[{"amount":1},"#, card, br#",{"amount":3}],"starting_after":"next"}"#].concat()
}

fn amounts(cards: &[Card]) -> Vec<Option<i64>> {
    cards.iter().map(|card| card.amount).collect()
}

#[tokio::test]
async fn a_card_that_is_not_json_is_set_aside_alone_with_its_bytes() {
    let malformed: [(&[u8], &str); 10] = [
        (b"{\"card_id\":\"a\xff\"}", "cards[1].card_id"),
        (b"{\"card_id\":\"a\x01\"}", "cards[1].card_id"),
        (b"{\"card_id\":\"a\nb\"}", "cards[1].card_id"),
        (b"{\"amount\":NaN,\"card_id\":\"a\"}", "cards[1].amount"),
        (b"{\"amount\":007}", "cards[1].amount"),
        (b"{\"metadata\":{\"a\":[-Infinity]}}", "cards[1].metadata"),
        (b"{\"pin\":{\"format\":{\"prefix\":\"\xc3\"}}}", "cards[1].pin.format.prefix"),
        (b"{\"\xff\":1}", "cards[1]"),
        (b"{\"name\":\"\\x\",}", "cards[1].name"),
        (b"undefined", "cards[1]"),
    ];
    for (card, path) in malformed {
        let server = Server::pages([around(card)]).await;
        let page = server.listing().page().await.unwrap();
        assert_eq!(amounts(page.cards()), [Some(1), Some(3)], "{path}");
        assert_eq!(page.next_cursor().map(Cursor::as_str), Some("next"));
        let [aside] = page.malformed_cards() else { panic!("{path}") };
        assert_eq!((aside.index(), aside.path(), aside.bytes()), (1, path, card));
        assert_eq!(aside.json(), String::from_utf8_lossy(card));
        let error = server.listing().strict().page().await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some(path)));
        assert_eq!(error.next_cursor(), None, "the page can be read");
    }
}

#[tokio::test]
async fn a_page_whose_structure_cannot_be_trusted_has_a_cursor_that_leads_on() {
    let broken: [(&[u8], Option<&str>); 8] = [
        (&around(b"{\"name\":\"a\"b\"}"), Some("next")),
        (&around(b"{\"amount\":1"), Some("next")),
        (&around(b"{\"amount\":[1}"), Some("next")),
        (b"{\"starting_after\":\"next\",\"cards\":[{\"amount\":1}", Some("next")),
        (b"{\"cards\":null,\"starting_after\":\"next\"}", Some("next")),
        (b"{\"cards\":[{\"amount\":1}", None),
        (b"{\"cards\":[}],\"starting_after\":7}", None),
        (b"{\"starting_after\":\"a\",\"cards\":[],\"starting_after\":\"b\"}", None),
    ];
    for (body, next) in broken {
        let text = String::from_utf8_lossy(body).into_owned();
        let server = Server::pages([body, br#"{"cards":[]}"#]).await;
        let items: Vec<Result<Card, Error>> = server.listing().items().collect().await;
        let [Err(error)] = &items[..] else { panic!("{text}") };
        assert_eq!((error.kind(), error.cursor()), (ErrorKind::Decode, None), "{text}");
        assert_eq!(error.next_cursor().map(Cursor::as_str), next, "{text}");
        if let Some(next) = error.next_cursor() {
            let rest = server.listing().starting_after(next.clone());
            assert!(rest.page().await.unwrap().cards().is_empty());
            let other = server.client().list_cards(CardFilter::new().customer("other"));
            assert!(
                other.starting_after(next.clone()).page().await.unwrap_err().is_invalid_input()
            );
        }
    }
}

#[tokio::test]
async fn a_malformed_field_that_nobody_knows_hides_no_page() {
    let server =
        Server::pages([&b"{\"total\":NaN,\"cards\":[{\"amount\":1}],\"x\":\"\xff\"}"[..]]).await;
    assert_eq!(amounts(server.listing().page().await.unwrap().cards()), [Some(1)]);
}

#[tokio::test]
async fn whole_numbers_and_empty_lists_are_read_and_other_numbers_are_not() {
    let body = br#"{"cards":[{"amount":100.0,"metadata":[]},{"amount":1e2},{"amount":100.5}]}"#;
    let server = Server::pages([body]).await;
    let page = server.listing().page().await.unwrap();
    assert_eq!(amounts(page.cards()), [Some(100), Some(100)]);
    assert!(page.cards()[0].metadata.as_ref().unwrap().is_empty());
    assert_eq!(page.malformed_cards()[0].path(), "cards[2].amount");
    let read = Server::pages([&br#"{"cards":[{"amount":100.0}]}"#[..]]).await;
    assert_eq!(amounts(read.listing().strict().page().await.unwrap().cards()), [Some(100)]);
}

#[tokio::test]
async fn a_page_above_the_card_limit_is_refused_although_it_is_malformed() {
    let cards = |count: usize| format!(r#"{{"cards":[{}]}}"#, vec!["NaN"; count].join(","));
    let server = Server::pages([cards(10_001)]).await;
    let error = server.listing().page().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1));
    let server = Server::pages([cards(10_000)]).await;
    assert_eq!(server.listing().page().await.unwrap().malformed_cards().len(), 10_000);
}

#[tokio::test]
async fn numbers_in_metadata_leave_as_they_arrived() {
    let metadata = r#"{"ean":12345678901234567890123}"#;
    let card = format!(r#"{{"card_id":"c1","amount":100,"currency":"NOK","metadata":{metadata}}}"#);
    let server = Server::pages([format!(r#"{{"cards":[{card}]}}"#)]).await;
    let page = server.listing().page().await.unwrap();
    let read = page.cards()[0].metadata.as_ref().unwrap();
    assert_eq!(read.as_str(), metadata);
    assert!(serde_json::to_string(&page.cards()[0]).unwrap().contains(metadata));
}

#[tokio::test]
async fn deeply_nested_metadata_takes_the_memory_of_its_text() {
    let depth = 1_000_000;
    let metadata = format!(r#"{{"a":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    let body = format!(r#"{{"cards":[{{"metadata":{metadata}}}]}}"#);
    let server = Server::pages([body]).await;
    let page = server.listing().page().await.unwrap();
    assert_eq!(page.cards()[0].metadata.as_ref().unwrap().as_str().len(), metadata.len());
}

#[tokio::test]
async fn fields_that_the_document_does_not_name_are_kept_and_counted() {
    let body = r#"{"cards":[{"colour":"red","pin":{"format":{"hint":1}}},{"colour":1.10},
        {"amount":100.0,"new":[]}],"total":3}"#;
    let server = Server::pages([body]).await;
    let mut pages = server.listing().pages();
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(page.cards()[1].extra.get("colour"), Some("1.10"));
    assert_eq!(page.cards()[2].extra.get("new"), Some("[]"));
    assert_eq!(page.extra().get("total"), Some("3"));
    let report = pages.report();
    let names: Vec<_> = report.unknown_fields.iter().collect();
    let expected =
        [("cards.colour", 2), ("cards.new", 1), ("cards.pin.format.hint", 1), ("total", 1)];
    assert_eq!(names, expected);
    assert!(!format!("{report:?}").contains("colour"));
}

#[tokio::test]
async fn a_response_of_very_many_fields_is_refused_before_it_is_decoded() {
    let fields = |count: usize| {
        let fields = r#""a":1,"#.repeat(count);
        format!(r#"{{"cards":[{{{fields}"amount":1}}],"b":1}}"#)
    };
    let server = Server::pages([fields(999_998)]).await;
    let error = server.listing().page().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1));
    let server = Server::pages([fields(200_000)]).await;
    assert_eq!(server.listing().page().await.unwrap().cards()[0].extra.len(), 200_000);
}

#[tokio::test]
async fn a_malformed_card_of_any_depth_and_length_is_set_aside_in_linear_time() {
    let deep = format!("{}NaN{}", r#"{"pin":"#.repeat(100_000), "}".repeat(100_000));
    let long = format!(r#"{{{}"amount":NaN}}"#, r#""amount":1.0,"#.repeat(40_000));
    for card in [deep, long] {
        let server = Server::pages([around(card.as_bytes())]).await;
        let page = server.listing().page().await.unwrap();
        assert_eq!(page.malformed_cards().len(), 1);
    }
}
