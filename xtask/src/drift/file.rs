//! Files that are read with a bound and written in one step.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::stop::{Outcome, Stop};

/// Reads at most so many bytes; what is larger is refused, not cut.
pub(super) fn bounded(from: impl Read, most: usize, name: &str) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    from.take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| Stop::Unavailable(format!("{name}: {error}")))?;
    if bytes.len() > most {
        return Err(Stop::Unreadable(format!("{name}: larger than {most} bytes")));
    }
    Ok(bytes)
}

/// Writes a file so that it is there whole or as it was.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("file");
    let beside = folder.join(format!(".{name}.{}.new", std::process::id()));
    fs::write(&beside, bytes)?;
    fs::rename(&beside, path).inspect_err(|_| drop(fs::remove_file(&beside)))
}
