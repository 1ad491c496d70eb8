//! The development commands, run on a workspace that the tests may break.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const CARDS: &str = "openapi/cards.yaml";
const GENERATED: &str = "crates/client/src/generated/cards.rs";

/// A copy of the documents and of what is generated from them.
struct Workspace(TempDir);

impl Workspace {
    fn new() -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for file in [CARDS, "openapi/auth.yaml", GENERATED, "crates/client/src/generated/auth.rs"] {
            let text = fs::read_to_string(root.join(file)).unwrap();
            workspace.write(file, &text);
        }
        workspace
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
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("--root")
            .arg(self.0.path())
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}

#[test]
fn what_is_committed_is_fresh() {
    let (code, out, err) = Workspace::new().run(&["codegen", "--check"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("fresh crates/client/src/generated/cards.rs"), "{out}");
}

#[test]
fn a_changed_document_is_stale_with_a_diff_and_the_command_that_mends_it() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, "maximum: 100", "maximum: 50");
    let before = workspace.read(GENERATED);
    let (code, out, _) = workspace.run(&["codegen", "--check"]);
    assert_eq!(code, 1);
    assert!(
        out.contains(
            "\n-    pub const GET_CARDS_LIMIT: ::std::ops::RangeInclusive<u64> = 1..=100;"
        ),
        "{out}"
    );
    assert!(
        out.contains("\n+    pub const GET_CARDS_LIMIT: ::std::ops::RangeInclusive<u64> = 1..=50;"),
        "{out}"
    );
    assert!(out.ends_with("run `cargo xtask codegen` and commit what it writes\n"), "{out}");
    assert_eq!(workspace.read(GENERATED), before, "a check must change nothing");

    let (code, out, _) = workspace.run(&["codegen"]);
    assert_eq!((code, out.lines().next()), (0, Some("wrote crates/client/src/generated/cards.rs")));
    assert_eq!(workspace.run(&["codegen", "--check"]).0, 0);
}

#[test]
fn an_edit_by_hand_is_stale_and_a_missing_file_is_written() {
    let workspace = Workspace::new();
    workspace.edit(GENERATED, "pub struct Card {", "pub struct Kard {");
    let (code, out, _) = workspace.run(&["codegen", "--check"]);
    assert_eq!(code, 1);
    assert!(out.contains("-    pub struct Kard {\n+    pub struct Card {"), "{out}");
    fs::remove_dir_all(workspace.0.path().join("crates")).unwrap();
    assert_eq!(workspace.run(&["codegen", "--check"]).0, 1);
    assert_eq!(workspace.run(&["codegen"]).0, 0);
    assert_eq!(workspace.run(&["codegen", "--check"]).0, 0);
}

#[test]
fn line_ends_of_another_system_are_not_stale() {
    let workspace = Workspace::new();
    for file in [CARDS, GENERATED] {
        workspace.write(file, &workspace.read(file).replace('\n', "\r\n"));
    }
    let (code, out, err) = workspace.run(&["codegen", "--check"]);
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn an_invalid_document_is_status_5_and_nothing_is_written() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, "maximum: 100", "maximum: 50");
    workspace.edit("openapi/auth.yaml", "pattern: ^", "pattern: (^");
    let before = workspace.read(GENERATED);
    for arguments in [&["codegen"][..], &["codegen", "--check"]] {
        let (code, out, err) = workspace.run(arguments);
        assert_eq!((code, out.as_str()), (5, ""));
        assert_eq!(err.lines().count(), 1, "{err}");
        assert!(err.starts_with("error: openapi/auth.yaml:"), "{err}");
    }
    assert_eq!(workspace.read(GENERATED), before);
}

#[test]
fn a_missing_document_is_status_3_and_wrong_usage_is_2() {
    let workspace = Workspace::new();
    fs::remove_file(workspace.0.path().join(CARDS)).unwrap();
    let (code, _, err) = workspace.run(&["codegen"]);
    assert_eq!(code, 3);
    assert!(err.contains("openapi/cards.yaml"), "{err}");
    assert_eq!(workspace.run(&["codegen", "--chek"]).0, 2);
}
