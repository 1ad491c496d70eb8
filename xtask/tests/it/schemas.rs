//! The snapshots that need the generated client to compile.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::{CARDS, Workspace};

const SNAPSHOT: &str = "crates/client/tests/it/snapshots/it__schemas__schema_of_card_page.snap";
const GENERATED: &str = crate::GENERATED;

const STALE: &str = r#"--- crates/semver/tests/it/snapshots/it__api__api_of_auth.snap (committed)
+++ crates/semver/tests/it/snapshots/it__api__api_of_auth.snap (generated)
@@ -8,6 +8,7 @@
 auth::Client::new_with_client() => fn new_with_client(baseurl: &str, client: reqwest::Client, inner: std::sync::Arc<dyn crate::Transport>) -> Self
 auth::ClientInfo => use progenitor_client::ClientInfo
 auth::DOCUMENT => const crate::Document
+auth::Error => use progenitor_client::Error
 auth::PROPERTIES => const &[&str]
 auth::ResponseValue => use progenitor_client::ResponseValue
 auth::builder::GetToken => struct<'a>, private fields
stale crates/semver/tests/it/snapshots/it__api__api_of_auth.snap
--- crates/client/tests/it/snapshots/it__schemas__schema_of_card_page.snap (committed)
+++ crates/client/tests/it/snapshots/it__schemas__schema_of_card_page.snap (generated)
@@ -1,6 +1,6 @@
 ---
 source: crates/client/tests/it/schemas.rs
-description: openapi/cards.yaml of-another-text
+description: openapi/cards.yaml of-the-document
 ---
 {
   "$defs": {
stale crates/client/tests/it/snapshots/it__schemas__schema_of_card_page.snap
"#;
const FIX: &str = "\n\nrun `cargo xtask regen` and commit the result\n";

/// A workspace with the committed snapshot.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    workspace.write(SNAPSHOT, &fs::read_to_string(root.join(SNAPSHOT)).unwrap());
    workspace
}

/// Writes a program to run in place of cargo.
fn cargo(workspace: &Workspace, script: &str) -> String {
    let path = workspace.0.path().join("cargo.sh");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_fresh_snapshot_needs_no_compiler_and_one_of_another_document_is_stale() {
    let workspace = workspace();
    let (code, out, err) = workspace.run(&["regen"]);
    assert_eq!(code, 0, "{out}{err}");
    workspace.edit(CARDS, "Nothing can be drawn before", "Nothing is drawn before");
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 1);
    let digest =
        |text: &str| text.lines().find(|line| line.contains("description: ")).map(str::to_owned);
    let committed = digest(&workspace.read(SNAPSHOT)).unwrap();
    assert!(out.contains(&format!("\n-{committed}\n+description: {CARDS} ")), "{out}");
    assert!(out.contains(&format!("\nstale {SNAPSHOT}\n")), "{out}");
}

/// What is stale, its difference, and the command. The fresh files and the verdict
/// between them depend on the documents of the workspace.
#[test]
fn a_stale_file_is_shown_with_its_difference_and_the_command_that_fixes_it() {
    let workspace = workspace();
    let api = "crates/semver/tests/it/snapshots/it__api__api_of_auth.snap";
    workspace.edit(api, "auth::Error => use progenitor_client::Error\n", "");
    let text = workspace.read(SNAPSHOT);
    let digest = text.lines().nth(2).unwrap().rsplit(' ').next().unwrap().to_owned();
    workspace.edit(SNAPSHOT, &digest, "of-another-text");
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 1);
    let out = out.replace(&digest, "of-the-document");
    let stale = out.split_inclusive('\n').filter(|line| !line.starts_with("fresh "));
    assert!(stale.collect::<String>().starts_with(STALE), "{out}");
    assert!(out.ends_with(FIX), "{out}");
}

#[test]
fn snapshots_of_the_compiled_client_are_written_with_the_rest() {
    let workspace = workspace();
    workspace.edit(CARDS, "Nothing can be drawn before", "Nothing is drawn before");
    let digest = "$(sha256sum openapi/cards.yaml | cut -d ' ' -f 1)";
    let script = format!(
        "printf '%s\\n' --- \"description: openapi/cards.yaml {digest}\" --- new > \"$INSTA_WORKSPACE_ROOT/{SNAPSHOT}\""
    );
    let cargo = cargo(&workspace, &script);
    let (code, out, err) = workspace.run_with_cargo(&cargo, &["regen"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains(&format!("wrote {SNAPSHOT}\n")), "{out}");
    assert!(workspace.read(SNAPSHOT).ends_with("\nnew\n"));
    assert_eq!(workspace.run(&["regen", "--check"]).0, 0);
}

#[test]
fn code_that_does_not_compile_is_written_and_its_schemas_stay_stale() {
    let workspace = workspace();
    workspace.edit(CARDS, "maximum: 100", "maximum: 50");
    let before = workspace.read(SNAPSHOT);
    let cargo = cargo(&workspace, "echo 'error[E0425]: nothing fits' >&2; exit 101");
    let (code, out, err) = workspace.run_with_cargo(&cargo, &["regen"]);
    assert_eq!(code, 1);
    assert!(err.contains("error[E0425]: nothing fits"), "{err}");
    assert!(out.contains(&format!("wrote {GENERATED}\n")), "{out}");
    let fix = "fix the errors above, and run `cargo xtask regen` again\n";
    assert!(out.ends_with(fix), "{out}");
    assert!(workspace.read(GENERATED).contains("1..=50"));
    assert_eq!(workspace.read(SNAPSHOT), before);
    assert_eq!(workspace.run(&["regen", "--check"]).0, 1);
}

#[test]
fn a_snapshot_that_no_test_writes_stays_stale() {
    let workspace = workspace();
    workspace.edit(CARDS, "Nothing can be drawn before", "Nothing is drawn before");
    let cargo = cargo(&workspace, "exit 0");
    let (code, out, err) = workspace.run_with_cargo(&cargo, &["regen"]);
    assert_eq!(code, 1, "{out}{err}");
    let last = "no test writes these snapshots; remove them, and run `cargo xtask regen` again\n";
    assert!(out.ends_with(&format!("stale {SNAPSHOT}\n{last}")), "{out}");
    assert_eq!(err, "");
    fs::remove_file(workspace.0.path().join(SNAPSHOT)).unwrap();
    assert_eq!(workspace.run(&["regen", "--check"]).0, 0);
}
