//! A listing that cannot end silently, nor run for ever.

use dintero_cards::{Card, CardFilter, CardStatus, ErrorKind, Page, Result};
use futures_util::StreamExt as _;

use super::script::{Response, Script, json};

/// A page of cards with these amounts.
fn page(amounts: &[i64], cursor: Option<&str>) -> Response {
    let cards: Vec<_> =
        amounts.iter().map(|amount| serde_json::json!({ "amount": amount })).collect();
    json(&serde_json::json!({ "cards": cards, "starting_after": cursor }).to_string())
}

async fn amounts_and_end(script: &Script) -> (Vec<i64>, Option<dintero_cards::Error>) {
    let items: Vec<Result<Card>> =
        script.client().list_cards(CardFilter::new()).items().collect().await;
    let mut amounts = Vec::new();
    let mut error = None;
    for item in items {
        assert!(error.is_none(), "nothing comes after an error");
        match item {
            Ok(card) => amounts.push(card.amount.unwrap()),
            Err(end) => error = Some(end),
        }
    }
    (amounts, error)
}

fn cursor(error: &dintero_cards::Error) -> Option<&str> {
    error.cursor().map(dintero_cards::Cursor::as_str)
}

#[tokio::test]
async fn an_empty_page_in_the_middle_goes_on() {
    let script =
        Script::start([page(&[1], Some("a")), page(&[], Some("b")), page(&[2], None)]).await;
    let (amounts, error) = amounts_and_end(&script).await;
    assert_eq!(amounts, [1, 2]);
    assert!(error.is_none());
}

#[tokio::test]
async fn a_cursor_that_leads_to_itself_is_an_error_with_the_last_good_cursor() {
    let script = Script::start([page(&[1], Some("a")), page(&[1], Some("a"))]).await;
    let (amounts, error) = amounts_and_end(&script).await;
    let error = error.unwrap();
    assert_eq!(amounts, [1], "a server that ignores cursors must not deliver its cards twice");
    assert_eq!((error.kind(), cursor(&error)), (ErrorKind::RepeatedCursor, Some("a")));
    assert_eq!(script.heads().len(), 2);
}

#[tokio::test]
async fn a_longer_cycle_is_an_error_too() {
    let pages = [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("b", 5)];
    let script = Script::start(pages.map(|(next, amount)| page(&[amount], Some(next)))).await;
    let (amounts, error) = amounts_and_end(&script).await;
    let error = error.unwrap();
    assert_eq!(amounts, [1, 2, 3, 4]);
    assert_eq!((error.kind(), cursor(&error)), (ErrorKind::RepeatedCursor, Some("d")));
}

#[tokio::test]
async fn the_cursor_that_a_listing_began_with_can_close_a_cycle() {
    let script = Script::start([page(&[1], Some("start"))]).await;
    let start = dintero_cards::Cursor::new("start").unwrap();
    let listing = script.client().list_cards(CardFilter::new()).starting_after(start);
    let pages: Vec<Result<Page>> = listing.pages().collect().await;
    assert_eq!(pages[0].as_ref().unwrap_err().kind(), ErrorKind::RepeatedCursor);
}

#[tokio::test]
async fn endless_empty_pages_are_an_error_with_the_last_good_cursor() {
    let script = Script::start((0..200).map(|number| page(&[], Some(&number.to_string())))).await;
    let (amounts, error) = amounts_and_end(&script).await;
    let error = error.unwrap();
    assert!(amounts.is_empty());
    assert_eq!((error.kind(), cursor(&error)), (ErrorKind::EmptyPages, Some("99")));
    assert_eq!(script.heads().len(), 100);
}

#[tokio::test]
async fn items_before_an_error_are_delivered_and_the_error_has_the_cursor() {
    let refusal = super::script::response("400 Bad Request", &[], "");
    let script = Script::start([page(&[1, 2], Some("a")), page(&[3], Some("b")), refusal]).await;
    let (amounts, error) = amounts_and_end(&script).await;
    let error = error.unwrap();
    assert_eq!(amounts, [1, 2, 3]);
    assert_eq!((error.kind(), cursor(&error)), (ErrorKind::Status, Some("b")));
}

