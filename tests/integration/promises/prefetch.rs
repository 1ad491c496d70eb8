//! The next page is requested while the current one is consumed, and nothing else
//! changes.

use std::time::Duration;

use dintero_cards::{CardFilter, Cursor, ErrorKind, PageSize, Report};
use dintero_cards_sandbox::{Action, Faults, Rule, Sandbox};
use futures_util::{StreamExt as _, TryStreamExt as _};
use tokio::runtime::Handle;
use tokio::time::timeout;

use super::script::{Response, Script, json};
use crate::listing::client_of;

fn page(amount: i64, cursor: Option<&str>) -> Response {
    json(
        &serde_json::json!({ "cards": [{ "amount": amount }], "starting_after": cursor })
            .to_string(),
    )
}

fn pages() -> [Response; 4] {
    [page(1, Some("a")), page(2, Some("b")), page(3, Some("c")), page(4, None)]
}

/// Lets other tasks run until something is so.
async fn until(mut is_so: impl FnMut() -> bool) {
    let wait = async {
        while !is_so() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(10), wait).await.expect("it never happens");
}

#[tokio::test]
async fn the_next_page_is_requested_while_a_page_is_consumed_and_never_two() {
    let script = Script::start(pages()).await;
    let mut pages = script.client().list_cards(CardFilter::new()).pages();
    for consumed in 1..=4 {
        assert!(script.heads().len() <= consumed, "{consumed}");
        pages.next().await.unwrap().unwrap();
        // Nobody polls the stream.
        until(|| script.heads().len() == (consumed + 1).min(4)).await;
    }
    assert!(pages.next().await.is_none());
    assert_eq!(script.heads().len(), 4);
}

#[tokio::test]
async fn without_prefetch_no_page_is_requested_that_nobody_reads() {
    let script = Script::start(pages()).await;
    let listing = script.client().list_cards(CardFilter::new()).prefetch(false);
    let cards: Vec<_> = listing.items().take(2).try_collect().await.unwrap();
    assert_eq!((cards.len(), script.heads().len()), (2, 2));
}

#[tokio::test]
async fn a_request_ahead_is_cancelled_with_its_stream() {
    let silent = Response::Silence(b"HTTP/1.1 200 OK\r\n".to_vec());
    let script = Script::start([page(1, Some("a")), silent]).await;
    let client = script.client();
    let tasks = || Handle::current().metrics().num_alive_tasks();
    let mut pages = client.list_cards(CardFilter::new()).pages();
    pages.next().await.unwrap().unwrap();
    until(|| script.heads().len() == 2).await;
    let before = tasks();
    drop(pages);
    until(|| tasks() < before).await;
}

#[tokio::test]
async fn a_page_that_fails_ahead_is_an_error_in_its_place() {
    let refused = super::script::response("403 Forbidden", &[], "{}");
    let script = Script::start([page(1, Some("a")), refused]).await;
    let mut pages = script.client().list_cards(CardFilter::new()).pages();
    assert_eq!(pages.next().await.unwrap().unwrap().cards().len(), 1);
    until(|| script.heads().len() == 2).await;
    assert_eq!((pages.report().pages, pages.report().attempts), (1, 1));
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.cursor().map(Cursor::as_str), Some("a"));
    assert_eq!(pages.report().attempts, 2);
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn a_cursor_that_stands_elsewhere_in_the_body_is_followed_all_the_same() {
    let first =
        json(r#"{"starting_after":"a","cards":[{"amount":1}],"more":{"starting_after":"x"}}"#);
    let last = json(r#"{"cards":[{"amount":2}],"more":"\"starting_after\":\"x\""}"#);
    let script = Script::start([first, last]).await;
    let listing = script.client().list_cards(CardFilter::new());
    let cards: Vec<_> = listing.items().try_collect().await.unwrap();
    assert_eq!(cards.iter().map(|card| card.amount).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert_eq!(script.heads().len(), 2);
}

/// The ids of the cards, the cursor of each page, the end, and the report.
type Seen = (Vec<String>, Vec<Option<String>>, Option<(ErrorKind, Option<String>)>, Report);

async fn listed(sandbox: &Sandbox, page_size: u64, prefetch: bool) -> Seen {
    let size = PageSize::try_from(page_size).unwrap();
    let listing = client_of(sandbox).list_cards(CardFilter::new()).page_size(size);
    let mut pages = listing.prefetch(prefetch).pages();
    let (mut ids, mut cursors, mut end) = (Vec::new(), Vec::new(), None);
    let text = |cursor: Option<&Cursor>| cursor.map(|cursor| cursor.as_str().to_owned());
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => {
                ids.extend(page.cards().iter().map(|card| format!("{:?}", card.id)));
                cursors.push(text(page.next_cursor()));
            }
            Err(error) => end = Some((error.kind(), text(error.cursor()))),
        }
    }
    (ids, cursors, end, pages.report().clone())
}

#[tokio::test]
async fn everything_is_the_same_with_and_without_prefetch() {
    let actions = [
        Action::Status(503),
        Action::Status(403),
        Action::EmptyPage,
        Action::RepeatCursor,
        Action::CycleCursors(3),
        Action::MalformedCard(2),
        Action::DuplicateCard,
        Action::InvalidJson,
    ];
    for action in actions {
        for page_size in [1, 7, 100] {
            let mut seen = Vec::new();
            for prefetch in [true, false] {
                let faults = Faults::new().on(Rule::every(3), [action.clone()]);
                let sandbox = Sandbox::builder().cards(40).seed(7).faults(faults);
                let sandbox = sandbox.start().await.unwrap();
                seen.push(listed(&sandbox, page_size, prefetch).await);
            }
            assert_eq!(seen[0], seen[1], "{action:?} {page_size}");
        }
    }
}
