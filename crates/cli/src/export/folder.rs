//! The folder of an export in windows, and what in it is complete.
//!
//! - `cards/` has a file for each window, and nothing else: engines read it as one table.
//! - `*_malformed.ndjson` has the malformed cards of a window, if there are any.
//! - `unfinished/` has the plan, the state of each complete window, and unfinished
//!   files; it is removed when the export is complete.
//! - `manifest.json` is written last.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use dintero_cards::Timestamp;

use super::digest;
use super::plan::Plan;
use crate::failure::Failure;
use crate::output::{Sink, Sums};
use crate::terminal::note;

/// A window whose export is complete.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) index: usize,
    /// Digest of the plan that the window belongs to.
    pub(super) plan: String,
    /// The span: `from <= created_at < before`.
    pub(super) from: Option<Timestamp>,
    pub(super) before: Option<Timestamp>,
    pub(super) file: String,
    pub(super) sha256: String,
    pub(super) cards: u64,
    pub(super) sums: Sums,
    pub(super) malformed_cards: u64,
    pub(super) malformed_file: Option<String>,
    pub(super) malformed_sha256: Option<String>,
    pub(super) duplicates: u64,
    pub(super) requests: u64,
    pub(super) first_created_at: Option<Timestamp>,
    pub(super) last_created_at: Option<Timestamp>,
    pub(super) started: Timestamp,
    pub(super) first_request: Timestamp,
    pub(super) last_request: Timestamp,
    pub(super) finished: Timestamp,
}

/// Path of the plan within the folder.
const PLAN: &str = "unfinished/plan.json";

pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub(super) fn create(&self) -> Result<(), Failure> {
        for part in ["cards", "unfinished"] {
            let part = self.0.join(part);
            fs::create_dir_all(&part).map_err(Failure::io(part.display()))?;
        }
        Ok(())
    }

    pub(super) fn unfinished(&self) -> PathBuf {
        self.0.join("unfinished")
    }

    pub(super) fn is_used(&self) -> bool {
        fs::read_dir(&self.0).is_ok_and(|mut entries| entries.next().is_some())
    }

    /// Whether the folder has an export that is not complete.
    pub(super) fn is_unfinished(&self) -> bool {
        self.unfinished().is_dir()
    }

    /// Reads a file of JSON; None if it is not there.
    pub(super) fn read<T: DeserializeOwned>(&self, path: &str) -> Result<Option<T>, Failure> {
        let path = self.0.join(path);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::io(path.display())(error)),
        };
        let value = serde_json::from_slice(&text);
        value.map(Some).map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))
    }

    pub(super) fn plan(&self) -> Result<Option<Plan>, Failure> {
        let path = self.0.join(PLAN);
        path.exists().then(|| Plan::read(&path)).transpose()
    }

    /// Opens a file that is complete when it appears at a path within the folder. Until then it
    /// is in `unfinished/`, which nothing reads.
    pub(super) fn open(&self, path: &str) -> Result<Sink, Failure> {
        let path = self.0.join(path);
        let file = NamedTempFile::new_in(self.unfinished());
        Ok(Sink::New { file: file.map_err(Failure::io(path.display()))?, path })
    }

    pub(super) fn write(&self, path: &str, text: &str) -> Result<(), Failure> {
        let mut sink = self.open(path)?;
        sink.write(text.as_bytes())?;
        sink.finish()
    }

    /// Keeps the plan; refuses another one.
    pub(super) fn keep_plan(&self, plan: &Plan) -> Result<(), Failure> {
        let Some(other) = self.plan()? else { return self.write(PLAN, &plan.text()) };
        other.contents.check(&plan.contents)?;
        if other == *plan { Ok(()) } else { Err(self.of_another_plan()) }
    }

    pub(super) fn of_another_plan(&self) -> Failure {
        let what = "an export by another plan is there; name another folder";
        Failure::Usage(format!("{}: {what}", self.0.display()))
    }

    pub(super) fn keep(&self, state: &State) -> Result<(), Failure> {
        let text = serde_json::to_string(state).expect("the keys of an object are strings");
        self.write(&state_file(state.index), &text)
    }

    /// Returns a window if it is complete: its state is there, and its file is the one that the
    /// state describes.
    pub(super) fn window(&self, plan: &Plan, index: usize) -> Result<Option<State>, Failure> {
        let Some(state) = self.read::<State>(&state_file(index))? else { return Ok(None) };
        let is_own = state.plan == plan.digest && state.index == index;
        Ok((is_own && self.is_whole(&state)?).then_some(state))
    }

    /// Whether the files of a window are those that its state describes.
    pub(super) fn is_whole(&self, state: &State) -> Result<bool, Failure> {
        let malformed = state.malformed_file.iter().zip(&state.malformed_sha256);
        for (file, sha256) in malformed.chain([(&state.file, &state.sha256)]) {
            let path = self.0.join(file);
            match digest::of_file(&path) {
                Ok(digest) if digest == *sha256 => {}
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Failure::io(path.display())(error));
                }
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    pub(super) fn has_any_window(&self, plan: &Plan) -> bool {
        (0..plan.windows().len()).any(|index| self.0.join(state_file(index)).exists())
    }

    /// Refuses files of cards that no window has: engines would read them, too.
    pub(super) fn check_strangers(&self, windows: &[State]) -> Result<(), Failure> {
        let folder = self.0.join("cards");
        let own: HashSet<&str> = windows.iter().map(|state| state.file.as_str()).collect();
        for entry in fs::read_dir(&folder).map_err(Failure::io(folder.display()))? {
            let name = entry.map_err(Failure::io(folder.display()))?.file_name();
            let file = format!("cards/{}", name.to_string_lossy());
            if !own.contains(file.as_str()) {
                let what = "belongs to no window of the plan: remove it";
                return Err(Failure::Data(format!("{file} {what}")));
            }
        }
        Ok(())
    }

    /// Lets one process at a time export every window, or finish an export.
    pub(super) fn lock(&self) -> Result<File, Failure> {
        self.locked(false)
    }

    /// Lets processes that export one window each share the folder, until the export is finished.
    pub(super) fn share(&self) -> Result<File, Failure> {
        self.locked(true)
    }

    fn locked(&self, is_shared: bool) -> Result<File, Failure> {
        let path = self.unfinished().join("lock");
        match lock(&path, is_shared) {
            Ok(Some(file)) => Ok(file),
            Ok(None) => Err(Failure::Usage(format!(
                "{}: another process is exporting to this folder",
                self.0.display()
            ))),
            Err(error) => Err(Failure::io(path.display())(error)),
        }
    }

    /// Removes what a complete export does not need. The export is complete without it, too.
    pub(super) fn clear(&self) {
        match fs::remove_dir_all(self.unfinished()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                note(&format!("{}: {error}", self.unfinished().display()));
            }
            _ => {}
        }
    }
}

pub(super) fn cards_file(plan: &Plan, index: usize) -> String {
    format!("cards/{}.{}", plan.name(index), plan.contents.format.name())
}

pub(super) fn malformed_file(plan: &Plan, index: usize) -> String {
    format!("{}_malformed.ndjson", plan.name(index))
}

fn state_file(index: usize) -> String {
    format!("unfinished/{index:04}.json")
}

/// Opens a file that one process at a time holds, or several that share it; None if another
/// process holds it.
fn lock(path: &Path, is_shared: bool) -> io::Result<Option<File>> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use rustix::fs::{FlockOperation, flock};
        let file = options.open(path)?;
        let operation = match is_shared {
            true => FlockOperation::NonBlockingLockShared,
            false => FlockOperation::NonBlockingLockExclusive,
        };
        // Not every file system has locks.
        let is_held = flock(&file, operation) == Err(rustix::io::Errno::WOULDBLOCK);
        Ok((!is_held).then_some(file))
    }
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt as _;
        // FILE_SHARE_READ and FILE_SHARE_WRITE.
        let mode = if is_shared { 3 } else { 0 };
        Ok(options.share_mode(mode).open(path).ok())
    }
}
