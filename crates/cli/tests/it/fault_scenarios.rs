//! Malformed responses, closed pipes and unusual environments.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::binary::{Ran, command};

/// Answers every request with this body, and records the first lines.
struct Server {
    port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(status: &'static str, body: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&seen);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut lines = BufReader::new(stream.try_clone().unwrap());
                let mut first = String::new();
                let _ = lines.read_line(&mut first);
                record.lock().unwrap().push(first);
                let mut line = String::new();
                while lines.read_line(&mut line).is_ok_and(|read| read > 2) {
                    line.clear();
                }
                let length = body.len();
                let head =
                    format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}");
                let _ = write!(stream, "{head}\r\n\r\n{body}");
            }
        });
        Self { port, seen }
    }

    fn list(&self, arguments: &[&str]) -> Command {
        let mut command = command(&[&["list"], arguments].concat());
        command
            .env("DINTERO_ACCOUNT_ID", "T12345678")
            .env("DINTERO_ACCESS_TOKEN", "t")
            .env("DINTERO_BASE_URL", format!("http://localhost:{}/v1", self.port));
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.list(arguments).output().unwrap().into()
    }
}

const MALFORMED: &str = r#"{"cards":[{"amount":1},{"card_id":7},{"amount":3}]}"#;

#[test]
fn a_malformed_card_is_reported_and_the_others_are_printed() {
    let ran = Server::start("200 OK", MALFORMED).run(&["-o", "ndjson"]);
    assert_eq!(ran.out, "{\"amount\":1}\n{\"amount\":3}\n");
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("note: a card could not be read, at cards[1].card_id\n"),
        "{}",
        ran.err
    );
    assert!(ran.err.ends_with("error: one card could not be read\n"), "{}", ran.err);
    let strict = Server::start("200 OK", MALFORMED).run(&["-o", "ndjson", "--strict"]);
    assert_eq!((strict.code, strict.out.as_str()), (Some(1), ""));
}

#[test]
fn a_failure_is_reported_even_if_the_output_is_closed() {
    let mut child = Server::start("400 Bad Request", "")
        .list(&["-o", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("400 Bad Request"));
}

#[test]
fn what_the_server_says_cannot_drive_the_terminal() {
    let body = r#"{"error":{"code":"NO","message":"a\u001b[2Jb\nc"}}"#;
    let ran = Server::start("400 Bad Request", body).run(&[]);
    assert_eq!(ran.err.lines().count(), 1);
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
}

#[test]
fn a_proxy_sees_nothing_of_what_stays_on_this_machine() {
    let (server, proxy) =
        (Server::start("200 OK", r#"{"cards":[]}"#), Server::start("200 OK", "{}"));
    let address = format!("http://127.0.0.1:{}", proxy.port);
    let ran: Ran = server
        .list(&[])
        .env("http_proxy", &address)
        .env("HTTP_PROXY", &address)
        .env("ALL_PROXY", &address)
        .env_remove("no_proxy")
        .env_remove("NO_PROXY")
        .output()
        .unwrap()
        .into();
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "0 cards\n"), "{}", ran.err);
    assert_eq!(server.seen.lock().unwrap().len(), 1);
    assert!(proxy.seen.lock().unwrap().is_empty(), "the token went through a proxy");
}

#[test]
fn every_form_ends_quietly_when_its_reader_does() {
    for form in ["table", "json", "ndjson", "csv"] {
        let mut child = command(&["list", "--sandbox=3000", "--all", "-o", form])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 8]).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{form}: {err}");
        assert_eq!(err.lines().count(), 1, "{form}: {err}");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_unicode_is_refused_and_not_passed_over() {
    use std::os::unix::ffi::OsStrExt as _;
    let server = Server::start("200 OK", "{}");
    let not_unicode = std::ffi::OsStr::from_bytes(b"t\xff");
    let ran: Ran =
        server.list(&[]).env("DINTERO_ACCESS_TOKEN", not_unicode).output().unwrap().into();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("DINTERO_ACCESS_TOKEN: the value is not Unicode"), "{}", ran.err);
    let ran: Ran = server.list(&[]).env("DINTERO_BASE_URL", not_unicode).output().unwrap().into();
    assert_eq!(ran.code, Some(2), "a broken URL must not mean the published server");
    assert!(server.seen.lock().unwrap().is_empty());
}
