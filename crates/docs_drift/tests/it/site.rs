//! A documentation site on loopback: canned replies by path, and a log of what
//! was asked.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// A response of a path.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// Status, headers and body.
    Full(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// A body without a length that ends when nobody reads any more.
    Endless,
    /// Headers and the beginning of a body that never ends.
    Stuck,
}

/// A page of a media type.
pub(crate) fn ok(media: &str, body: impl Into<Vec<u8>>) -> Reply {
    Reply::Full(200, vec![("content-type", media.to_owned())], body.into())
}

/// A status with a header.
pub(crate) fn status(status: u16, name: &'static str, value: &str) -> Reply {
    Reply::Full(status, vec![(name, value.to_owned())], Vec::new())
}

/// Replies by path; the last one stays.
type Replies = Arc<Mutex<HashMap<String, Vec<Reply>>>>;

/// A running site. It ends when it is dropped.
pub(crate) struct Site {
    address: std::net::SocketAddr,
    replies: Replies,
    log: Arc<Mutex<Vec<String>>>,
    thread: Option<JoinHandle<()>>,
}

impl Site {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (replies, log) = (Replies::default(), Arc::<Mutex<Vec<String>>>::default());
        let (for_thread, log_of_thread) = (Arc::clone(&replies), Arc::clone(&log));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { continue };
                let (replies, log) = (Arc::clone(&for_thread), Arc::clone(&log_of_thread));
                // A connection that says nothing is the sign to end.
                let Some(request) = Request::read(stream) else { break };
                log.lock().unwrap().push(request.head.clone());
                std::thread::spawn(move || request.respond(&replies));
            }
        });
        Self { address, replies, log, thread: Some(thread) }
    }

    /// The origin, `http://127.0.0.1:port`.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sets the responses of a path, one after the other.
    pub(crate) fn on(&self, path: &str, replies: Vec<Reply>) {
        self.replies.lock().unwrap().insert(path.to_owned(), replies);
    }

    /// Heads of the requests so far, in lower case.
    pub(crate) fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Request {
    stream: TcpStream,
    head: String,
}

impl Request {
    fn read(stream: TcpStream) -> Option<Self> {
        let mut head = String::new();
        let mut reader = BufReader::new(stream.try_clone().ok()?);
        while reader.read_line(&mut head).ok()? > 0 && !head.ends_with("\r\n\r\n") {}
        (!head.is_empty()).then(|| Self { stream, head: head.to_lowercase() })
    }

    fn respond(mut self, replies: &Replies) -> Option<()> {
        let path = self.head.split(' ').nth(1)?.to_owned();
        let reply = {
            let mut replies = replies.lock().ok()?;
            match replies.get_mut(&path) {
                Some(list) if list.len() > 1 => list.remove(0),
                Some(list) => list.first()?.clone(),
                None => Reply::Full(404, Vec::new(), b"not here".to_vec()),
            }
        };
        match reply {
            Reply::Full(status, headers, body) => self.full(status, &headers, &body),
            Reply::Endless => {
                let head =
                    "HTTP/1.1 200 OK\r\ncontent-type: text/markdown\r\nconnection: close\r\n\r\n";
                self.stream.write_all(head.as_bytes()).ok()?;
                while self.stream.write_all(&[b'x'; 65_536]).is_ok() {}
                Some(())
            }
            Reply::Stuck => {
                let head = "HTTP/1.1 200 OK\r\ncontent-type: text/markdown\r\ncontent-length: 100\r\n\r\nbegin";
                self.stream.write_all(head.as_bytes()).ok()?;
                // Held until the other side has had enough.
                let _ = self.stream.read(&mut [0]);
                Some(())
            }
        }
    }

    fn full(&mut self, status: u16, headers: &[(&str, String)], body: &[u8]) -> Option<()> {
        let mut head = format!("HTTP/1.1 {status} Said\r\nconnection: close\r\n");
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("content-length: {}\r\n", body.len()));
        head.push_str("\r\n");
        self.stream.write_all(head.as_bytes()).ok()?;
        self.stream.write_all(body).ok()
    }
}
