//! The development commands, run on workspaces of their own.
#![allow(clippy::unwrap_used, reason = "a failed step ends the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use dintero_cards_codegen::module_name;
use dintero_cards_openapi::{DOCUMENTS, Source};
use tempfile::TempDir;

mod drift;
mod formats;
mod one_verdict;
mod package;
mod regen;
mod release;
mod schemas;

const CARDS: &str = "openapi/cards.yaml";
const GENERATED: &str = "crates/client/src/generated/cards.rs";
const CHANGELOG: &str = "CHANGELOG.md";
/// The changelog of the workspace, as if 0.1.0 was released.
const RELEASED: &str =
    "# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2026-01-02\n\n### Added\n\n- All of it.\n";

/// The files of the workspace that the commands read.
fn files() -> Vec<String> {
    let made_from = |document: &Source<'_>| {
        let module = module_name(document.file);
        [
            document.file.to_owned(),
            format!("crates/client/src/generated/{module}.rs"),
            format!("crates/semver/tests/it/snapshots/it__api__api_of_{module}.snap"),
        ]
    };
    let wrapper = "crates/ext/src/lib.rs".to_owned();
    DOCUMENTS.iter().flat_map(made_from).chain([wrapper]).collect()
}

/// A copy of the documents and of the generated files, recorded as release 0.1.0.
struct Workspace(TempDir);

impl Workspace {
    fn new() -> Self {
        static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
            let workspace = Workspace::of(&[]);
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            for file in files() {
                workspace.write(&file, &fs::read_to_string(root.join(&file)).unwrap());
            }
            workspace.write(CHANGELOG, RELEASED);
            let (code, out, err) = workspace.run(&["regen", "--release", "0.1.0"]);
            assert_eq!(code, 0, "{out}{err}");
            let name = |path: PathBuf| path.strip_prefix(workspace.0.path()).unwrap().to_owned();
            let files = workspace.everything().into_iter();
            files.map(|(path, text)| (name(path).to_str().unwrap().to_owned(), text)).collect()
        });
        Self::of(&FILES)
    }

    fn of(files: &[(String, String)]) -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(file, text)| workspace.write(file, text));
        workspace
    }

    /// Returns every file with its text, sorted.
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

    /// Runs `regen` and pastes the entries that the changelog lacks, as it asks for.
    fn paste_entries(&self) {
        let (_, out, _) = self.run(&["regen"]);
        let (_, entries) = out.split_once("below \"Unreleased\":\n\n").unwrap();
        self.edit(CHANGELOG, "## Unreleased\n", &format!("## Unreleased\n\n{entries}"));
    }

    /// Runs a command: returns exit status, standard output and standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        // There is no cargo: a command that needs one must report that.
        self.run_with_cargo("/nowhere/cargo", arguments)
    }

    /// Runs a command with another program in place of cargo.
    fn run_with_cargo(&self, cargo: &str, arguments: &[&str]) -> (i32, String, String) {
        let output = self.command(arguments).env("CARGO", cargo).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    /// Returns a command that is not yet run.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("--root").arg(self.0.path()).args(arguments);
        command
    }
}
