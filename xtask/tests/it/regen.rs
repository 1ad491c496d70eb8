//! The files made from the documents: fresh or stale, written, with a verdict.

use std::fs;

use crate::{CARDS, CHANGELOG, GENERATED, Workspace};

const RELEASED: &str = "crates/semver/released";
const CUSTOMER: &str = "        - name: customer\n";
const COLOUR: &str = "        - name: colour\n          in: query\n          schema:\n            \
                      type: string\n        - name: customer\n";

#[test]
fn committed_files_are_fresh() {
    let (code, out, err) = Workspace::new().run(&["regen", "--check"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("fresh crates/client/src/generated/cards.rs"), "{out}");
}

#[test]
fn a_changed_document_is_stale_with_a_diff_and_the_command_that_fixes_it() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, "maximum: 100", "maximum: 50");
    let before = workspace.read(GENERATED);
    let (code, out, _) = workspace.run(&["regen", "--check"]);
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
    assert!(
        out.ends_with("\nrun `cargo xtask regen`, paste the entries, and commit the result\n"),
        "{out}"
    );
    assert_eq!(workspace.read(GENERATED), before, "a check must change nothing");

    let (code, out, err) = workspace.run(&["regen"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("wrote crates/client/src/generated/cards.rs\n"), "{out}");
    assert_eq!(workspace.run(&["regen", "--check"]).0, 1, "the entries are missing");
    workspace.paste_entries();
    assert_eq!(workspace.run(&["regen", "--check"]).0, 0);
}

#[test]
fn an_edit_by_hand_is_stale_and_a_missing_file_is_written() {
    let workspace = Workspace::new();
    workspace.edit(GENERATED, "pub struct Card {", "pub struct Kard {");
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 1);
    assert!(out.contains("-    pub struct Kard {\n+    pub struct Card {"), "{out}");
    fs::remove_dir_all(workspace.0.path().join("crates")).unwrap();
    assert_eq!(workspace.run(&["regen", "--check"]).0, 1);
    assert_eq!(workspace.run(&["regen"]).0, 0);
    assert_eq!(workspace.run(&["regen", "--check"]).0, 0);
}

#[test]
fn line_ends_of_another_system_are_not_stale() {
    let workspace = Workspace::new();
    for file in [CARDS, GENERATED] {
        workspace.write(file, &workspace.read(file).replace('\n', "\r\n"));
    }
    let (code, out, err) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn an_invalid_document_is_status_5_and_nothing_is_written() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, "maximum: 100", "maximum: 50");
    workspace.edit("openapi/auth.yaml", "pattern: ^", "pattern: (^");
    let before = workspace.read(GENERATED);
    for arguments in [&["regen"][..], &["regen", "--check"]] {
        let (code, out, err) = workspace.run(arguments);
        assert_eq!((code, out.as_str()), (5, ""));
        assert_eq!(err.lines().count(), 1, "{err}");
        assert!(err.starts_with("error: openapi/auth.yaml:"), "{err}");
    }
    assert_eq!(workspace.read(GENERATED), before);
}

#[test]
fn a_document_that_no_module_names_is_status_5_and_nothing_is_written() {
    let workspace = Workspace::new();
    workspace.write("openapi/unnamed.yaml", &workspace.read(CARDS));
    let before = workspace.everything();
    for arguments in [&["regen"][..], &["regen", "--check"]] {
        let (code, out, err) = workspace.run(arguments);
        assert_eq!((code, out.as_str()), (5, ""));
        assert!(err.starts_with("error: openapi/unnamed.yaml: no module names it"), "{err}");
    }
    assert_eq!(workspace.everything(), before);
}

#[test]
fn a_missing_document_is_status_3_and_wrong_usage_is_2() {
    let workspace = Workspace::new();
    fs::remove_file(workspace.0.path().join(CARDS)).unwrap();
    let (code, _, err) = workspace.run(&["regen"]);
    assert_eq!(code, 3);
    assert!(err.contains("openapi/cards.yaml"), "{err}");
    assert_eq!(workspace.run(&["regen", "--no-such-flag"]).0, 2);
}

#[test]
fn a_change_has_a_verdict_and_is_stale_until_the_changelog_names_it() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, COLOUR);
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 1);
    assert!(out.contains(": param-added-optional query colour\n"), "{out}");
    assert!(out.contains("+ cards::builder::GetCards::colour()"), "{out}");
    assert!(out.contains("dintero-cards-client  minor   0.1.1 or later\n"), "{out}");
    let note = out.lines().find(|line| line.starts_with("note: ")).unwrap();
    assert!(
        note.contains(": the facts have changed; compare them with the published page"),
        "{note}"
    );
    let entry = "- Get cards, `query colour`: there is a new optional parameter: string.\n";
    let missing = "\nCHANGELOG.md lacks these entries below \"Unreleased\":\n\n### Added\n\n";
    assert!(out.contains(&format!("{missing}{entry}")), "{out}");

    let (code, out, _) = workspace.run(&["regen"]);
    assert_eq!(code, 0);
    assert!(out.ends_with(&format!("{missing}{entry}")), "{out}");
    assert_eq!(workspace.read(CHANGELOG), crate::RELEASED, "people write the changelog");
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("fresh crates/client/src/generated/cards.rs\n"), "{out}");

    let reworded =
        "## Unreleased\n\n### Added\n\n- Get cards by colour: `query colour`, a string.\n";
    workspace.edit(CHANGELOG, "## Unreleased\n", reworded);
    assert_eq!(workspace.run(&["regen", "--check"]).0, 0);
    let after = workspace.everything();
    assert_eq!(workspace.run(&["regen"]).0, 0);
    assert_eq!(workspace.everything(), after, "a second time changes nothing");
}

