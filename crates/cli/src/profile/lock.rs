//! A file that one process at a time holds.

use std::fs::File;
use std::io;
use std::path::Path;
#[cfg(windows)]
use std::time::Duration;

/// How often a file that another process holds is tried, and the pause after each time: ten
/// seconds, far longer than profiles are held while they are written.
#[cfg(windows)]
const TRIES: u32 = 100;
#[cfg(windows)]
const PAUSE: Duration = Duration::from_millis(100);

/// Opens a file that one process at a time holds.
#[cfg(unix)]
pub(super) fn lock(path: &Path) -> io::Result<File> {
    let file = File::options().write(true).create(true).truncate(false).open(path)?;
    rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive)?;
    Ok(file)
}

/// Opens a file that one process at a time holds.
#[cfg(windows)]
#[expect(clippy::disallowed_methods, reason = "Windows has no blocking lock here")]
pub(super) fn lock(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt as _;
    let mut options = File::options();
    options.write(true).create(true).truncate(false).share_mode(0);
    for _ in 0..TRIES {
        if let Ok(file) = options.open(path) {
            return Ok(file);
        }
        std::thread::sleep(PAUSE);
    }
    options.open(path)
}
