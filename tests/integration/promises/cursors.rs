//! Cursors are values that know their listing.

use chrono::NaiveDate;
use dintero_cards::{CardFilter, CardStatus, CardType, Cursor, ErrorKind};
use dintero_cards_sandbox::Sandbox;
use futures_util::TryStreamExt as _;

use super::script::{Script, json};
use crate::listing::client_of;

#[tokio::test]
async fn a_stored_cursor_goes_on_in_another_process() {
    let sandbox = Sandbox::builder().cards(30).start().await.unwrap();
    let filter = || CardFilter::new().status(CardStatus::Unused);
    let size = dintero_cards::PageSize::try_from(2).unwrap();
    let listing = client_of(&sandbox).list_cards(filter()).page_size(size);
    let first = listing.page().await.unwrap();
    let stored = serde_json::to_string(first.next_cursor().unwrap()).unwrap();

    let cursor: Cursor = serde_json::from_str(&stored).unwrap();
    let rest = client_of(&sandbox).list_cards(filter()).starting_after(cursor).items();
    let rest: Vec<_> = rest.try_collect().await.unwrap();
    let all: Vec<_> = client_of(&sandbox).list_cards(filter()).items().try_collect().await.unwrap();
    assert_eq!(first.cards().len() + rest.len(), all.len());
    assert_eq!(rest, all[2..]);
    sandbox.shutdown().await;
}

#[tokio::test]
async fn the_cursor_of_another_filter_or_account_is_refused_before_anything_is_sent() {
    let script = Script::start([json(r#"{"cards":[],"starting_after":"x"}"#)]).await;
    let filter = CardFilter::new().search("canary");
    let page = script.client().list_cards(filter.clone()).page().await.unwrap();
    let cursor = page.next_cursor().unwrap().clone();

    let elsewhere = dintero_cards::CardsClient::builder("P00000000")
        .token_source(dintero_cards::AccessToken::new("t"))
        .base_url(script.base_url())
        .build()
        .unwrap();
    let other = script.client().list_cards(CardFilter::new().search("other"));
    for listing in [other, elsewhere.list_cards(filter.clone())] {
        let error = listing.starting_after(cursor.clone()).page().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("belongs to another account or filter"));
    }
    assert_eq!(script.heads().len(), 1);

    let same = script.client().list_cards(filter).starting_after(cursor.clone());
    assert!(same.page().await.is_ok());
    assert!(!serde_json::to_string(&cursor).unwrap().contains("canary"), "filters can name people");
}

#[test]
fn a_cursor_from_the_servers_own_text_fits_every_filter() {
    assert!(Cursor::new("").is_none());
    assert_eq!(Cursor::new("abc").unwrap().as_str(), "abc");
    let stored = serde_json::to_string(&Cursor::new("abc")).unwrap();
    assert_eq!(stored, r#"{"version":1,"starting_after":"abc"}"#);
}

#[tokio::test]
async fn a_cursor_that_version_0_1_0_stored_continues_its_listing() {
    let page = || json(r#"{"cards":[]}"#);
    let script = Script::start([page(), page()]).await;
    let day = |day| NaiveDate::from_ymd_opt(2024, 1, day).unwrap();
    let time = |date| day(date).and_hms_opt(4, 5, 6).unwrap();
    let all = CardFilter::new()
        .search("s")
        .customer("c")
        .card_type(CardType::GiftCard)
        .status(CardStatus::Used)
        .created_at(day(1)..=day(2))
        .expires_at(time(3)..=time(4))
        .amount_balance(1)
        .amount_balance_within(0..=2)
        .amount_available(3)
        .amount_available_within(2..=4)
        .currencies(["SEK", "NOK"].map(|code| code.parse().unwrap()));
    let stored = [
        (&all, r#"{"starting_after":"a/b+c","listing":"6f87915039cbe8ba"}"#),
        (&CardFilter::new(), r#"{"starting_after":"a/b+c","listing":"0f94c93cf9443c45"}"#),
    ];
    for (filter, cursor) in stored {
        let listing = script.client().list_cards(filter.clone());
        let cursor: Cursor = serde_json::from_str(cursor).unwrap();
        listing.starting_after(cursor.clone()).page().await.unwrap();
        let other = script.client().list_cards(CardFilter::new().search("other"));
        assert!(other.starting_after(cursor).page().await.unwrap_err().is_invalid_input());
    }
    assert_eq!(script.heads().len(), 2);
}

#[tokio::test]
async fn a_stored_cursor_that_was_emptied_is_refused() {
    let script = Script::start([json(r#"{"cards":[]}"#)]).await;
    let cursor: Cursor = serde_json::from_str(r#"{"starting_after":""}"#).unwrap();
    let listing = script.client().list_cards(CardFilter::new()).starting_after(cursor);
    assert!(listing.page().await.unwrap_err().is_invalid_input());
    assert!(script.heads().is_empty());
}
