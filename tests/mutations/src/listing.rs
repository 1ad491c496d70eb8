//! Responses of a server, as the library reads them.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;

use dintero_cards::{
    AccessToken, CardFilter, CardsClient, Cursor, Error, Page, RetryPolicy, Timestamp,
};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// Reads a page: no card of it is lost without a word.
pub fn pages(bytes: &[u8]) {
    let page = Server::lock().page(bytes, None);
    let sent: Value = serde_json::from_slice(bytes).unwrap_or_default();
    if let (Ok(page), Some(cards)) = (page, sent["cards"].as_array()) {
        let read = page.cards().len() + page.malformed_cards().len();
        assert_eq!(read, cards.len(), "cards of the page");
    }
}

/// A time that is read is the same after it was written and read again.
pub fn timestamps(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for text in text.split('"') {
        if let Ok(time) = text.parse::<Timestamp>() {
            let written = time.to_string();
            assert_eq!(written.parse(), Ok(time), "{text} became {written}");
            let stored = serde_json::to_string(&time).unwrap();
            assert_eq!(serde_json::from_str::<Timestamp>(&stored).unwrap(), time, "{text}");
        }
    }
}

/// A cursor of a server is stored, read again, and sent as it came.
pub fn cursors(bytes: &[u8]) {
    if let Ok(cursor) = serde_json::from_slice::<Cursor>(bytes) {
        assert_eq!(stored(&cursor), cursor);
    }
    let text = String::from_utf8_lossy(bytes);
    let mut server = Server::lock();
    let body = json!({ "cards": [{}], "starting_after": text }).to_string();
    let Ok(page) = server.page(body.as_bytes(), None) else { return };
    let Some(cursor) = page.next_cursor() else {
        assert!(text.is_empty(), "the cursor is lost");
        return;
    };
    assert_eq!(cursor.as_str(), text);
    if server.page(b"{\"cards\":[]}", Some(&stored(cursor))).is_ok() {
        let target = server.target.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = target.split(['?', '&']).find_map(|pair| pair.strip_prefix("starting_after="));
        assert_eq!(decoded(sent.unwrap()), text.as_bytes(), "{target}");
    }
}

fn stored(cursor: &Cursor) -> Cursor {
    serde_json::from_str(&serde_json::to_string(cursor).unwrap()).unwrap()
}

/// Decodes a value of a query.
fn decoded(value: &str) -> Vec<u8> {
    let (mut bytes, mut decoded) = (value.bytes(), Vec::new());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
                u8::from_str_radix(str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            other => other,
        });
    }
    decoded
}

/// A server on this machine whose only response is set before each request, and a
/// client of it.
struct Server {
    body: Arc<Mutex<Vec<u8>>>,
    /// The path and query of the last request.
    target: Arc<Mutex<String>>,
    runtime: Runtime,
    client: CardsClient,
}

impl Server {
    fn lock() -> MutexGuard<'static, Self> {
        static SERVER: LazyLock<Mutex<Server>> = LazyLock::new(|| Mutex::new(Server::start()));
        SERVER.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
        let (body, target) = (Arc::<Mutex<Vec<u8>>>::default(), Arc::<Mutex<String>>::default());
        let (sent, seen) = (Arc::clone(&body), Arc::clone(&target));
        thread::spawn(move || {
            for stream in listener.incoming() {
                serve(&stream.unwrap(), &sent, &seen);
            }
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = CardsClient::builder("T12345678")
            .token_source(AccessToken::new("a.b.c"))
            .base_url(base_url)
            .retry(RetryPolicy::never())
            .build()
            .unwrap();
        Self { body, target, runtime, client }
    }

    fn page(&mut self, body: &[u8], cursor: Option<&Cursor>) -> Result<Page, Error> {
        *self.body.lock().unwrap_or_else(PoisonError::into_inner) = body.to_owned();
        let listing = self.client.list_cards(CardFilter::new());
        let listing = match cursor {
            Some(cursor) => listing.starting_after(cursor.clone()),
            None => listing,
        };
        self.runtime.block_on(listing.page())
    }
}

/// Responds to the requests of a connection until its client closes it.
fn serve(mut stream: &TcpStream, body: &Mutex<Vec<u8>>, target: &Mutex<String>) {
    let mut lines = BufReader::new(stream).lines();
    while let Some(Ok(first)) = lines.next() {
        while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
        let path = first.split(' ').nth(1).unwrap_or_default();
        path.clone_into(&mut target.lock().unwrap_or_else(PoisonError::into_inner));
        let body = body.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let _ = stream.write_all(&[head.as_bytes(), &body].concat());
    }
}
