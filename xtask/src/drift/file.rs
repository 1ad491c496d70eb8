//! Files that are read with a bound and replaced in one step.

use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use dintero_docs_drift::ExitStatus;

use super::failure::{Failure, Outcome};
use crate::file::replace;

/// Replaces a regular file in one step. A link stays a link, and a pipe or a
/// device is written to.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => replace(&fs::canonicalize(path)?, bytes),
        Ok(_) => File::options().write(true).open(path)?.write_all(bytes),
        Err(_) => replace(path, bytes),
    }
}

/// Returns the place of a file, whether it exists or not: equal for two names of one file.
pub(super) fn place(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok();
    let new = folder.map(|folder| folder.join(name));
    fs::canonicalize(path).ok().or(new).unwrap_or(path.to_owned())
}

/// Reads at most a number of bytes. A larger file is an error and is not cut.
pub(super) fn bounded(from: impl Read, most: usize, name: &str) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    from.take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure(ExitStatus::Unavailable, format!("{name}: {error}")))?;
    if bytes.len() > most {
        return Err(Failure(ExitStatus::Unreadable, format!("{name}: larger than {most} bytes")));
    }
    Ok(bytes)
}
