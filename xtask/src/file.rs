//! Files that are replaced in one step.

use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::path::Path;

/// Replaces a file in one step, or leaves it as it is; creates its folder.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
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

/// Refuses a path below a root that leads out of it through a link, and
/// anything that is there and is not a regular file.
pub(crate) fn check_place(root: &Path, path: &Path) -> io::Result<()> {
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
