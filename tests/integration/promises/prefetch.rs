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

/// Lets other tasks run for long enough to send a request.
async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn pages_are_requested_while_a_page_is_consumed_and_never_more_than_the_setting_says() {
    for ahead in [0, 1, 2, 3, 255] {
        let script = Script::start(pages()).await;
        let listing = script.client().list_cards(CardFilter::new()).pages_ahead(ahead);
        let mut pages = listing.pages();
        for consumed in 1..=4 {
            pages.next().await.unwrap().unwrap();
            // Nobody polls the stream.
            let requested = 4.min(consumed + usize::from(ahead));
            until(|| script.heads().len() >= requested).await;
            settle().await;
            assert_eq!(script.heads().len(), requested, "{ahead} {consumed}");
        }
        assert!(pages.next().await.is_none());
        assert_eq!(script.heads().len(), 4);
    }
}

#[tokio::test]
async fn one_page_is_requested_ahead_unless_set() {
    let script = Script::start(pages()).await;
    let mut pages = script.client().list_cards(CardFilter::new()).pages();
    pages.next().await.unwrap().unwrap();
    settle().await;
    assert_eq!(script.heads().len(), 2);
}

/// The server, which runs on the same thread, has the request before the page is returned.
#[tokio::test]
async fn the_next_page_is_requested_before_a_page_is_decoded() {
    let kept = pages().map(|page| {
        let Response::Bytes(bytes) = page else { panic!("{page:?}") };
        let text = String::from_utf8(bytes).unwrap();
        Response::Kept(text.replace("connection: close\r\n", "").into_bytes())
    });
    let script = Script::start(kept).await;
    let mut pages = script.client().list_cards(CardFilter::new()).pages();
    for requested in 2..=4 {
        pages.next().await.unwrap().unwrap();
        assert_eq!(script.heads().len(), requested);
    }
}

#[tokio::test]
async fn with_no_page_ahead_no_page_is_requested_that_nobody_reads() {
    let script = Script::start(pages()).await;
    let listing = script.client().list_cards(CardFilter::new()).pages_ahead(0);
    let cards: Vec<_> = listing.items().take(2).try_collect().await.unwrap();
    assert_eq!((cards.len(), script.heads().len()), (2, 2));
}

#[tokio::test]
async fn a_request_ahead_is_cancelled_with_its_stream() {
    for ahead in [1, 2] {
        let silent = Response::Silence(b"HTTP/1.1 200 OK\r\n".to_vec());
        let pages = [page(1, Some("a")), page(2, Some("b"))].into_iter().take(ahead.into());
        let script = Script::start(pages.chain([silent])).await;
        let client = script.client();
        let tasks = || Handle::current().metrics().num_alive_tasks();
        let mut pages = client.list_cards(CardFilter::new()).pages_ahead(ahead).pages();
        pages.next().await.unwrap().unwrap();
        until(|| script.heads().len() == usize::from(ahead) + 1).await;
        // The page that is received, and the task that requests pages.
        let before = tasks();
        drop(pages);
        until(|| tasks() + 2 <= before).await;
    }
}

#[tokio::test]
async fn a_page_that_fails_ahead_is_an_error_in_its_place() {
    for ahead in [1, 3] {
        let refused = super::script::response("403 Forbidden", &[], "{}");
        let script = Script::start([page(1, Some("a")), refused]).await;
        let listing = script.client().list_cards(CardFilter::new()).pages_ahead(ahead);
        let mut pages = listing.pages();
        assert_eq!(pages.next().await.unwrap().unwrap().cards().len(), 1);
        until(|| script.heads().len() == 2).await;
        assert_eq!((pages.report().pages, pages.report().attempts), (1, 1));
        let error = pages.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(error.cursor().map(Cursor::as_str), Some("a"));
        assert_eq!(pages.report().attempts, 2);
        assert!(pages.next().await.is_none());
        assert_eq!(script.heads().len(), 2);
    }
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

async fn listed(sandbox: &Sandbox, page_size: u64, ahead: u8) -> Seen {
    let size = PageSize::try_from(page_size).unwrap();
    let listing = client_of(sandbox).list_cards(CardFilter::new()).page_size(size);
    let mut pages = listing.pages_ahead(ahead).pages();
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
async fn everything_is_the_same_with_any_number_of_pages_ahead() {
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
            for ahead in [0, 1, 3] {
                let faults = Faults::new().on(Rule::every(3), [action.clone()]);
                let sandbox = Sandbox::builder().cards(40).seed(7).faults(faults);
                let sandbox = sandbox.start().await.unwrap();
                seen.push(listed(&sandbox, page_size, ahead).await);
            }
            for other in &seen[1..] {
                assert_eq!(&seen[0], other, "{action:?} {page_size}");
            }
        }
    }
}
