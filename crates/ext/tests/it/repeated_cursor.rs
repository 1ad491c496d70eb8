//! A repeated cursor is judged by its page.

use dintero_cards::{Cursor, ErrorKind, Report};
use futures_util::StreamExt as _;

use crate::server::{Server, page};

/// A page of cards with these ids.
fn body(ids: &[usize], cursor: &str) -> String {
    let cards: Vec<String> =
        ids.iter().map(|id| format!(r#"{{"id":"00000000-0000-0000-0000-{id:012}"}}"#)).collect();
    format!(r#"{{"cards":[{}],"starting_after":"{cursor}"}}"#, cards.join(","))
}

/// Lists everything: the numbers of the ids, how it ended, and the report.
async fn list(server: &Server) -> (Vec<usize>, Option<ErrorKind>, Report) {
    let mut items = server.listing().items();
    let (mut ids, mut end) = (Vec::new(), None);
    while let Some(item) = items.next().await {
        match item {
            Ok(card) => ids.push(card.id.unwrap().as_u128() as usize),
            Err(error) => end = Some(error.kind()),
        }
    }
    // The ids are decimal digits, read as hexadecimal ones.
    let ids = ids.into_iter().map(|id| format!("{id:x}").parse().unwrap()).collect();
    (ids, end, items.report().clone())
}

#[tokio::test]
async fn a_last_page_that_repeats_its_own_cursor_without_a_card_is_an_end() {
    let server = Server::pages([body(&[1, 2], "a"), body(&[3], "b"), body(&[], "b")]).await;
    let (ids, end, report) = list(&server).await;
    assert_eq!((ids, end), (vec![1, 2, 3], None));
    assert_eq!((report.repeated_cursors, report.pages), (1, 3));
    assert_eq!(server.targets().len(), 3);
    let start = Cursor::new("b").unwrap();
    let pages: Vec<_> = Server::pages([body(&[], "b")])
        .await
        .listing()
        .starting_after(start)
        .pages()
        .collect()
        .await;
    assert!(pages[0].as_ref().unwrap().next_cursor().is_none());
}

#[tokio::test]
async fn one_cursor_with_other_cards_each_time_goes_on() {
    let server = Server::start(|number, _| {
        let cards = [2 * number, 2 * number + 1];
        page(if number < 50 { body(&cards, "handle") } else { body(&[], "handle") })
    })
    .await;
    let (ids, end, report) = list(&server).await;
    assert_eq!((ids, end), ((0..100).collect(), None));
    assert_eq!(server.targets().len(), 51);
    assert_eq!((report.repeated_cursors, report.duplicates), (50, 0));
}

#[tokio::test]
async fn one_cursor_goes_on_also_where_none_of_the_cards_is_delivered() {
    let server = Server::start(|number, _| {
        let card = format!(
            r#"{{"id":"00000000-0000-0000-0000-{number:012}","customer_id":"{}"}}"#,
            number % 7
        );
        let cards = if number < 50 { card } else { String::new() };
        page(format!(r#"{{"cards":[{cards}],"starting_after":"handle"}}"#))
    })
    .await;
    let cards: Vec<_> = server.client().customer("3").items().collect().await;
    assert!(cards.iter().all(Result::is_ok), "{cards:?}");
    assert_eq!(cards.len(), 7);
}

#[tokio::test]
async fn one_cursor_with_the_same_cards_is_a_cycle() {
    for cycle in [1, 2, 7] {
        let server = Server::start(move |number, _| page(body(&[number % cycle], "a"))).await;
        let (ids, end, _) = list(&server).await;
        assert_eq!(end, Some(ErrorKind::RepeatedCursor));
        assert!(ids.len() <= cycle + 1, "{ids:?}");
    }
}

#[tokio::test]
async fn a_page_that_comes_twice_by_its_own_cursor_is_not_delivered_twice() {
    let pages = [body(&[1], "a"), body(&[2], "a"), body(&[2], "b"), body(&[3], "")];
    let server = Server::pages(pages).await;
    let (ids, end, _) = list(&server).await;
    assert_eq!((ids, end), (vec![1], Some(ErrorKind::RepeatedCursor)));
}

#[tokio::test]
async fn cards_without_ids_and_a_repeated_cursor_are_a_cycle() {
    let server = Server::start(|number, _| {
        page(format!(r#"{{"cards":[{{"amount":{number}}}],"starting_after":"a"}}"#))
    })
    .await;
    let pages: Vec<_> = server.listing().pages().collect().await;
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[1].as_ref().unwrap_err().kind(), ErrorKind::RepeatedCursor);
}
