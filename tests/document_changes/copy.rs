//! A copy of the workspace that tests may change and build.
//!
//! There is one copy, below the target folder, and one test at a time uses it.
//! Only files that differ are copied, so only they are built again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The copy; it equals the workspace when a test begins.
pub(crate) struct Workspace {
    _one_at_a_time: MutexGuard<'static, ()>,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let copy = Self { _one_at_a_time: guard };
        mirror(root, &copy.root());
        copy
    }

    fn root(&self) -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("copy")
    }

    pub(crate) fn has(&self, file: &str) -> bool {
        self.root().join(file).exists()
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
        self.write(file, &text.replace(from, to));
    }

    /// Records the current documents and API as the release that verdicts compare with.
    pub(crate) fn release(&self) {
        fs::remove_file(self.root().join("crates/semver/released/version")).unwrap();
        // The workspace has changes that its last version has not.
        let version = env!("CARGO_PKG_VERSION");
        let changes = format!("## Unreleased\n\n## {version} - 2026-12-24\n\n- Everything.\n");
        self.write("CHANGELOG.md", &changes);
        self.succeed(&["xtask", "regen", "--release", version]);
    }

    /// Runs cargo in the copy, offline.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Output {
        self.prepared(arguments).output().unwrap()
    }

    fn prepared(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(arguments)
            .current_dir(self.root())
            // Not the folder of the workspace: the artifacts have the same names.
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("copy-target"))
            .env("CARGO_NET_OFFLINE", "true")
            .env("INSTA_UPDATE", "no");
        command
    }

    /// Runs cargo, which must succeed: returns its output.
    pub(crate) fn succeed(&self, arguments: &[&str]) -> String {
        succeeded(&self.cargo(arguments), &arguments.join(" "))
    }

    /// Runs a command of a guide, with its variables.
    pub(crate) fn follow(&self, command: &str) -> String {
        let words: Vec<&str> = command.split(' ').collect();
        let at = words.iter().position(|word| *word == "cargo").expect("guides run cargo");
        let variables = words[..at].iter().map(|word| word.split_once('=').unwrap());
        let output = self.prepared(&words[at + 1..]).envs(variables).output().unwrap();
        succeeded(&output, command)
    }
}

fn succeeded(output: &Output, command: &str) -> String {
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "cargo {command}\n{out}\n{err}");
    out
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Makes a folder equal to another, without its artifacts and without git's.
fn mirror(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let is_ours = |path: &Path| {
        let name = name(path);
        name != "target" && name != ".git"
    };
    let list = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    for path in list(to) {
        if !from.join(name(&path)).exists() {
            if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        }
    }
    for path in list(from).into_iter().filter(|path| is_ours(path)) {
        let copy = to.join(name(&path));
        // A link is copied as the file that it leads to.
        if path.is_dir() {
            mirror(&path, &copy);
        } else if fs::read(&copy).ok() != fs::read(&path).ok() {
            fs::copy(&path, &copy).unwrap();
        }
    }
}
