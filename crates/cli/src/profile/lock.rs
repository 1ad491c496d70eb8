//! A file that one process at a time holds.

use std::fs::File;
use std::io;
use std::path::Path;

/// Opens a file that one process at a time holds, and waits until no other one does.
pub(super) fn lock(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        let file = options.open(path)?;
        rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive)?;
        Ok(file)
    }
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt as _;
        options.share_mode(0);
        // Ten seconds, far longer than profiles are held while they are written.
        for _ in 0..100 {
            if let Ok(file) = options.open(path) {
                return Ok(file);
            }
            #[expect(clippy::disallowed_methods, reason = "Windows has no blocking lock here")]
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        options.open(path)
    }
}
