//! A committed file, as it is and as it should be.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use similar::TextDiff;

/// A committed file, as it is and as it should be.
pub(super) struct Output {
    /// Below the root of the workspace.
    pub(super) path: PathBuf,
    pub(super) committed: String,
    pub(super) wanted: String,
}

impl Output {
    /// What stands in a file, and what should.
    pub(super) fn new(root: &Path, path: impl Into<PathBuf>, wanted: String) -> io::Result<Self> {
        let path = path.into();
        let committed = committed(root, &path)?;
        Ok(Self { path, committed, wanted })
    }

    pub(super) fn is_fresh(&self) -> bool {
        self.committed == self.wanted
    }

    /// Says whether it is fresh, and what differs when it is not.
    pub(super) fn check(&self, out: &mut dyn Write) -> io::Result<bool> {
        let path = self.path.display();
        if self.is_fresh() {
            writeln!(out, "fresh {path}")?;
            return Ok(true);
        }
        let diff = TextDiff::from_lines(self.committed.as_str(), self.wanted.as_str());
        let (committed, wanted) = (format!("{path} (committed)"), format!("{path} (generated)"));
        write!(out, "{}", diff.unified_diff().header(&committed, &wanted))?;
        writeln!(out, "stale {path}")?;
        Ok(false)
    }
}

/// The text of a file, with the line ends of this project; a file that is not
/// there is empty.
pub(super) fn committed(root: &Path, path: &Path) -> io::Result<String> {
    match fs::read_to_string(root.join(path)) {
        Ok(text) => Ok(text.replace("\r\n", "\n")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(named(path, &error)),
    }
}

pub(super) fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