#[test]
fn there_is_a_verdict_while_nothing_compiles_but_not_without_a_release() {
    let workspace = Workspace::new();
    workspace.write(GENERATED, "this is not Rust");
    workspace.edit(CARDS, "maximum: 100", "maximum: 50");
    let (code, out, err) = workspace.run(&["regen"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("param-maximum-lowered query limit"), "{out}");
    fs::remove_dir_all(workspace.0.path().join("crates/semver/released")).unwrap();
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("no verdict: crates/semver/released records no release\n"), "{out}");
}

#[test]
fn a_wrapper_that_is_not_rust_is_named_and_nothing_is_written() {
    let workspace = Workspace::new();
    workspace.write("crates/ext/src/lib.rs", "pub use {");
    workspace.edit(CARDS, "maximum: 100", "maximum: 50");
    let before = workspace.everything();
    let (code, out, err) = workspace.run(&["regen"]);
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.starts_with("error: crates/ext/src/lib.rs: "), "{err}");
    assert_eq!(workspace.everything(), before);
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_workspace_is_written() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    let snapshots = "crates/semver/tests/it/snapshots";
    for link in [GENERATED, snapshots, "crates/client"] {
        let workspace = Workspace::new();
        workspace.edit(CARDS, CUSTOMER, COLOUR);
        let (from, to) = (workspace.0.path().join(link), outside.path().join("moved"));
        fs::rename(&from, &to).unwrap();
        symlink(&to, &from).unwrap();
        let before = workspace.everything();
        let (code, out, err) = workspace.run(&["regen"]);
        assert_eq!((code, out.as_str()), (3, ""), "{link}: {err}");
        assert!(err.contains(&format!("{link} is not a regular")), "{err}");
        assert_eq!(workspace.everything(), before, "{link}");
        if to.is_dir() { fs::remove_dir_all(&to) } else { fs::remove_file(&to) }.unwrap();
    }

    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, COLOUR);
    fs::remove_file(workspace.0.path().join(GENERATED)).unwrap();
    symlink(outside.path().join("new"), workspace.0.path().join(GENERATED)).unwrap();
    assert_eq!(workspace.run(&["regen"]).0, 3);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);

    // A link to the right text is not a committed file, either.
    let workspace = Workspace::new();
    let (generated, elsewhere) = (workspace.0.path().join(GENERATED), outside.path().join("same"));
    fs::copy(&generated, &elsewhere).unwrap();
    fs::remove_file(&generated).unwrap();
    symlink(&elsewhere, &generated).unwrap();
    assert_eq!(workspace.run(&["regen", "--check"]).0, 3);
}

#[cfg(unix)]
#[test]
fn a_file_is_replaced_with_its_permissions_and_nothing_is_left_beside_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let workspace = Workspace::new();
    let path = workspace.0.path().join(GENERATED);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let names = |files: Vec<(std::path::PathBuf, String)>| -> Vec<_> {
        files.into_iter().map(|(path, _)| path).collect()
    };
    let before = names(workspace.everything());
    workspace.edit(CARDS, CUSTOMER, COLOUR);
    assert_eq!(workspace.run(&["regen"]).0, 0);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(names(workspace.everything()), before);
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_early_does_not_change_the_exit_status() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, COLOUR);
    let mut check = workspace.command(&["regen", "--check"]);
    check.stdout(std::process::Stdio::piped());
    let mut child = check.spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_missing_part_of_a_release_or_a_wrapper_is_an_error() {
    for file in ["api.txt", "text.sha256", "cards.yaml"].map(|name| format!("{RELEASED}/{name}")) {
        let workspace = Workspace::new();
        fs::remove_file(workspace.0.path().join(&file)).unwrap();
        let (code, out, err) = workspace.run(&["regen"]);
        assert_eq!((code, out.as_str()), (3, ""), "{file}");
        assert!(err.starts_with(&format!("error: {file}: ")), "{err}");
    }
    let workspace = Workspace::new();
    fs::remove_file(workspace.0.path().join("crates/ext/src/lib.rs")).unwrap();
    let (code, _, err) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 3);
    assert!(err.starts_with("error: crates/ext/src/lib.rs: "), "{err}");
}
