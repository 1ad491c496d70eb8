//! Faults of bytes and connections, read from the socket.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use dintero_cards_sandbox::{Action, Faults, Rule, Sandbox};
use serde_json::Value;

use crate::client::list;
use crate::faults::with;

/// All bytes received for one request, and the end of the connection.
struct Received {
    bytes: Vec<u8>,
    end: io::Result<()>,
    pieces: usize,
}

impl Received {
    fn text(&self) -> (String, String) {
        let text = String::from_utf8(self.bytes.clone()).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    fn was_reset(&self) -> bool {
        self.end.as_ref().is_err_and(|error| error.kind() == ErrorKind::ConnectionReset)
    }
}

fn ask(sandbox: &Sandbox) -> Received {
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let head = format!(
        "GET /v1/accounts/T12345678/wallets/cards HTTP/1.1\r\nhost: x\r\n\
         authorization: Bearer {}\r\n\r\n",
        sandbox.access_token()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let (mut bytes, mut piece, mut pieces) = (Vec::new(), [0; 64 * 1024], 0);
    let end = loop {
        match stream.read(&mut piece) {
            Ok(0) => break Ok(()),
            Ok(length) => {
                bytes.extend_from_slice(&piece[..length]);
                pieces += 1;
            }
            Err(error) => break Err(error),
        }
    };
    Received { bytes, end, pieces }
}

/// One request under a fault, and the length of the body without one.
async fn under(action: Action) -> (Received, usize) {
    let sandbox = with(Faults::new().on(Rule::nth(2), action)).await;
    let whole = list(&sandbox, "").await.bytes().await.unwrap().len();
    let received = ask(&sandbox);
    assert_eq!(list(&sandbox, "").await.status(), 200, "the next request is well");
    (received, whole)
}

#[tokio::test]
async fn a_reset_comes_before_the_response() {
    let (received, _) = under(Action::Reset).await;
    assert!(received.was_reset(), "{:?}", received.end);
    assert!(received.bytes.is_empty());
}

#[tokio::test]
async fn a_reset_comes_in_the_body() {
    let (received, whole) = under(Action::ResetInBody(100)).await;
    assert!(received.was_reset(), "{:?}", received.end);
    let (head, body) = received.text();
    assert!(head.contains(&format!("content-length: {whole}")), "{head}");
    assert_eq!(body.len(), 100);
}

#[tokio::test]
async fn a_body_ends_too_early() {
    let (received, whole) = under(Action::TruncateBody(200)).await;
    received.end.as_ref().unwrap();
    let (head, body) = received.text();
    assert!(head.starts_with("http/1.1 200 ok\r\n"), "{head}");
    assert!(head.contains(&format!("content-length: {whole}")), "{head}");
    assert_eq!(body.len(), 200);
}

#[tokio::test]
async fn the_head_announces_another_length() {
    for by in [10_i64, -10] {
        let (received, whole) = under(Action::WrongContentLength(by)).await;
        received.end.as_ref().unwrap();
        let (head, body) = received.text();
        let announced = whole.checked_add_signed(isize::try_from(by).unwrap()).unwrap();
        assert!(head.contains(&format!("content-length: {announced}")), "{head}");
        assert_eq!(body.len(), whole);
    }
}

#[tokio::test]
async fn a_body_is_far_too_large() {
    let size = 5_000_000;
    for (action, announced) in
        [(Action::OversizedBody(size), true), (Action::UnannouncedBody(size), false)]
    {
        let (received, whole) = under(action).await;
        received.end.as_ref().unwrap();
        let (head, body) = received.text();
        assert_eq!(head.contains("content-length: 5000000"), announced, "{head}");
        assert_eq!(body.len(), 5_000_000);
        assert!(serde_json::from_str::<Value>(&body).is_ok(), "spaces behind JSON are JSON");
        assert!(body[whole..].bytes().all(|byte| byte == b' '));
    }
}

#[tokio::test]
async fn a_body_drips() {
    let pause = Duration::from_millis(2);
    let start = Instant::now();
    let (received, whole) = under(Action::Drip { bytes: 100, pause }).await;
    assert!(start.elapsed() >= pause * u32::try_from(whole / 100).unwrap());
    assert!(received.pieces > 10, "{}", received.pieces);
    let (_, body) = received.text();
    serde_json::from_str::<Value>(&body).unwrap();
}

#[tokio::test]
async fn a_body_is_complete_but_is_not_json() {
    let (received, _) = with_response(Action::InvalidJson).await;
    assert!(received.starts_with("{\"cards\":["));
    serde_json::from_str::<Value>(&received).unwrap_err();
}

async fn with_response(action: Action) -> (String, u16) {
    let sandbox = with(Faults::new().on(Rule::nth(1), action)).await;
    let response = list(&sandbox, "").await;
    let status = response.status().as_u16();
    (response.text().await.unwrap(), status)
}

#[tokio::test]
async fn damage_applies_to_errors_as_well() {
    let actions = [Action::Status(503), Action::TruncateBody(5)];
    let sandbox = with(Faults::new().on(Rule::first(1), actions)).await;
    let received = ask(&sandbox);
    let (head, body) = received.text();
    assert!(head.starts_with("http/1.1 503 service unavailable\r\n"), "{head}");
    assert_eq!(body.len(), 5);
    assert_eq!(sandbox.log().requests()[0].faults(), ["status", "truncate_body"]);
}

#[tokio::test]
async fn an_endless_body_ends_when_the_client_disconnects() {
    let faults = Faults::new().on(Rule::always(), Action::UnannouncedBody(u64::MAX));
    let sandbox = with(faults).await;
    for _ in 0..5 {
        let mut stream = TcpStream::connect(sandbox.address()).unwrap();
        let token = sandbox.access_token();
        let path = "/v1/accounts/T12345678/wallets/cards";
        let head =
            format!("GET {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let mut some = vec![0; 1_000_000];
        stream.read_exact(&mut some).unwrap();
        assert_eq!(some.last(), Some(&b' '));
    }
    sandbox.set_faults(Faults::new());
    assert_eq!(list(&sandbox, "").await.status(), 200);
    // A panic of the server would be raised here.
    sandbox.shutdown().await;
}

#[tokio::test]
async fn shutdown_does_not_wait_for_a_long_delay() {
    for action in [
        Action::Latency(Duration::from_secs(3_600)),
        Action::Drip { bytes: 1, pause: Duration::from_secs(3_600) },
        Action::UnannouncedBody(u64::MAX),
    ] {
        let sandbox = with(Faults::new().on(Rule::always(), action)).await;
        let mut stream = TcpStream::connect(sandbox.address()).unwrap();
        let head = "GET /v1/accounts/T12345678/wallets/cards HTTP/1.1\r\nhost: x\r\n\r\n";
        stream.write_all(head.as_bytes()).unwrap();
        while sandbox.log().total() == 0 {
            tokio::task::yield_now().await;
        }
        let start = Instant::now();
        sandbox.shutdown().await;
        assert!(start.elapsed() < Duration::from_secs(30));
    }
}

#[tokio::test]
async fn huge_lengths_and_delays_do_not_panic() {
    let faults = Faults::new()
        .on(Rule::nth(1), [Action::Status(1), Action::WrongContentLength(i64::MIN)])
        .on(Rule::nth(2), Action::WrongContentLength(i64::MAX))
        .on(Rule::nth(3), Action::TruncateBody(usize::MAX))
        .on(Rule::nth(4), Action::ResetInBody(usize::MAX))
        .on(Rule::nth(5), Action::OversizedBody(0))
        .on(Rule::nth(6), Action::Drip { bytes: 0, pause: Duration::ZERO })
        .on(Rule::nth(7), [Action::RetryAfterDate(i64::MAX), Action::RetryAfterSeconds(u64::MAX)])
        .on(Rule::nth(8), Action::MalformedCard(usize::MAX))
        .on(Rule::nth(9), Action::CycleCursors(0));
    let sandbox = with(faults).await;
    let heads: Vec<String> = (0..9).map(|_| ask_and_close(&sandbox)).collect();
    assert!(heads[0].starts_with("http/1.1 500 "), "{}", heads[0]);
    assert!(heads[0].contains("content-length: 0\r\n"), "{}", heads[0]);
    assert!(heads[1..].iter().all(|head| head.starts_with("http/1.1 200 ok\r\n")), "{heads:?}");
    sandbox.shutdown().await;
}

/// The head of the response to a request that asks for the end of the connection.
fn ask_and_close(sandbox: &Sandbox) -> String {
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    let head = format!(
        "GET /v1/accounts/T12345678/wallets/cards HTTP/1.1\r\nhost: x\r\n\
         connection: close\r\nauthorization: Bearer {}\r\n\r\n",
        sandbox.access_token()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    // A reset ends it as well.
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    text.split("\r\n\r\n").next().unwrap_or_default().to_owned()
}
