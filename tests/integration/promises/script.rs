//! A stub that sends scripted bytes, for responses that the sandbox does not send:
//! one response per request, and the last one from then on.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dintero_cards::{AccessToken, Builder, CardsClient, RetryPolicy};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The response to a request.
#[derive(Clone, Debug)]
pub(crate) enum Response {
    /// Writes these bytes and closes the connection.
    Bytes(Vec<u8>),
    /// Writes these bytes, and responds to the next request on the same connection.
    Kept(Vec<u8>),
    /// Writes these bytes and then keeps silent.
    Silence(Vec<u8>),
}

pub(crate) fn json(body: &str) -> Response {
    response("200 OK", &[("content-type", "application/json")], body)
}

pub(crate) fn response(status: &str, headers: &[(&str, &str)], body: &str) -> Response {
    let headers: String =
        headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n");
    Response::Bytes(format!("{head}\r\n{body}").into_bytes())
}

/// A server on this machine that lives as long as its handle.
pub(crate) struct Script {
    base_url: String,
    heads: Arc<Mutex<Vec<String>>>,
    server: JoinHandle<()>,
}

impl Script {
    pub(crate) async fn start(responses: impl IntoIterator<Item = Response>) -> Self {
        let responses: Vec<Response> = responses.into_iter().collect();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
        let heads = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&heads);
        let server = tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else { return };
                let (responses, seen) = (responses.clone(), Arc::clone(&seen));
                tokio::spawn(async move { serve(stream, &responses, &seen).await });
            }
        });
        Self { base_url, heads, server }
    }

    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }

    /// First line and headers of every request, in order.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    /// A client of this server that does not wait between attempts.
    pub(crate) fn builder(&self) -> Builder {
        CardsClient::builder("T12345678")
            .token_source(AccessToken::new("a.b.c"))
            .base_url(self.base_url())
            .auth_url(self.base_url())
            .retry(RetryPolicy::default().with_base(Duration::ZERO))
    }

    pub(crate) fn client(&self) -> CardsClient {
        self.builder().build().unwrap()
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(mut stream: TcpStream, responses: &[Response], seen: &Mutex<Vec<String>>) {
    loop {
        let mut head = Vec::new();
        while !head.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
            let mut buffer = [0; 4096];
            match stream.read(&mut buffer).await {
                Ok(read @ 1..) => head.extend_from_slice(&buffer[..read]),
                _ => return,
            }
        }
        let number = {
            let mut seen = seen.lock().unwrap();
            seen.push(String::from_utf8_lossy(&head).into_owned());
            seen.len() - 1
        };
        match &responses[number.min(responses.len() - 1)] {
            Response::Bytes(bytes) => {
                let _ = stream.write_all(bytes).await;
                let _ = stream.shutdown().await;
                return;
            }
            Response::Kept(bytes) => {
                let _ = stream.write_all(bytes).await;
            }
            Response::Silence(bytes) => {
                let _ = stream.write_all(bytes).await;
                std::future::pending::<()>().await;
            }
        }
    }
}
