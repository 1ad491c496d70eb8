//! A server that costs next to nothing: cards written beforehand, one thread for each
//! connection, kept alive.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::ops::Range;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;

/// Cards on a page, which is the most that the document allows.
pub(crate) const PER_PAGE: usize = 100;
/// A longer listing repeats its cards after this many, with other ids and times.
const DISTINCT: usize = 30_000;
/// What stands before the number of a card in its id.
const ID: &str = "\"id\":\"3c90c3cc-0d44-4b50-8888-";
/// Digits of that number.
const DIGITS: usize = 12;
/// Creation of the first card, in seconds of Unix.
const FIRST: i64 = 1_700_000_000;
/// Time from one card to the next, in seconds.
const APART: i64 = 60;

/// What a server has: how many cards, and how long a response takes.
#[derive(Clone, Copy)]
pub(crate) struct Listing {
    pub(crate) cards: usize,
    pub(crate) latency: Duration,
    /// Nine of ten cards were created in the last hundredth of the time.
    pub(crate) is_skewed: bool,
}

struct Cards {
    listing: Listing,
    /// The cards as JSON, with commas between them.
    json: Vec<u8>,
    /// Where each card begins, and where the last one ends.
    starts: Vec<usize>,
}

impl Listing {
    /// Returns when a card was created, in seconds of Unix; the cards are in this order.
    fn created(&self, number: usize) -> i64 {
        let (early, place) = (self.cards as i64 / 10, number as i64);
        FIRST
            + match (self.is_skewed, place < early) {
                (false, _) => place * APART,
                (true, true) => place * APART * 10,
                (true, false) => early * APART * 10 + (place - early) * APART / 10,
            }
    }

