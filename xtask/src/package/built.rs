//! What was unpacked is built: each package alone, with the versions that are
//! locked, and with the others only as they were packed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::archive;
use super::member::{Member, Workspace};
use crate::cargo::cargo;

/// Where the unpacked packages are, below the temporary folder.
pub(super) const PACKAGES: &str = "packages";

/// Makes a workspace of what was unpacked.
pub(super) fn lay_out(root: &Path, folder: &Path, workspace: &Workspace) -> io::Result<()> {
    let packages = folder.join(PACKAGES);
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n{}",
        tables(&packages, workspace)
    );
    fs::write(packages.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), packages.join("Cargo.lock")).map(drop)
}

/// What every workspace that uses the packages says: no debug information, for
/// nobody steps through this, and where the packages are.
pub(super) fn tables(packages: &Path, workspace: &Workspace) -> String {
    let mut text = "\n[profile.dev]\ndebug = false\n\n[patch.crates-io]\n".to_owned();
    for Member { name, version, .. } in &workspace.published {
        let path = packages.join(format!("{name}-{version}"));
        // A path between single quotes is taken as it is.
        let _ = writeln!(text, "{name} = {{ path = '{}' }}", path.display());
    }
    text
}

/// Builds one package alone, and runs its tests if asked to.
pub(super) fn check(
    folder: &Path,
    workspace: &Workspace,
    member: &Member,
    tests: bool,
) -> io::Result<Vec<String>> {
    let packages = folder.join(PACKAGES);
    let unpacked = packages.join(format!("{}-{}", member.name, member.version));
    let before = archive::read(&unpacked)?;
    let mut findings = Vec::new();
    let mut command = quiet(&packages, workspace);
    if !command.args(["check", "--package", &member.name]).status()?.success() {
        findings.push(format!("{}: it cannot be built as it was packed", member.name));
    }
    if tests && findings.is_empty() {
        let mut command = quiet(&packages, workspace);
        let output = command.args(["test", "--package", &member.name]).output()?;
        if !output.status.success() {
            io::stderr().write_all(&[output.stdout, output.stderr].concat())?;
            findings.push(format!("{}: its tests fail as they were packed", member.name));
        }
    }
    if archive::read(&unpacked)? != before {
        findings.push(format!("{}: building it changes its own files", member.name));
    }
    Ok(findings)
}

/// Cargo in a folder outside the workspace, with the artifacts of earlier runs.
pub(super) fn quiet(folder: &Path, workspace: &Workspace) -> Command {
    let mut command = cargo(folder);
    command.env("CARGO_TARGET_DIR", target(workspace)).env("CARGO_TERM_QUIET", "true");
    command
}

/// Removes what was built of the packages: the next run has another folder, and
/// only what they depend on serves it.
pub(super) fn clean(folder: &Path, workspace: &Workspace) -> io::Result<()> {
    let mut command = quiet(&folder.join(PACKAGES), workspace);
    command.arg("clean").stderr(Stdio::null());
    for member in &workspace.published {
        command.args(["--package", &member.name]);
    }
    command.status().map(drop)
}

/// Apart from the workspace's artifacts, which have the same names.
fn target(workspace: &Workspace) -> PathBuf {
    workspace.target.join("packaged")
}

/// What a lock file has that the one of the workspace has not, of the registry.
pub(super) fn unlocked(root: &Path, lock: &Path) -> io::Result<Vec<String>> {
    let (ours, theirs) = (fs::read_to_string(root.join("Cargo.lock"))?, fs::read_to_string(lock)?);
    let ours = locked(&ours);
    Ok(locked(&theirs)
        .difference(&ours)
        .map(|(name, version)| format!("{name} {version}"))
        .collect())
}

/// Names and versions of the packages that a lock file takes from the registry.
fn locked(lock: &str) -> BTreeSet<(&str, &str)> {
    lock.split("[[package]]")
        .filter(|block| block.contains("\nsource = "))
        .filter_map(|block| {
            let value = |key: &str| block.lines().find_map(|line| line.strip_prefix(key));
            Some((value("name = ")?.trim_matches('"'), value("version = ")?.trim_matches('"')))
        })
        .collect()
}
