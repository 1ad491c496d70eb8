//! A server on this machine that keeps connections open and computes its responses.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dintero_cards::{AccessToken, Builder, CardFilter, CardsClient, ListCards, RetryPolicy};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The response to a request.
pub(crate) enum Reply {
    /// A response, after which the connection stays open.
    Response(Vec<u8>),
    /// No response: the connection is closed.
    Close,
}

pub(crate) fn reply(status: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let headers: String =
        headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n", body.len());
    Reply::Response([head.as_bytes(), body].concat())
}

pub(crate) fn page(body: impl AsRef<[u8]>) -> Reply {
    reply("200 OK", &[("content-type", "application/json")], body)
}

/// Returns the response to a request, by its number from 0 and its first line.
type Respond = dyn Fn(usize, &str) -> Reply + Send + Sync;

/// A server that lives as long as its handle.
pub(crate) struct Server {
    host: String,
    targets: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Server {
    pub(crate) async fn start(
        respond: impl Fn(usize, &str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let targets: Arc<Mutex<Vec<String>>> = Arc::default();
        let (seen, respond): (_, Arc<Respond>) = (Arc::clone(&targets), Arc::new(respond));
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, Arc::clone(&seen), Arc::clone(&respond)));
            }
        });
        Self { host, targets, task }
    }

    /// Starts a server that sends these pages, the last one again and again.
    pub(crate) async fn pages<B: AsRef<[u8]>>(bodies: impl IntoIterator<Item = B>) -> Self {
        let bodies: Vec<Vec<u8>> = bodies.into_iter().map(|body| body.as_ref().to_vec()).collect();
        Self::start(move |number, _| page(&bodies[number.min(bodies.len() - 1)])).await
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The requested paths with their queries, in order.
    pub(crate) fn targets(&self) -> Vec<String> {
        self.targets.lock().unwrap().clone()
    }

    /// A client of this server that does not wait between attempts.
    pub(crate) fn builder(&self) -> Builder {
        CardsClient::builder("T12345678")
            .token_source(AccessToken::new("a.b.c"))
            .base_url(format!("http://{}/v1", self.host))
            .retry(RetryPolicy::default().with_base(Duration::ZERO))
    }

    pub(crate) fn client(&self) -> CardsClient {
        self.builder().build().unwrap()
    }

    pub(crate) fn listing(&self) -> ListCards {
        self.client().list_cards(CardFilter::new())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, seen: Arc<Mutex<Vec<String>>>, respond: Arc<Respond>) {
    let mut head = Vec::new();
    loop {
        while !head.ends_with(b"\r\n\r\n") {
            let mut buffer = [0; 4096];
            match stream.read(&mut buffer).await {
                Ok(read @ 1..) => head.extend_from_slice(&buffer[..read]),
                _ => return,
            }
        }
        let text = String::from_utf8(std::mem::take(&mut head)).unwrap();
        let target = text.split(' ').nth(1).unwrap().to_owned();
        let number = {
            let mut seen = seen.lock().unwrap();
            seen.push(target.clone());
            seen.len() - 1
        };
        match respond(number, &target) {
            Reply::Response(bytes) => stream.write_all(&bytes).await.unwrap(),
            Reply::Close => return,
        }
    }
}