#[tokio::test]
async fn filters_are_the_same_on_every_page() {
    let script =
        Script::start([page(&[1], Some("a")), page(&[2], Some("b")), page(&[3], None)]).await;
    let filter = CardFilter::new().status(CardStatus::Unused).search("x y").amount_balance(7);
    let items = script.client().list_cards(filter).items();
    assert_eq!(items.count().await, 3);
    let targets: Vec<String> = script
        .heads()
        .iter()
        .map(|head| {
            head.split(' ')
                .nth(1)
                .unwrap()
                .replace("&starting_after=a", "")
                .replace("&starting_after=b", "")
        })
        .collect();
    assert!(targets[0].ends_with("cards?amount_balance=7&limit=100&search=x+y&status=unused"));
    assert!(targets.iter().all(|target| *target == targets[0]), "{targets:?}");
}

#[tokio::test]
async fn a_listing_ends_with_a_report() {
    let card = |id: u32, day: u32, amount: &str| {
        format!(
            r#"{{"id":"00000000-0000-0000-0000-{id:012}","created_at":"2026-01-{day:02}","amount":{amount}}}"#
        )
    };
    let list = |cards: &[String], cursor: &str| {
        json(&format!(r#"{{"cards":[{}],"starting_after":"{cursor}"}}"#, cards.join(",")))
    };
    let script = Script::start([
        list(&[card(1, 9, "1"), card(2, 8, "\"many\"")], "a"),
        super::script::response("503 Service Unavailable", &[], ""),
        list(&[card(1, 9, "1"), card(3, 7, "1")], ""),
    ])
    .await;
    let mut items = script.client().list_cards(CardFilter::new()).items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.unwrap();
        count += 1;
    }
    let report = items.report().clone();
    assert_eq!((count, report.items, report.pages, report.attempts), (3, 3, 2, 3));
    assert_eq!((report.malformed_cards, report.duplicates), (1, 1));
    let day = |time: Option<dintero_cards::Timestamp>| time.unwrap().to_string();
    assert_eq!(day(report.first_created_at), "2026-01-07T00:00:00Z");
    assert_eq!(day(report.last_created_at), "2026-01-09T00:00:00Z");
    assert_eq!(report.document_digest, dintero_cards::documents::CARDS.digest);
    assert_eq!(items.take_malformed_cards()[0].path(), "cards[1].amount");
    assert!(items.take_malformed_cards().is_empty());
}

#[tokio::test]
async fn a_stream_that_is_dropped_and_polled_again_loses_nothing() {
    let script = Script::start([page(&[1], Some("a")), page(&[2], None)]).await;
    let mut items = script.client().list_cards(CardFilter::new()).items();
    let mut amounts = Vec::new();
    loop {
        // Gives up again and again in the middle of a page.
        tokio::select! {
            biased;
            item = items.next() => match item {
                Some(item) => amounts.push(item.unwrap().amount.unwrap()),
                None => break,
            },
            () = tokio::task::yield_now() => {}
        }
    }
    assert_eq!(amounts, [1, 2]);
    assert_eq!(script.heads().len(), 2);
}

#[tokio::test]
async fn a_card_between_empty_pages_starts_their_count_anew() {
    let mut pages: Vec<Response> =
        (0..99).map(|number| page(&[], Some(&format!("a{number}")))).collect();
    pages.push(page(&[1], Some("middle")));
    pages.extend((0..99).map(|number| page(&[], Some(&format!("b{number}")))));
    pages.push(page(&[2], None));
    let script = Script::start(pages).await;
    let (amounts, error) = amounts_and_end(&script).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(amounts, [1, 2]);
}

#[tokio::test]
async fn all_malformed_cards_are_counted_and_at_most_a_thousand_are_kept() {
    let page = |cursor: &str| {
        let cards = vec!["7"; 600].join(",");
        json(&format!(r#"{{"cards":[{cards}],"starting_after":"{cursor}"}}"#))
    };
    let script = Script::start([page("a"), page("b"), page("")]).await;
    let mut items = script.client().list_cards(CardFilter::new()).items();
    assert!(items.next().await.is_none());
    assert_eq!(items.report().malformed_cards, 1_800);
    assert_eq!(items.take_malformed_cards().len(), 1_000);
}
