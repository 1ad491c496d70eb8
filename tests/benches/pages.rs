//! A server that costs next to nothing: pages made beforehand, one thread for
//! each connection, kept alive.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use serde_json::json;

/// Cards on a page, which is the most that the document allows.
pub(crate) const PER_PAGE: usize = 100;

/// The body of a page of cards as the published example has them.
pub(crate) fn body(page: usize, pages: usize) -> String {
    let cards: Vec<_> = (0..PER_PAGE)
        .map(|index| {
            let number = page * PER_PAGE + index;
            json!({
                "card_id": format!("GC-{number:06}"), "amount": 50_000, "currency": "NOK",
                "originated_by": "campaign:summer", "customer_id": format!("customer-{number}"),
                "name": "Gavekort", "type": "gift_card", "status": "unused",
                "pin": { "format": { "length": 36, "prefix": "DINCARD:", "symbols": true,
                         "numbers": true, "characters": true, "barcode": false } },
                "id": format!("3c90c3cc-0d44-4b50-8888-{number:012}"),
                "created_at": "2023-11-07T05:31:56Z",
                "created_by": "1c92f7e1-2897-4d46-bdcc-c127a914fb4e",
                "metadata": { "order_id": "xk39592f" }, "amount_balance": number,
                "amount_available": 50_000, "amount_funds": 50_000, "amount_drawdown": 0,
                "amount_pending": 0, "amount_reserved": 0,
                "active_from": "2023-11-07T05:31:56Z", "expires_at": "2026-11-07T05:31:56Z"
            })
        })
        .collect();
    let cursor = (page + 1 < pages).then(|| (page + 1).to_string());
    json!({ "cards": cards, "starting_after": cursor }).to_string()
}

/// Serves a listing with this number of pages; returns its base URL.
pub(crate) fn serve(pages: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let responses: Arc<Vec<Vec<u8>>> =
        Arc::new((0..pages).map(|page| response(page, pages)).collect());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let responses = Arc::clone(&responses);
            thread::spawn(move || respond(stream, &responses));
        }
    });
    format!("http://{address}/v1")
}

fn response(page: usize, pages: usize) -> Vec<u8> {
    let body = body(page, pages);
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    format!("{head}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn respond(mut stream: TcpStream, responses: &[Vec<u8>]) {
    let Ok(reading) = stream.try_clone() else { return };
    let mut lines = BufReader::new(reading);
    loop {
        let mut first = String::new();
        if lines.read_line(&mut first).unwrap_or(0) == 0 {
            return;
        }
        let mut line = String::new();
        while lines.read_line(&mut line).is_ok_and(|read| read > 2) {
            line.clear();
        }
        let cursor = first.split("starting_after=").nth(1).unwrap_or_default();
        let digits: String = cursor.chars().take_while(char::is_ascii_digit).collect();
        let page: usize = digits.parse().unwrap_or(0);
        if stream.write_all(&responses[page]).is_err() {
            return;
        }
    }
}
