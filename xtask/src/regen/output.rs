//! A committed file, as it is and as it should be.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use docs_drift::replace;
use similar::TextDiff;

pub(super) struct Output {
    /// Its path below the root of the workspace.
    pub(super) path: PathBuf,
    pub(super) committed: String,
    pub(super) wanted: String,
}

impl Output {
    /// Reads the committed text of a file that should have another text.
    pub(super) fn new(root: &Path, path: impl Into<PathBuf>, wanted: String) -> io::Result<Self> {
        let path = path.into();
        check_place(root, &path).map_err(|error| named(&path, &error))?;
        let committed = committed(root, &path)?;
        Ok(Self { path, committed, wanted })
    }

    pub(super) fn is_fresh(&self) -> bool {
        self.committed == self.wanted
    }

    /// Reports whether the file is fresh, with a diff if it is not.
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

/// Writes every output that is not fresh. All places are checked first.
pub(super) fn write(root: &Path, outputs: &[Output]) -> io::Result<()> {
    let stale = || outputs.iter().filter(|output| !output.is_fresh());
    for output in stale() {
        check_place(root, &output.path).map_err(|error| named(&output.path, &error))?;
    }
    for Output { path, wanted, .. } in stale() {
        replace(&root.join(path), wanted.as_bytes()).map_err(|error| named(path, &error))?;
    }
    Ok(())
}

/// Reads a file, with the line ends of this project; a missing file is empty.
pub(crate) fn committed(root: &Path, path: &Path) -> io::Result<String> {
    match fs::read_to_string(root.join(path)) {
        Ok(text) => Ok(text.replace("\r\n", "\n")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(named(path, &error)),
    }
}

pub(super) fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Refuses a path below a root that leads out of it through a link, and
/// anything that is there and is not a regular file.
fn check_place(root: &Path, path: &Path) -> io::Result<()> {
    for part in path.ancestors().filter(|part| !part.as_os_str().is_empty()) {
        let Ok(found) = fs::symlink_metadata(root.join(part)) else { continue };
        let fits = if part == path { found.is_file() } else { found.is_dir() };
        if !fits {
            let kind = if part == path { "file" } else { "folder" };
            let why = format!("{} is not a regular {kind}; nothing was written", part.display());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        }
    }
    Ok(())
}
