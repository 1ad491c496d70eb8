//! The server: a thread with a runtime of its own, which accepts connections,
//! reads bounded requests, and sends responses.
//!
//! The thread makes the sandbox independent of the runtime of the test: it serves
//! while the test blocks, its timeouts are real while the time of the test is
//! paused, and dropping the handle can wait for its end.

mod connection;

use std::any::Any;
use std::io;
use std::net::SocketAddr;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, oneshot, watch};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{sleep, timeout};

use crate::app::App;
use crate::error::Error;

/// Maximum number of open connections; more wait in the queue of the system. Below
/// the usual 1024 open files of a process, with a client in the same process.
const MAX_CONNECTIONS: usize = 1000;
/// Length of that queue. A connection that finds it full retries after a second,
/// which slows tests that open many at once.
const QUEUE: u32 = 4096;
/// Time for open requests when the server stops: longer than a response takes, and short for
/// the end of a test.
const GRACE: Duration = Duration::from_secs(1);
/// Pause after the system refused a connection, probably for lack of open files: a test does
/// not notice it, and the thread is not kept busy.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);

/// A running server. Dropping it stops it and waits for it.
#[derive(Debug)]
pub(crate) struct Server {
    stop: watch::Sender<()>,
    stopped: Option<oneshot::Receiver<()>>,
    thread: Option<JoinHandle<Option<Panic>>>,
}

impl Server {
    /// Listens on an address, with any free port for 0, calls `prepare` with the
    /// address, and serves. Everything runs on the thread of the server; the caller
    /// waits.
    ///
    /// A panic of `prepare` is raised here.
    pub(crate) async fn start(
        address: SocketAddr,
        prepare: impl FnOnce(SocketAddr) -> Result<App, Error> + Send + 'static,
    ) -> Result<(Self, Arc<App>), Error> {
        let refuse = move |source| Error::Serve { address, source };
        let (stop, stopping) = watch::channel(());
        let (ready, started) = oneshot::channel();
        let (done, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("dintero-cards-sandbox".into()).spawn(move || {
            let prepared = listen(address).map_err(refuse);
            let prepared = prepared.and_then(|(runtime, listener, address)| {
                Ok((runtime, listener, Arc::new(prepare(address)?)))
            });
            // The caller may have been dropped while the cards were created.
            let (runtime, listener, app) = match prepared {
                Ok(prepared) => prepared,
                Err(error) => return ready.send(Err(error)).ok().and(None),
            };
            ready.send(Ok(Arc::clone(&app))).ok()?;
            let panic = runtime.block_on(serve(listener, app, stopping));
            drop(runtime);
            // There is no receiver if the handle is dropped without shutdown.
            let _ = done.send(());
            panic
        });
        let thread = thread.map_err(refuse)?;
        match started.await {
            Ok(app) => {
                let app = app?;
                Ok((Self { stop, stopped: Some(stopped), thread: Some(thread) }, app))
            }
            Err(_) => match thread.join() {
                Err(panic) => resume_unwind(panic),
                Ok(_) => Err(refuse(io::Error::other("the thread of the server ended"))),
            },
        }
    }

    /// Stops and waits without blocking the runtime of the caller.
    pub(crate) async fn shutdown(mut self) {
        let _ = self.stop.send(());
        if let Some(stopped) = self.stopped.take() {
            // An error means that the thread panicked; joining returns the panic.
            let _ = stopped.await;
        }
        self.join();
    }

    /// Waits for the thread and raises its panic.
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

type Panic = Box<dyn Any + Send>;

fn listen(address: SocketAddr) -> io::Result<(Runtime, TcpListener, SocketAddr)> {
    let runtime = Builder::new_current_thread().enable_io().enable_time().build()?;
    let listener = {
        let _context = runtime.enter();
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        // The port of a sandbox that has just ended is free again; on Windows the
        // same option would let two sandboxes share a port.
        #[cfg(not(windows))]
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(QUEUE)?
    };
    let address = listener.local_addr()?;
    Ok((runtime, listener, address))
}

/// Serves until the stop signal; returns the first panic of a connection.
async fn serve(
    listener: TcpListener,
    app: Arc<App>,
    mut stopping: watch::Receiver<()>,
) -> Option<Panic> {
    let permits = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut connections = JoinSet::new();
    let mut panic = None;
    loop {
        let accepted = async {
            let permit = Arc::clone(&permits).acquire_owned().await;
            (permit, listener.accept().await)
        };
        tokio::select! {
            // The stop signal, or the handle was dropped.
            _ = stopping.changed() => break,
            Some(ended) = connections.join_next() => record(&mut panic, ended),
            (permit, accepted) = accepted => match accepted {
                Ok((stream, _)) => {
                    let connection = connection::serve(stream, Arc::clone(&app), stopping.clone());
                    connections.spawn(async move {
                        connection.await;
                        drop(permit);
                    });
                }
                Err(_) => sleep(ACCEPT_PAUSE).await,
            },
        }
    }
    drop(listener);
    let all = async {
        while let Some(ended) = connections.join_next().await {
            record(&mut panic, ended);
        }
    };
    // Connections that are still open then end with the runtime.
    let _ = timeout(GRACE, all).await;
    panic
}

fn record(panic: &mut Option<Panic>, ended: Result<(), JoinError>) {
    if let Err(error) = ended
        && let Ok(new) = error.try_into_panic()
    {
        panic.get_or_insert(new);
    }
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::Server;

    #[test]
    fn a_panic_while_preparing_is_raised_at_the_start() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let any_port = ([127, 0, 0, 1], 0).into();
        let start = || runtime.block_on(Server::start(any_port, |_| panic!("before serving")));
        let panic = catch_unwind(std::panic::AssertUnwindSafe(start)).err().unwrap();
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"before serving"));
    }
}
