//! The signals that end the process.

use std::io;
use std::process::exit;
use std::time::Duration;

use tokio::sync::watch;

use crate::failure::{Failure, INTERRUPTED};

/// How long a command has to end by itself after it was interrupted: its output may be
/// blocked by a reader that does not read.
const GRACE: Duration = Duration::from_secs(5);

/// Whether the process was interrupted, by Ctrl-C or SIGTERM. A second signal ends it
/// at once.
#[derive(Clone)]
pub(crate) struct Interruption(watch::Receiver<bool>);

impl Interruption {
    /// Listens from now on. A command whose output is in a pager ends when the pager does.
    pub(crate) fn listen(may_exit: bool) -> Result<Self, Failure> {
        let (sender, receiver) = watch::channel(false);
        let signals = Signals::new();
        let mut signals = signals.map_err(|error| Failure::Io("signals".to_owned(), error))?;
        tokio::spawn(async move {
            signals.next().await;
            let _ = sender.send(true);
            let _ = tokio::time::timeout(GRACE, signals.next()).await;
            if may_exit {
                exit(i32::from(INTERRUPTED));
            }
            // The sender is dropped, and nobody waits for a second signal.
        });
        Ok(Self(receiver))
    }

    /// Resolves when the process was interrupted.
    pub(crate) async fn wait(&mut self) {
        // The sender lives as long as the process.
        let _ = self.0.wait_for(|is_interrupted| *is_interrupted).await;
    }
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn next(&mut self) {
        self.0.recv().await;
    }
}