    /// Returns the number of cards that were created before a time.
    fn before(&self, time: i64) -> usize {
        let (mut low, mut high) = (0, self.cards);
        while low < high {
            let middle = low.midpoint(high);
            if self.created(middle) < time {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Serves a listing; returns its base URL.
pub(crate) fn serve(listing: Listing) -> String {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = socket.local_addr().expect("it is bound");
    let cards = Arc::new(Cards::new(listing));
    thread::spawn(move || {
        for stream in socket.incoming().flatten() {
            let cards = Arc::clone(&cards);
            thread::spawn(move || cards.respond(stream));
        }
    });
    format!("http://{address}/v1")
}

/// Serves a listing of this many cards until the process ends.
pub(crate) fn serve_forever(cards: usize) {
    println!("{}", serve(Listing { cards, latency: Duration::ZERO, is_skewed: false }));
    loop {
        thread::park();
    }
}

/// The body of one page.
pub(crate) fn page() -> String {
    let listing = Listing { cards: PER_PAGE * 2, latency: Duration::ZERO, is_skewed: false };
    let cards = Cards::new(listing);
    let mut body = Vec::new();
    cards.write_page(&mut body, 0..PER_PAGE * 2, PER_PAGE);
    String::from_utf8(body).expect("JSON is text")
}

impl Cards {
    fn new(listing: Listing) -> Self {
        let (mut json, mut starts) = (Vec::new(), Vec::new());
        for number in 0..listing.cards.min(DISTINCT) {
            starts.push(json.len());
            json.extend_from_slice(card(number, listing.created(number)).as_bytes());
            json.push(b',');
        }
        starts.push(json.len());
        Self { listing, json, starts }
    }

    fn respond(&self, mut stream: TcpStream) {
        let Ok(reading) = stream.try_clone() else { return };
        let mut lines = BufReader::new(reading);
        let (mut first, mut line) = (String::new(), String::new());
        let (mut body, mut response) = (Vec::new(), Vec::new());
        loop {
            first.clear();
            if lines.read_line(&mut first).unwrap_or(0) == 0 {
                return;
            }
            line.clear();
            while lines.read_line(&mut line).is_ok_and(|read| read > 2) {
                line.clear();
            }
            body.clear();
            response.clear();
            let limit = value(&first, "limit").and_then(|limit| limit.parse().ok());
            self.write_page(&mut body, self.selected(&first), limit.unwrap_or(PER_PAGE));
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ";
            response.extend_from_slice(format!("{head}{}\r\n\r\n", body.len()).as_bytes());
            response.extend_from_slice(&body);
            wait(self.listing.latency);
            if stream.write_all(&response).is_err() {
                return;
            }
        }
    }

    /// Returns which cards a request asks for, from its cursor to the end.
    fn selected(&self, request: &str) -> Range<usize> {
        let time = |name| {
            let text = value(request, name)?.replace("%3A", ":");
            text.parse::<DateTime<Utc>>().ok()
        };
        let gte = time("created_at.gte").map(|time| time.timestamp());
        let lte = time("created_at.lte").map(|time| time.timestamp());
        let start = gte.map_or(0, |gte| self.listing.before(gte));
        let end = lte.map_or(self.listing.cards, |lte| self.listing.before(lte + 1));
        let cursor = value(request, "starting_after").and_then(|cursor| cursor.parse().ok());
        cursor.unwrap_or(start)..end
    }

    /// Writes a card with an id and a time of its own.
    fn write_card(&self, body: &mut Vec<u8>, number: usize, distinct: usize) {
        let (start, at) = (body.len(), number % distinct);
        body.extend_from_slice(&self.json[self.starts[at]..self.starts[at + 1]]);
        let card = &mut body[start..];
        overwrite(card, ID, &format!("{number:0DIGITS$}"));
        overwrite(card, "\"created_at\":\"", &time(self.listing.created(number)));
    }

    fn write_page(&self, body: &mut Vec<u8>, selected: Range<usize>, limit: usize) {
        let end = selected.end.min(selected.start + limit);
        body.extend_from_slice(b"{\"cards\":[");
        let distinct = self.starts.len() - 1;
        if end <= distinct && selected.start < end {
            body.extend_from_slice(&self.json[self.starts[selected.start]..self.starts[end]]);
        } else {
            (selected.start..end).for_each(|number| self.write_card(body, number, distinct));
        }
        if body.last() == Some(&b',') {
            body.pop();
        }
        let cursor = (end < selected.end).then(|| end.to_string());
        body.extend_from_slice(format!("],\"starting_after\":{}}}", json!(cursor)).as_bytes());
    }
}

/// Writes over the text that follows another one.
fn overwrite(json: &mut [u8], before: &str, text: &str) {
    let place = json.windows(before.len()).position(|part| part == before.as_bytes());
    let start = place.expect("the card has it") + before.len();
    json[start..start + text.len()].copy_from_slice(text.as_bytes());
}

#[expect(clippy::disallowed_methods, reason = "a slow server is what is measured")]
fn wait(latency: Duration) {
    if !latency.is_zero() {
        thread::sleep(latency);
    }
}

fn value<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    let query = request.split(' ').nth(1)?.split_once('?')?.1;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

fn time(seconds: i64) -> String {
    let time = DateTime::from_timestamp(seconds, 0).expect("a time of this century");
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A card as the published example has it.
fn card(number: usize, created: i64) -> String {
    let card = json!({
        "card_id": format!("GC-{number:06}"), "amount": 50_000, "currency": "NOK",
        "originated_by": "campaign:summer", "customer_id": format!("customer-{number}"),
        "name": "Gavekort", "type": "gift_card", "status": "unused",
        "pin": { "format": { "length": 36, "prefix": "DINCARD:", "symbols": true,
                 "numbers": true, "characters": true, "barcode": false } },
        "id": format!("{}{number:0DIGITS$}", &ID[6..]),
        "created_at": time(created),
        "created_by": "1c92f7e1-2897-4d46-bdcc-c127a914fb4e",
        "metadata": { "order_id": "xk39592f" }, "amount_balance": number,
        "amount_available": 50_000, "amount_funds": 50_000, "amount_drawdown": 0,
        "amount_pending": 0, "amount_reserved": 0,
        "active_from": time(created), "expires_at": time(created + 94_608_000)
    });
    card.to_string()
}
