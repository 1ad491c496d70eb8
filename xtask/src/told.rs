//! Standard output, for readers who may stop reading.

use std::io::{self, ErrorKind, Write};

/// A writer whose reader may go away: whoever closed the pipe has read enough,
/// and the exit status says all the same what was found.
pub(crate) struct Told<W>(pub(crate) W);

impl<W: Write> Write for Told<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(bytes.len()),
            other => other,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }
}
