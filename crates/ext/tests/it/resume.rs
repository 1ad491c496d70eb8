//! A listing that was stopped resumes at the next card.

use dintero_cards::{CardFilter, Cursor, ListCards};
use futures_util::StreamExt as _;

use crate::server::{Server, page};

/// Serves the cards with these amounts, `limit` on a page; an odd amount is malformed.
async fn serve(count: usize) -> Server {
    Server::start(move |_, target| {
        let parameter = |name: &str| {
            let (_, rest) = target.split_once(&format!("{name}="))?;
            rest.split('&').next()?.parse::<usize>().ok()
        };
        let start = parameter("starting_after").unwrap_or(0);
        let end = (start + parameter("limit").unwrap()).min(count);
        let card = |number: usize| match number % 3 {
            1 => format!(r#"{{"amount":"{number}"}}"#),
            _ => format!(r#"{{"amount":{number}}}"#),
        };
        let cards: Vec<String> = (start..end).map(card).collect();
        let next = if end < count { end.to_string() } else { String::new() };
        page(format!(r#"{{"cards":[{}],"starting_after":"{next}"}}"#, cards.join(",")))
    })
    .await
}

/// Lists at most `count` cards; returns the numbers of the cards and the malformed cards,
/// and where to resume.
async fn list(listing: ListCards, count: usize) -> (Vec<usize>, Vec<usize>, Option<Cursor>) {
    let mut items = listing.items();
    let mut amounts = Vec::new();
    while amounts.len() < count
        && let Some(card) = items.next().await
    {
        amounts.push(card.unwrap().amount.unwrap() as usize);
    }
    let number = |json: &str| json.chars().filter(char::is_ascii_digit).collect::<String>();
    let malformed = items.take_malformed_cards();
    let malformed = malformed.iter().map(|card| number(card.json()).parse().unwrap()).collect();
    (amounts, malformed, items.cursor())
}

#[tokio::test]
async fn a_listing_that_stops_after_any_card_loses_and_repeats_none() {
    let server = serve(17).await;
    let listing = |size: u64| {
        let listing = server.client().list_cards(CardFilter::new().customer("c"));
        listing.page_size(size.try_into().unwrap())
    };
    let (all, aside, _) = list(listing(100), usize::MAX).await;
    assert_eq!((all.len(), aside.len()), (11, 6));
    for (size, other) in [(1, 1), (3, 3), (5, 2), (4, 100), (100, 3)] {
        for stop in 0..=11 {
            let (mut cards, mut malformed, cursor) = list(listing(size), stop).await;
            // Stored and read again, as another process would.
            let stored = serde_json::to_string(&cursor).unwrap();
            let cursor: Option<Cursor> = serde_json::from_str(&stored).unwrap();
            let (rest, left, _) = list(listing(other).resume_at(cursor), usize::MAX).await;
            cards.extend(rest);
            malformed.extend(left);
            assert_eq!(cards, all, "{size} {other} {stop}");
            assert_eq!(malformed, aside, "{size} {other} {stop}");
        }
    }
}

#[tokio::test]
async fn a_listing_resumes_several_times_within_a_page() {
    let server = serve(10).await;
    let (mut cursor, mut cards) = (None, Vec::new());
    for _ in 0..10 {
        let (some, _, next) = list(server.listing().resume_at(cursor), 1).await;
        cards.extend(some);
        cursor = next;
    }
    assert_eq!(cards, [0, 2, 3, 5, 6, 8, 9]);
}

#[tokio::test]
async fn a_place_within_the_first_page_belongs_to_its_filter() {
    let server = serve(10).await;
    let (_, _, cursor) = list(server.listing(), 1).await;
    let cursor = cursor.unwrap();
    assert_eq!((cursor.as_str(), cursor.skip()), ("", 1));
    let other = server.client().list_cards(CardFilter::new().customer("other"));
    let error = other.starting_after(cursor.clone()).page().await.unwrap_err();
    assert!(error.is_invalid_input());
    let page = server.listing().starting_after(cursor).page().await.unwrap();
    assert_eq!(page.cards().len(), 6);
    assert_eq!(server.targets().len(), 2);
}

#[tokio::test]
async fn an_error_in_a_page_keeps_the_place_within_it() {
    let server = serve(10).await;
    let (_, _, cursor) = list(server.listing(), 2).await;
    let broken = Server::pages(["{"]).await;
    let mut items = broken.listing().resume_at(cursor.clone()).items();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.cursor(), cursor.as_ref());
    assert_eq!(items.cursor(), cursor);
}

#[tokio::test]
async fn a_place_beyond_a_smaller_page_costs_no_request_twice() {
    let server = serve(17).await;
    let size = |listing: ListCards, size: u64| listing.page_size(size.try_into().unwrap());
    let (_, _, cursor) = list(size(server.listing(), 10), 6).await;
    assert_eq!(cursor.as_ref().map(Cursor::skip), Some(9));
    let other = serve(17).await;
    let (cards, _, _) = list(size(other.listing(), 4).resume_at(cursor), usize::MAX).await;
    assert_eq!(cards, [9, 11, 12, 14, 15]);
    assert_eq!(other.targets().len(), 5, "{:?}", other.targets());
}
