//! A panic of the server reaches whoever holds it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::{Handler, Server};

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn panicking() -> Server {
    let handler: Handler = Arc::new(|_, _| panic!("on purpose"));
    let (server, ()) = wait(Server::start(0, |_| Ok(((), handler)))).unwrap();
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    // The connection ends without an answer, closed or reset.
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty());
    server
}

fn message(panic: Box<dyn std::any::Any + Send>) -> &'static str {
    panic.downcast::<&'static str>().map_or("another panic", |text| *text)
}

#[test]
fn a_panic_is_raised_again_when_the_handle_is_dropped() {
    let server = panicking();
    let panic = catch_unwind(AssertUnwindSafe(|| drop(server))).unwrap_err();
    assert_eq!(message(panic), "on purpose");
}

#[test]
fn a_panic_is_raised_again_at_shutdown() {
    let server = panicking();
    let shutdown = AssertUnwindSafe(|| wait(server.shutdown()));
    assert_eq!(message(catch_unwind(shutdown).unwrap_err()), "on purpose");
}

#[test]
fn a_panic_while_preparing_is_raised_at_the_start() {
    let start = || wait(Server::start::<()>(0, |_| panic!("before serving")));
    assert_eq!(message(catch_unwind(start).unwrap_err()), "before serving");
}

#[test]
fn a_panic_does_not_come_on_top_of_another() {
    let server = panicking();
    let panic = catch_unwind(AssertUnwindSafe(|| {
        let _server = server;
        panic!("of the test");
    }));
    assert_eq!(message(panic.unwrap_err()), "of the test");
}
