//! The pager of a terminal.

use std::io::{self, Write as _};
use std::process::{Child, Command, Stdio};

use dintero_cards::env;

use crate::failure::Failure;

/// A pager that runs; dropping it waits until its user has left it.
pub(crate) struct Pager(Child);

impl Pager {
    /// Starts the pager that `DINTERO_PAGER` or `PAGER` names, if one does.
    pub(crate) fn start() -> Result<Option<Self>, Failure> {
        let named = match env::read("DINTERO_PAGER")? {
            None => env::read("PAGER")?,
            named => named,
        };
        let Some(pager) = named.filter(|pager| !pager.trim().is_empty()) else { return Ok(None) };
        let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
        let mut command = Command::new(shell);
        command.args([flag, &pager]).stdin(Stdio::piped());
        if env::read("LESS")?.is_none() {
            // Colours, and no pager for what fits the screen.
            command.env("LESS", "FRX");
        }
        let child = command.spawn().map_err(Failure::io(pager))?;
        Ok(Some(Self(child)))
    }

    pub(crate) fn write(&mut self, text: &[u8]) -> io::Result<()> {
        self.0.stdin.as_mut().map_or(Ok(()), |stdin| stdin.write_all(text))
    }
}

impl Drop for Pager {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}
