//! Cold builds: a package and everything below it, into an empty folder.

use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::processor;

/// What a build took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cost {
    /// From beginning to end.
    pub(super) wall: Duration,
    /// On all processors together; None where this host does not say.
    pub(super) processor: Option<Duration>,
}

/// Downloads what the builds need, so that they are of compiling alone.
pub(super) fn fetch(root: &Path) -> io::Result<()> {
    must_succeed("cargo fetch", cargo(root).args(["fetch", "--locked", "--quiet"]).status()?)
}

/// Builds a package for debugging, as `cargo build` does, with nothing to
/// build on; the folder is gone afterwards.
pub(super) fn cold(root: &Path, package: &str) -> io::Result<Cost> {
    let folder = tempfile::tempdir()?;
    let mut build = cargo(root);
    build
        .args(["build", "--locked", "--quiet", "--package", package, "--target-dir"])
        .arg(folder.path())
        .env("CARGO_BUILD_BUILD_DIR", folder.path())
        // A cache of compiled crates would make this a warm build.
        .env("RUSTC_WRAPPER", "")
        .env("RUSTC_WORKSPACE_WRAPPER", "");
    let (before, begun) = (processor::of_children(), Instant::now());
    let status = build.status()?;
    let (wall, after) = (begun.elapsed(), processor::of_children());
    must_succeed("cargo build", status)?;
    let processor = after.zip(before).map(|(after, before)| after.saturating_sub(before));
    Ok(Cost { wall, processor })
}

/// Cargo, in a workspace; what it has to say against it goes to standard error.
pub(super) fn cargo(root: &Path) -> Command {
    let mut cargo = crate::cargo::cargo(root);
    cargo.stderr(Stdio::inherit());
    cargo
}

pub(super) fn must_succeed(command: &str, status: ExitStatus) -> io::Result<()> {
    if status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!("{command} failed; its own message is above")))
}
