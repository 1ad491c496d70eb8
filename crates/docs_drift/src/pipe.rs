//! Standard output, for readers who may stop reading.

use std::io::{self, ErrorKind, Write};

/// A writer that ignores a broken pipe: its reader may have read enough, and the
/// exit status tells the result all the same.
#[derive(Debug)]
pub struct IgnoreBrokenPipe<W>(pub W);

impl<W: Write> Write for IgnoreBrokenPipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        or_if_broken(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        or_if_broken(self.0.flush(), ())
    }
}

fn or_if_broken<T>(result: io::Result<T>, value: T) -> io::Result<T> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(value),
        other => other,
    }
}
