//! A panic on the thread of the server reaches the owner of the handle.

use std::any::Any;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dintero_cards_sandbox::Sandbox;

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// A sandbox whose observer has panicked.
fn panicked() -> Sandbox {
    let builder = Sandbox::builder().on_request(|_| panic!("on purpose"));
    let sandbox = wait(builder.start()).unwrap();
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut response = Vec::new();
    // The connection ends without a response, closed or reset.
    let _ = stream.read_to_end(&mut response);
    assert!(response.is_empty());
    sandbox
}

fn message(panic: Box<dyn Any + Send>) -> &'static str {
    panic.downcast::<&'static str>().map_or("another panic", |text| *text)
}

#[test]
fn a_panic_is_raised_again_when_the_sandbox_is_dropped() {
    let sandbox = panicked();
    let panic = catch_unwind(AssertUnwindSafe(|| drop(sandbox))).unwrap_err();
    assert_eq!(message(panic), "on purpose");
}

#[test]
fn a_panic_is_raised_again_at_shutdown() {
    let sandbox = panicked();
    let shutdown = AssertUnwindSafe(|| wait(sandbox.shutdown()));
    assert_eq!(message(catch_unwind(shutdown).unwrap_err()), "on purpose");
}

#[test]
fn a_panic_of_the_server_is_not_raised_during_another_panic() {
    let sandbox = panicked();
    let panic = catch_unwind(AssertUnwindSafe(|| {
        let _sandbox = sandbox;
        panic!("of the test");
    }));
    assert_eq!(message(panic.unwrap_err()), "of the test");
}
