//! The one room that knows sockets: a thread with a runtime of its own, which
//! accepts connections, reads requests within bounds, and sends answers.
//!
//! A thread, so that the sandbox does not depend on the runtime of the test: it
//! serves while the test blocks, its timeouts are real where the test's time is
//! paused, and dropping the handle can wait until nothing is left running.

use std::any::Any;
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::request::Parts;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, oneshot, watch};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{sleep, timeout};

use crate::answer::Answer;
use crate::contract::{BODY_LIMIT, BodyFault};

/// More connections than this wait in the queue of the system. It stays under
/// the usual 1024 open files of a process, with a client in the same one.
const MAX_CONNECTIONS: usize = 1000;
/// Length of that queue. A connection that finds it full tries again a second
/// later, which a test that opens many at once would feel.
const QUEUE: u32 = 4096;
/// A head that is not there by then closes the connection, as does silence
/// between two requests.
const HEAD_TIMEOUT: Duration = Duration::from_secs(20);
/// A body that is not there by then is refused.
const BODY_TIMEOUT: Duration = Duration::from_secs(20);
/// Largest head in bytes; more is answered with 431 and no body.
const HEAD_LIMIT: usize = 64 * 1024;
/// A body that is too large is still read up to here, so that a client that
/// only reads once it has written gets to see the answer.
const DRAIN_LIMIT: usize = 16 * BODY_LIMIT;
/// What is under way at the stop may take so long.
const GRACE: Duration = Duration::from_secs(1);
/// Pause after the system refused a connection, most likely for want of files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);

/// A function from requests to answers.
pub(crate) type Handler =
    Arc<dyn Fn(&Parts, Result<Bytes, BodyFault>) -> Answer + Send + Sync + 'static>;

type Panic = Box<dyn Any + Send>;

/// A running server. Dropping it stops it and waits for it.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    stop: watch::Sender<()>,
    stopped: Option<oneshot::Receiver<()>>,
    thread: Option<JoinHandle<Option<Panic>>>,
}

impl Server {
    /// Listens on a port of the loopback interface, where 0 takes any free one,
    /// prepares what is served once the address is known, and serves. All of it
    /// happens on the thread of the server; the caller only waits.
    ///
    /// A panic while preparing is raised here.
    pub(crate) async fn start<T: Send + 'static>(
        port: u16,
        prepare: impl FnOnce(SocketAddr) -> (T, Handler) + Send + 'static,
    ) -> io::Result<(Self, T)> {
        let (stop, stopping) = watch::channel(());
        let (ready, started) = oneshot::channel();
        let (done, stopped) = oneshot::channel();
        let thread =
            thread::Builder::new().name("dintero-cards-sandbox".into()).spawn(move || {
                let (runtime, listener, address) = match listen(port) {
                    Ok(listening) => listening,
                    Err(error) => {
                        // Without a caller there is nobody to tell.
                        let _ = ready.send(Err(error));
                        return None;
                    }
                };
                let (prepared, handler) = prepare(address);
                // The caller may have gone away while the cards were made.
                ready.send(Ok((address, prepared))).ok()?;
                let panic = runtime.block_on(serve(listener, handler, stopping));
                drop(runtime);
                // Nobody waits when the handle is dropped and not shut down.
                let _ = done.send(());
                panic
            })?;
        match started.await {
            Ok(Ok((address, prepared))) => {
                let (stopped, thread) = (Some(stopped), Some(thread));
                Ok((Self { address, stop, stopped, thread }, prepared))
            }
            Ok(Err(error)) => Err(error),
            Err(_) => match thread.join() {
                Err(panic) => resume_unwind(panic),
                Ok(_) => Err(io::Error::other("the thread of the server ended")),
            },
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops and waits without blocking the runtime of the caller.
    pub(crate) async fn shutdown(mut self) {
        let _ = self.stop.send(());
        if let Some(stopped) = self.stopped.take() {
            // An error means that the thread panicked, which joining tells.
            let _ = stopped.await;
        }
        self.join();
    }

    /// Waits for the thread and raises what panicked there.
    fn join(&mut self) {
        let Some(thread) = self.thread.take() else { return };
        let panic = thread.join().unwrap_or_else(Some);
        if let Some(panic) = panic
            && !thread::panicking()
        {
            resume_unwind(panic);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.stop.send(());
        self.join();
    }
}

fn listen(port: u16) -> io::Result<(Runtime, TcpListener, SocketAddr)> {
    let runtime = Builder::new_current_thread().enable_io().enable_time().build()?;
    let listener = {
        let _context = runtime.enter();
        let socket = TcpSocket::new_v4()?;
        // The port of a sandbox that has just ended can be taken again; on
        // Windows the same option would let two sandboxes share a port.
        #[cfg(not(windows))]
        socket.set_reuseaddr(true)?;
        socket.bind((Ipv4Addr::LOCALHOST, port).into())?;
        socket.listen(QUEUE)?
    };
    let address = listener.local_addr()?;
    Ok((runtime, listener, address))
}

/// Serves until it is told to stop; gives the first panic of a connection.
async fn serve(
    listener: TcpListener,
    handler: Handler,
    mut stopping: watch::Receiver<()>,
) -> Option<Panic> {
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut connections = JoinSet::new();
    let mut panic = None;
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        tokio::select! {
            // Told to stop, or the handle is gone.
            _ = stopping.changed() => break,
            Some(ended) = connections.join_next() => keep(&mut panic, ended),
            (place, accepted) = accepted => match accepted {
                Ok((stream, _)) => {
                    let connection = connection(stream, Arc::clone(&handler), stopping.clone());
                    connections.spawn(async move {
                        connection.await;
                        drop(place);
                    });
                }
                Err(_) => sleep(ACCEPT_PAUSE).await,
            },
        }
    }
    drop(listener);
    let all = async {
        while let Some(ended) = connections.join_next().await {
            keep(&mut panic, ended);
        }
    };
    // What is not done by then ends with the runtime.
    let _ = timeout(GRACE, all).await;
    panic
}

fn keep(panic: &mut Option<Panic>, ended: Result<(), JoinError>) {
    if let Err(error) = ended
        && let Ok(new) = error.try_into_panic()
    {
        panic.get_or_insert(new);
    }
}

async fn connection(stream: TcpStream, handler: Handler, mut stopping: watch::Receiver<()>) {
    // Small answers go out at once; where that fails they go out later.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| exchange(request, Arc::clone(&handler)));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(HEAD_LIMIT)
        // A client that says it has no more to say still gets its answer.
        .half_close(true)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    // An error is the client's: garbage, silence, a reset. It is over either way.
    tokio::select! {
        _ = connection.as_mut() => {}
        _ = stopping.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

async fn exchange(
    request: Request<Incoming>,
    handler: Handler,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = timeout(BODY_TIMEOUT, read(body)).await.unwrap_or(Err(BodyFault::TooSlow));
    let answer = handler(&head, body);
    let mut response = Response::new(Full::new(answer.body));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    Ok(response)
}

async fn read(mut body: Incoming) -> Result<Bytes, BodyFault> {
    let mut kept = BytesMut::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BodyFault::Broken)?;
        let Ok(data) = frame.into_data() else { continue };
        length += data.len();
        if length > DRAIN_LIMIT {
            return Err(BodyFault::TooLarge);
        }
        if length <= BODY_LIMIT {
            kept.extend_from_slice(&data);
        }
    }
    if length > BODY_LIMIT { Err(BodyFault::TooLarge) } else { Ok(kept.freeze()) }
}

#[cfg(test)]
mod tests {
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
        let (server, ()) = wait(Server::start(0, |_| ((), handler))).unwrap();
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
}
