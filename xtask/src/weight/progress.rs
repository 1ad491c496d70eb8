//! A line that says how far the builds are, for whoever sits and waits.

use std::io::{self, IsTerminal as _, Write as _};

/// Writes to standard error where that is a terminal, and nothing elsewhere.
pub(super) struct Progress {
    is_seen: bool,
    done: usize,
    of: usize,
}

impl Progress {
    pub(super) fn new(of: usize) -> Self {
        Self { is_seen: io::stderr().is_terminal(), done: 0, of }
    }

    /// Says what is built next.
    pub(super) fn says(&mut self, package: &str) {
        self.done += 1;
        self.line(&format!("build {} of {}: {package}", self.done, self.of));
    }

    /// Leaves an empty line behind.
    pub(super) fn ends(&self) {
        self.line("");
    }

    fn line(&self, text: &str) {
        if self.is_seen {
            // Back to the beginning of the line, and over what stood there.
            let _ = write!(io::stderr(), "\r\x1b[K{text}");
        }
    }
}
