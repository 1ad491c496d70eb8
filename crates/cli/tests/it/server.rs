//! A server with the responses of a test.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::binary::{Ran, command};

/// Responds to every request, and records the first lines.
pub(crate) struct Server {
    pub(crate) port: u16,
    pub(crate) seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Responds to every request with this status and body.
    pub(crate) fn start(status: &'static str, body: &'static str) -> Self {
        Self::responding(move |_| (status.to_owned(), body.to_owned()))
    }

    /// Responds to the target of a request with a status, which headers may follow, and a
    /// body. An empty status means that no response comes.
    pub(crate) fn responding(response: impl Fn(&str) -> (String, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&seen);
        thread::spawn(move || {
            let mut open = Vec::new();
            for mut stream in listener.incoming().flatten() {
                let mut lines = BufReader::new(stream.try_clone().unwrap());
                let mut first = String::new();
                let _ = lines.read_line(&mut first);
                record.lock().unwrap().push(first.clone());
                let mut line = String::new();
                while lines.read_line(&mut line).is_ok_and(|read| read > 2) {
                    line.clear();
                }
                let (status, body) = response(first.split(' ').nth(1).unwrap_or_default());
                if status.is_empty() {
                    open.push(stream);
                    continue;
                }
                let length = body.len();
                let head =
                    format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}");
                let _ = write!(stream, "{head}\r\n\r\n{body}");
            }
        });
        Self { port, seen }
    }

    /// Serves one page after the other: each with `per_page` cards and the next of these
    /// cursors. The page after the last cursor has this status.
    pub(crate) fn pages(cursors: &'static [&'static str], per_page: usize, last: &str) -> Self {
        let last = last.to_owned();
        Self::responding(move |target| {
            let cursor = target.split("starting_after=").nth(1).unwrap_or_default();
            let cursor = cursor.split('&').next().unwrap_or_default().replace('+', " ");
            let cursor = percent_encoding::percent_decode_str(&cursor).decode_utf8().unwrap();
            let page = match cursor.as_ref() {
                "" => 0,
                text => 1 + cursors.iter().position(|cursor| *cursor == text).unwrap(),
            };
            let card = |index: usize| {
                serde_json::json!({
                    "card_id": format!("card-{page}-{index}"), "currency": "NOK",
                    "amount_balance": 100, "status": if index.is_multiple_of(2) { "used" } else { "unused" },
                })
            };
            let cards: Vec<_> = (0..per_page).map(card).collect();
            let body = serde_json::json!({ "cards": cards, "starting_after": cursors.get(page) });
            let is_last = page == cursors.len();
            (if is_last { last.clone() } else { "200 OK".to_owned() }, body.to_string())
        })
    }

    pub(crate) fn list(&self, arguments: &[&str]) -> Command {
        self.command("list", arguments)
    }

    pub(crate) fn command(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = command(&[&[name], arguments].concat());
        command
            .env("DINTERO_ACCOUNT_ID", "T12345678")
            .env("DINTERO_ACCESS_TOKEN", "t")
            .env("DINTERO_BASE_URL", format!("http://localhost:{}/v1", self.port));
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.list(arguments).output().unwrap().into()
    }
}
