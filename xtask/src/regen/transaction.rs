//! Several files written as one: all of them, or none.
//!
//! The new texts are laid down in a folder of their own, which then gets its
//! final name in one step. From there on they are moved to their places, and
//! whoever finds the folder later moves what is left. So whatever stops the
//! process, and whenever, the files are all old, or will all be new.
//!
//! What would stop a move is looked for before the first one: each place is
//! tried with a file of its own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use dintero_cards_semver::digest;

use super::output::{Output, committed, named};

/// The folder with what is still to be moved.
const FOLDER: &str = ".regen";
/// Where each of its files belongs: number, digest of what stood there, and
/// path, one a line.
const PLAN: &str = "plan";
/// What is moved to each place, to see whether that can be done.
const TRIAL: &str = "trial";

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
    let staged = stage(root, &staging, &stale).and_then(|()| {
        fs::rename(&staging, root.join(FOLDER)).map_err(|error| match error.kind() {
            io::ErrorKind::DirectoryNotEmpty => io::Error::new(
                error.kind(),
                format!("{FOLDER} is there: another regeneration writes; run this one again"),
            ),
            _ => named(&staging, &error),
        })
    });
    if let Err(error) = staged {
        let _ = fs::remove_dir_all(&staging);
        return Err(error);
    }
    finish(root)
}

fn stage(root: &Path, staging: &Path, outputs: &[&Output]) -> io::Result<()> {
    fs::create_dir_all(staging).map_err(|error| named(staging, &error))?;
    let mut plan = String::new();
    for (number, output) in outputs.iter().enumerate() {
        attempt(staging, &place(root, &output.path))?;
        fs::write(staging.join(number.to_string()), &output.wanted)?;
        let before = digest([output.committed.as_str()]);
        plan.push_str(&format!("{number} {before} {}\n", output.path.display()));
    }
    fs::write(staging.join(PLAN), plan)
}

/// Where the text of a file is: what a link leads to is replaced, not the link.
fn place(root: &Path, path: &Path) -> PathBuf {
    let path = root.join(path);
    fs::canonicalize(&path).unwrap_or(path)
}

/// Moves a file to the folder of another and takes it away again.
fn attempt(staging: &Path, to: &Path) -> io::Result<()> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder).map_err(|error| named(folder, &error))?;
    let (from, trial) =
        (staging.join(TRIAL), folder.join(format!("{FOLDER}.{}.{TRIAL}", process::id())));
    fs::write(&from, "").map_err(|error| named(&from, &error))?;
    fs::rename(&from, &trial).map_err(|error| named(to, &error))?;
    fs::remove_file(&trial).map_err(|error| named(to, &error))
}

/// Moves what a regeneration, this one or one that was stopped, has laid down.
///
/// # Errors
/// Somebody changed a file since it was stopped: what is laid down for it would
/// undo that. Nothing is moved then.
pub(super) fn finish(root: &Path) -> io::Result<()> {
    let folder = root.join(FOLDER);
    let plan = match fs::read_to_string(folder.join(PLAN)) {
        Ok(plan) => plan,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return clear(&folder),
        Err(error) => return Err(named(&folder, &error)),
    };
    let mut moves = Vec::new();
    for line in plan.lines() {
        let mut words = line.splitn(3, ' ');
        let (Some(number), Some(before), Some(path)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        let from = folder.join(number);
        let there = committed(root, Path::new(path))?;
        let wanted = match fs::read_to_string(&from) {
            Ok(text) => text,
            // It was moved before the stop, or just now by somebody else.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(named(&from, &error)),
        };
        if there != wanted && digest([there.as_str()]) != before {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!(
                    "{path}: it was changed after a regeneration was stopped; remove {FOLDER}, \
                     which has what that one would write, and run again"
                ),
            ));
        }
        moves.push((from, place(root, Path::new(path))));
    }
    for (from, to) in moves {
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(|error| named(parent, &error))?;
        }
        match fs::rename(&from, &to) {
            // Whoever else finishes was faster.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(named(&to, &error)),
            Ok(()) => {}
        }
    }
    clear(&folder)
}

/// Takes the folder away; whoever else finishes may have done so.
fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(named(folder, &error)),
        Ok(()) => Ok(()),
    }
}
