//! Files that are read with a bound and replaced in one step.

use std::fs::{self, File, Permissions};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use dintero_docs_drift::ExitStatus;

use crate::failure::{Failure, Outcome};

/// Replaces a file in one step, or leaves it as it is; creates its folder.
///
/// # Errors
/// The file cannot be written or replaced.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    if let Some(permissions) = permissions(path) {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

/// Replaces a regular file in one step. A link stays a link, and a pipe or a
/// device is written to.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => replace(&fs::canonicalize(path)?, bytes),
        Ok(_) => File::options().write(true).open(path)?.write_all(bytes),
        Err(_) => replace(path, bytes),
    }
}

/// Returns the place of a file, whether it exists or not: equal for two names of one file.
pub(crate) fn place(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok();
    let new = folder.map(|folder| folder.join(name));
    fs::canonicalize(path).ok().or(new).unwrap_or(path.to_owned())
}

/// Returns the files of a folder whose names have one of these endings, sorted.
pub(crate) fn listed(folder: &Path, endings: &[&str]) -> io::Result<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    let ending = |path: &PathBuf| Some(path.extension()?.to_str()?.to_owned());
    let has_one = |ending: String| endings.contains(&ending.as_str());
    let mut files: Vec<PathBuf> =
        paths.filter(|path| ending(path).is_some_and(has_one) && path.is_file()).collect();
    files.sort();
    Ok(files)
}

/// Reads at most a number of bytes. A larger file is an error and is not cut.
pub(crate) fn bounded(from: impl Read, most: usize, name: &str) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    from.take(limit).read_to_end(&mut bytes).map_err(Failure::of(ExitStatus::Unavailable, name))?;
    if bytes.len() > most {
        return Err(Failure(ExitStatus::Unreadable, format!("{name}: larger than {most} bytes")));
    }
    Ok(bytes)
}

/// Returns the permissions of the file that is replaced, or those of new files.
#[cfg(unix)]
fn permissions(path: &Path) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    let new = || Permissions::from_mode(0o666);
    Some(fs::metadata(path).map_or_else(|_| new(), |found| found.permissions()))
}

/// Other systems have no mode to keep.
#[cfg(not(unix))]
fn permissions(_: &Path) -> Option<Permissions> {
    None
}
