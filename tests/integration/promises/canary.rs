//! Nothing of somebody's shows: not in `Debug`, not in errors, not in traces.

use std::error::Error as StdError;
use std::io;
use std::sync::{Arc, Mutex};

use dintero_cards::{
    AccessToken, CardFilter, CardsClient, ClientCredentials, Cursor, Error, WindowState,
};
use futures_util::StreamExt as _;
use tracing_subscriber::fmt::MakeWriter;

use super::script::{Response, Script, json, response};

/// Marks everything that must not show.
const CANARY: &str = "canary";

/// Takes every trace.
#[derive(Clone, Default)]
struct Traces(Arc<Mutex<Vec<u8>>>);

impl io::Write for Traces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Traces {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Everything that an error says by itself.
fn words(error: &Error) -> String {
    let mut words = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut source = error.source();
    while let Some(cause) = source {
        words.push_str(&format!("{cause}\n{cause:?}\n"));
        source = cause.source();
    }
    words
}

fn filter() -> CardFilter {
    CardFilter::new().search("canary-search").customer("canary-customer").amount_balance(1)
}

/// Responses that provoke an error of every kind that a server can provoke.
fn responses() -> Vec<Response> {
    let card =
        r#"{"card_id":"canary-card","customer_id":"canary-customer","amount":"canary-amount"}"#;
    vec![
        response(
            "400 Bad Request",
            &[("x-trace", "canary-header")],
            r#"{"error":{"code":"canary1","message":"canary-message"}}"#,
        ),
        response("401 Unauthorized", &[("www-authenticate", "canary")], "canary-body"),
        response(
            "404 Not Found",
            &[],
            r#"{"error":{"code":"NOT FOUND","message":"canary-message"}}"#,
        ),
        response("429 Too Many Requests", &[("retry-after", "canary")], "canary"),
        response("302 Found", &[("location", "http://127.0.0.1/canary")], ""),
        response("502 Bad Gateway", &[("content-type", "text/html")], "<html>canary</html>"),
        Response::Bytes(b"canary canary canary\r\n\r\n".to_vec()),
        Response::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"canary\":".to_vec()),
        Response::Bytes(Vec::new()),
        json(r#"{"cards":[{"metadata":{"canary\n\u001b[2J":1e999}}]}"#),
        json("canary"),
        json(r#"{"cards":"canary"}"#),
        json(&format!(r#"{{"cards":[{card}],"starting_after":"canary-cursor"}}"#)),
        json(&"canary".repeat(100_000)),
    ]
}

#[tokio::test]
async fn no_marker_shows_in_any_text() {
    let traces = Traces::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(traces.clone())
        .finish();
    // While there is one subscriber alone, tracing asks only the thread that first
    // comes by a span; another test's has none, and the span would be off for all.
    let _second =
        tracing::Dispatch::new(tracing_subscriber::fmt().with_writer(std::io::sink).finish());
    let _guard = tracing::subscriber::set_default(subscriber);
    let mut shown = String::new();

    for response in responses() {
        let script = Script::start([response.clone()]).await;
        let cursor = Cursor::new("canary-start").unwrap();
        for is_strict in [false, true] {
            let builder = script.builder().token_source(AccessToken::new("canary-token"));
            let client = builder.max_body(500_000).build().unwrap();
            let listing = client.list_cards(filter()).starting_after(cursor.clone());
            let listing = if is_strict { listing.strict() } else { listing };
            shown.push_str(&format!("{client:?} {listing:?} {:?}", listing.response().await));
            let mut items = listing.items();
            while let Some(item) = items.next().await {
                shown.push_str(&format!("{item:?} {items:?}"));
                item.err().iter().for_each(|error| shown.push_str(&words(error)));
            }
            shown.push_str(&format!("{:?}", items.take_malformed_cards()));
        }
        let by_credentials = script
            .builder()
            .credentials(ClientCredentials::new("canary-id", "canary-secret"))
            .build()
            .unwrap();
        let error = by_credentials.access_token().await.unwrap_err();
        shown.push_str(&words(&error));
    }
    for url in [
        "http://canary.example/v1",
        "https://canary:canary@127.0.0.1/v1",
        "canary://",
        "https://a/?canary",
    ] {
        let builder = CardsClient::builder("canary").token_source(AccessToken::new(CANARY));
        shown.push_str(&words(&builder.build().unwrap_err()));
        let builder = CardsClient::builder("T12345678").token_source(AccessToken::new(CANARY));
        shown.push_str(&words(&builder.base_url(url).build().unwrap_err()));
    }

    let traces = String::from_utf8(traces.0.lock().unwrap().clone()).unwrap();
    assert!(traces.contains("GET /accounts/{aid}/wallets/cards"), "nothing was traced");
    for (name, text) in [("texts", shown), ("traces", traces)] {
        let leak = text.find(CANARY).map(|at| {
            let start = text[..at].char_indices().rev().nth(200).map_or(0, |(start, _)| start);
            &text[start..(at + 60).min(text.len())]
        });
        assert!(leak.is_none(), "in {name}: …{}…", leak.unwrap_or_default());
    }
}

#[tokio::test]
async fn no_marker_shows_in_plans_and_windows() {
    let card = r#"{"created_at":"2024-01-01","customer_id":"canary-customer","pin":{"canary":1}}"#;
    let body = format!(r#"{{"cards":[{card},{card}],"starting_after":"canary-cursor"}}"#);
    let script = Script::start([json(&body)]).await;
    let client = script.builder().token_source(AccessToken::new("canary-token")).build().unwrap();
    let mut shown = String::new();
    let listings = [client.list_cards(filter()), client.customer("canary-customer")];
    for listing in listings.iter().cloned() {
        let mut stream = listing.partitioned(1);
        stream.next().await.unwrap().unwrap();
        let plan = stream.plan().unwrap();
        let window = &plan.windows()[0];
        assert!(matches!(window.state(), WindowState::Started(_)));
        shown.push_str(&format!("{stream:?} {plan:?} {window:?} {:?}", window.state()));
        for other in &listings {
            plan.check(other).err().iter().for_each(|error| shown.push_str(&words(error)));
        }
        let error = client.list_window(&plan, 9).unwrap_err();
        shown.push_str(&words(&error));
    }
    assert!(shown.contains("ListingPlan") && !shown.contains(CANARY), "{shown}");
}
