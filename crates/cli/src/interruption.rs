//! The signals that end the process.

use std::io;
use std::process::exit;
use std::time::Duration;

use futures_util::future::select_all;
use tokio::sync::watch;

use crate::failure::{Failure, INTERRUPTED};

/// How long a command has to end by itself after it was interrupted: its output may be
/// blocked by a reader that does not read.
const GRACE: Duration = Duration::from_secs(5);

/// Whether the process was interrupted, by Ctrl-C or SIGTERM. A second signal ends it
/// at once.
pub(crate) struct Interruption(watch::Receiver<bool>);

impl Interruption {
    /// Listens from now on. A command whose output is in a pager ends when the pager does.
    pub(crate) fn listen(may_exit: bool) -> Result<Self, Failure> {
        let (sender, receiver) = watch::channel(false);
        let mut signals = signals().map_err(Failure::io("signals"))?;
        tokio::spawn(async move {
            let mut next = async || {
                select_all(signals.iter_mut().map(|signal| Box::pin(signal.recv()))).await;
            };
            next().await;
            let _ = sender.send(true);
            let _ = tokio::time::timeout(GRACE, next()).await;
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

    /// Waits for a result, or for an interruption.
    pub(crate) async fn or<T>(
        &mut self,
        result: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        tokio::select! {
            result = result => result,
            () = self.wait() => Err(Failure::Interrupted),
        }
    }
}

#[cfg(unix)]
fn signals() -> io::Result<[tokio::signal::unix::Signal; 2]> {
    use tokio::signal::unix::{SignalKind, signal};
    Ok([signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?])
}

#[cfg(windows)]
fn signals() -> io::Result<[tokio::signal::windows::CtrlC; 1]> {
    Ok([tokio::signal::windows::ctrl_c()?])
}
