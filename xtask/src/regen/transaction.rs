//! Several files written as one: all of them, or none.
//!
//! The new texts are laid down in a folder of their own, which then gets its
//! final name in one step. From there on they are moved to their places, and
//! whoever finds the folder later moves what is left. So whatever stops the
//! process, and whenever, the files are all old, or will all be new.

use std::fs;
use std::io;
use std::path::Path;
use std::process;

use super::output::{Output, named};

/// The folder with what is still to be moved.
const FOLDER: &str = ".regen";
/// Where each of its files belongs: number and path, one a line.
const PLAN: &str = "plan";

/// Whether a regeneration was stopped while it wrote.
pub(super) fn is_interrupted(root: &Path) -> bool {
    root.join(FOLDER).exists()
}

/// Writes every output that is not fresh.
pub(super) fn replace(root: &Path, outputs: &[Output]) -> io::Result<()> {
    let stale: Vec<&Output> = outputs.iter().filter(|output| !output.is_fresh()).collect();
    if stale.is_empty() {
        return Ok(());
    }
    let staging = root.join(format!("{FOLDER}.{}", process::id()));
    let staged = stage(&staging, &stale).and_then(|()| {
        fs::rename(&staging, root.join(FOLDER)).map_err(|error| named(&staging, &error))
    });
    if let Err(error) = staged {
        let _ = fs::remove_dir_all(&staging);
        return Err(error);
    }
    finish(root)
}

fn stage(staging: &Path, outputs: &[&Output]) -> io::Result<()> {
    fs::create_dir_all(staging).map_err(|error| named(staging, &error))?;
    let mut plan = String::new();
    for (number, output) in outputs.iter().enumerate() {
        fs::write(staging.join(number.to_string()), &output.wanted)?;
        plan.push_str(&format!("{number} {}\n", output.path.display()));
    }
    fs::write(staging.join(PLAN), plan)
}

/// Moves what a regeneration, this one or one that was stopped, has laid down.
pub(super) fn finish(root: &Path) -> io::Result<()> {
    let folder = root.join(FOLDER);
    let plan = match fs::read_to_string(folder.join(PLAN)) {
        Ok(plan) => plan,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(named(&folder, &error)),
    };
    for line in plan.lines() {
        let Some((number, path)) = line.split_once(' ') else { continue };
        let (from, to) = (folder.join(number), root.join(path));
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(|error| named(parent, &error))?;
        }
        match fs::rename(&from, &to) {
            // It was moved before the stop.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(named(&to, &error)),
            Ok(()) => {}
        }
    }
    fs::remove_dir_all(&folder).map_err(|error| named(&folder, &error))
}
