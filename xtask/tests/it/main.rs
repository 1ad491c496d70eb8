//! The development commands, run on a workspace that the tests may break.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

mod regen;
mod release;
mod schemas;
mod weight;

const CARDS: &str = "openapi/cards.yaml";
const GENERATED: &str = "crates/client/src/generated/cards.rs";
const CHANGELOG: &str = "CHANGELOG.md";
/// What the commands read, besides the documents and the generated text.
const OTHERS: [&str; 10] = [
    "Cargo.toml",
    CHANGELOG,
    "crates/ext/src/lib.rs",
    "crates/verdict/released/version",
    "crates/verdict/released/api.txt",
    "crates/verdict/released/text.sha256",
    "crates/verdict/released/cards.yaml",
    "crates/verdict/released/auth.yaml",
    "crates/verdict/tests/it/snapshots/it__api__api_of_cards.snap",
    "crates/verdict/tests/it/snapshots/it__api__api_of_auth.snap",
];

/// A copy of the documents and of what is generated from them.
struct Workspace(TempDir);

impl Workspace {
    fn new() -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let documents =
            [CARDS, "openapi/auth.yaml", GENERATED, "crates/client/src/generated/auth.rs"];
        for file in documents.into_iter().chain(OTHERS) {
            let text = fs::read_to_string(root.join(file)).unwrap();
            workspace.write(file, &text);
        }
        workspace
    }

    /// Every file with its text, sorted.
    fn everything(&self) -> Vec<(PathBuf, String)> {
        fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, found);
                } else {
                    found.push((path.clone(), fs::read_to_string(&path).unwrap()));
                }
            }
        }
        let mut found = Vec::new();
        walk(self.0.path(), &mut found);
        found.sort();
        found
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.path().join(file)).unwrap()
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{from}");
        self.write(file, &text.replacen(from, to, 1));
    }

    /// Exit status, standard output and standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        // No cargo is at hand: what needs one has to say so.
        self.run_with_cargo("/nowhere/cargo", arguments)
    }

    /// The same with a program in the place of cargo.
    fn run_with_cargo(&self, cargo: &str, arguments: &[&str]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .env("CARGO", cargo)
            .arg("--root")
            .arg(self.0.path())
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}
