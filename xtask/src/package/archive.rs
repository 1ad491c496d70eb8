//! Packing with cargo, and unpacking.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::contents::Files;
use super::member::{Member, Workspace};
use crate::cargo::cargo;

/// A package that was packed.
pub(super) struct Packed<'a> {
    pub(super) member: &'a Member,
    /// The `.crate` file.
    pub(super) file: PathBuf,
    /// Its size.
    pub(super) bytes: u64,
}

/// The names of the files that cargo would pack.
pub(super) fn list(root: &Path, member: &Member) -> io::Result<Vec<String>> {
    let output = cargo(root)
        .args(["package", "--list", "--allow-dirty", "--package", &member.name])
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).trim()));
    }
    let text = String::from_utf8_lossy(&output.stdout).replace('\\', "/");
    Ok(text.lines().map(str::to_owned).collect())
}

/// A file that differs from what is committed; none where there is no git.
pub(super) fn uncommitted(root: &Path) -> io::Result<Option<String>> {
    let output = Command::new("git")
        .args(["status", "--porcelain", "--no-renames"])
        .current_dir(root)
        .output();
    let output = match output {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        output => output?,
    };
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().next().and_then(|line| line.get(3..)).map(str::to_owned))
}

/// Packs every published package; None when cargo does not.
pub(super) fn pack<'a>(
    root: &Path,
    workspace: &'a Workspace,
    allow_dirty: bool,
) -> io::Result<Option<Vec<Packed<'a>>>> {
    let mut command = cargo(root);
    // Together, or cargo would look for each in the registry.
    command.args(["package", "--no-verify", "--locked"]);
    for member in &workspace.published {
        command.args(["--package", &member.name]);
    }
    if allow_dirty {
        command.arg("--allow-dirty");
    }
    let output = command.output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let is_packed = output.status.success();
    // That it updates its index and what it packs is nothing to read.
    for line in said.lines().filter(|line| !is_packed || line.starts_with("warning")) {
        writeln!(io::stderr(), "{line}")?;
    }
    if !is_packed {
        return Ok(None);
    }
    let packed = |member: &'a Member| {
        let name = format!("{}-{}.crate", member.name, member.version);
        let file = workspace.target.join("package").join(name);
        let bytes = fs::metadata(&file)?.len();
        Ok(Packed { member, file, bytes })
    };
    workspace.published.iter().map(packed).collect::<io::Result<_>>().map(Some)
}

/// Unpacks a `.crate` file, which holds one folder, and reads what was in it.
pub(super) fn unpack(file: &Path, folder: &Path) -> io::Result<Files> {
    fs::create_dir_all(folder)?;
    let status = Command::new("tar")
        .arg("-xzf")
        .arg(file)
        .arg("-C")
        .arg(folder)
        .stdin(Stdio::null())
        .status()?;
    if !status.success() {
        return Err(io::Error::other(format!("tar does not unpack {}", file.display())));
    }
    let name = file.file_stem().unwrap_or_default();
    read(&folder.join(name))
}

/// Every file below a folder.
pub(super) fn read(folder: &Path) -> io::Result<Files> {
    let (mut files, mut folders) = (Files::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy();
            files.insert(name.replace('\\', "/"), fs::read(&path)?);
        }
    }
    Ok(files)
}
