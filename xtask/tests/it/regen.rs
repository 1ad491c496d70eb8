//! What is made from the documents: fresh, stale, written whole, judged.

use std::fs;

use dintero_cards_semver::digest;

use crate::{CARDS, CHANGELOG, GENERATED, Workspace};

const RELEASED: &str = "crates/semver/released";
const CUSTOMER: &str = "        - name: customer\n";
const COLOUR: &str = "        - name: colour\n          in: query\n          schema:\n            \
                      type: string\n        - name: customer\n";

#[test]
fn what_is_committed_is_fresh() {
    let (code, out, err) = Workspace::new().run(&["regen", "--check"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("fresh crates/client/src/generated/cards.rs"), "{out}");
}

#[test]
fn a_changed_document_is_stale_with_a_diff_and_the_command_that_mends_it() {
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
    assert!(out.ends_with("run `cargo xtask regen` and commit what it writes\n"), "{out}");
    assert_eq!(workspace.read(GENERATED), before, "a check must change nothing");

    let (code, out, err) = workspace.run(&["regen"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("wrote crates/client/src/generated/cards.rs\n"), "{out}");
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
fn a_missing_document_is_status_3_and_wrong_usage_is_2() {
    let workspace = Workspace::new();
    fs::remove_file(workspace.0.path().join(CARDS)).unwrap();
    let (code, _, err) = workspace.run(&["regen"]);
    assert_eq!(code, 3);
    assert!(err.contains("openapi/cards.yaml"), "{err}");
    assert_eq!(workspace.run(&["regen", "--no-such-flag"]).0, 2);
}

#[test]
fn a_change_is_judged_and_stands_in_the_changelog_until_it_is_taken_back() {
    let workspace = Workspace::new();
    let before = workspace.everything();
    workspace.edit(CARDS, CUSTOMER, COLOUR);
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 1);
    assert!(out.contains(": param-added-optional query colour\n"), "{out}");
    assert!(out.contains("+ cards::builder::GetCards::colour()"), "{out}");
    assert!(out.contains("dintero-cards-client  minor   0.1.1 or later\n"), "{out}");
    assert!(out.contains("stale CHANGELOG.md\n"), "{out}");
    let note = out.lines().find(|line| line.starts_with("note: ")).unwrap();
    assert!(
        note.contains(": the facts are others; compare them with the published page"),
        "{note}"
    );

    assert_eq!(workspace.run(&["regen"]).0, 0);
    let entry = "- Get cards, `query colour`: there is a new optional parameter: string.";
    assert!(workspace.read(CHANGELOG).contains(entry), "{}", workspace.read(CHANGELOG));
    assert_eq!(workspace.run(&["regen", "--check"]).0, 0);
    let after = workspace.everything();
    assert_eq!(workspace.run(&["regen"]).0, 0);
    assert_eq!(workspace.everything(), after, "a second time changes nothing");

    // Whoever finds better words keeps them; a change that is taken back takes its entry along.
    workspace.edit(CHANGELOG, "there is a new optional parameter: string.", "cards by colour!");
    assert_eq!(workspace.run(&["regen", "--check"]).0, 0);
    workspace.edit(CARDS, COLOUR, CUSTOMER);
    assert_eq!(workspace.run(&["regen"]).0, 0);
    assert_eq!(workspace.everything(), before);
}

#[test]
fn there_is_a_verdict_while_nothing_compiles_and_without_a_release_there_is_none() {
    let workspace = Workspace::new();
    workspace.write(GENERATED, "this is no Rust");
    workspace.edit(CARDS, "maximum: 100", "maximum: 50");
    let (code, out, err) = workspace.run(&["regen"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("param-maximum-lowered query limit"), "{out}");
    fs::remove_dir_all(workspace.0.path().join("crates/semver/released")).unwrap();
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 0, "{out}");
    assert!(
        out.contains("no release is recorded in crates/semver/released: no verdict\n"),
        "{out}"
    );
}

#[test]
fn a_wrapper_that_is_no_rust_is_named_and_nothing_is_written() {
    let workspace = Workspace::new();
    workspace.write("crates/ext/src/lib.rs", "pub use {");
    workspace.edit(CARDS, "maximum: 100", "maximum: 50");
    let before = workspace.everything();
    let (code, out, err) = workspace.run(&["regen"]);
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.starts_with("error: crates/ext/src/lib.rs: "), "{err}");
    assert_eq!(workspace.everything(), before);
}

#[test]
fn a_regeneration_that_was_stopped_is_stale_and_is_finished_by_the_next() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, COLOUR);
    assert_eq!(workspace.run(&["regen"]).0, 0);
    let whole = workspace.everything();
    stop_after_the_first_of_three_moves(&workspace);
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("stale everything: a regeneration was stopped"), "{out}");
    assert_eq!(workspace.run(&["regen"]).0, 0);
    assert_eq!(workspace.read("new/folder/file.txt"), "new");
    fs::remove_dir_all(workspace.0.path().join("new")).unwrap();
    assert_eq!(workspace.everything(), whole);
}

/// Leaves what a regeneration leaves that ends after the first of three moves.
fn stop_after_the_first_of_three_moves(workspace: &Workspace) {
    let old = Workspace::new().read(CHANGELOG);
    let (before, none) = (digest([old.as_str()]), digest([""]));
    workspace.write(
        ".regen/plan",
        &format!("0 {none} {GENERATED}\n1 {before} {CHANGELOG}\n2 {none} new/folder/file.txt\n"),
    );
    workspace.write(".regen/1", &workspace.read(CHANGELOG));
    workspace.write(".regen/2", "new");
    workspace.write(CHANGELOG, &old);
}

#[test]
fn what_people_wrote_after_a_stop_is_not_written_over() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, COLOUR);
    assert_eq!(workspace.run(&["regen"]).0, 0);
    stop_after_the_first_of_three_moves(&workspace);
    workspace.edit(CHANGELOG, "## Unreleased\n", "## Unreleased\n\n- Mine.\n");
    let before = workspace.everything();
    let (code, _, err) = workspace.run(&["regen"]);
    assert_eq!(code, 3, "{err}");
    assert!(err.contains("CHANGELOG.md: it was changed after a regeneration was stopped"), "{err}");
    assert_eq!(workspace.everything(), before);
    fs::remove_dir_all(workspace.0.path().join(".regen")).unwrap();
    assert_eq!(workspace.run(&["regen"]).0, 0);
    assert!(workspace.read(CHANGELOG).contains("- Mine.\n"));
    assert_eq!(workspace.run(&["regen", "--check"]).0, 0);
}

#[test]
fn a_stop_after_the_last_move_leaves_nothing_stale_for_ever() {
    let workspace = Workspace::new();
    fs::create_dir(workspace.0.path().join(".regen")).unwrap();
    assert_eq!(workspace.run(&["regen", "--check"]).0, 1);
    assert_eq!(workspace.run(&["regen"]).0, 0);
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 0, "{out}");
}

#[cfg(unix)]
#[test]
fn a_link_goes_on_leading_to_what_is_written() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, COLOUR);
    let root = workspace.0.path();
    fs::rename(root.join(CHANGELOG), root.join("HISTORY.md")).unwrap();
    std::os::unix::fs::symlink("HISTORY.md", root.join(CHANGELOG)).unwrap();
    assert_eq!(workspace.run(&["regen"]).0, 0);
    assert!(root.join(CHANGELOG).is_symlink());
    assert!(workspace.read("HISTORY.md").contains("`query colour`"));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_leaves_everything_as_it_was() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, COLOUR);
    let before = workspace.everything();
    // A file stands where the folder of what is to be moved would be made.
    workspace.write(".regen", "in the way");
    let (code, _, err) = workspace.run(&["regen"]);
    assert_eq!(code, 3, "{err}");
    assert!(err.contains(".regen"), "{err}");
    fs::remove_file(workspace.0.path().join(".regen")).unwrap();
    assert_eq!(workspace.everything(), before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_no_file_stops_everything_before_the_first_move() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, COLOUR);
    // A file system of its own, where nothing can be moved to: the second place. A
    // machine without one cannot try this.
    let Ok(elsewhere) = tempfile::tempdir_in("/dev/shm") else { return };
    let folder = workspace.0.path().join("crates/semver/tests/it/snapshots");
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, elsewhere.path().join(path.file_name().unwrap())).unwrap();
    }
    fs::remove_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), &folder).unwrap();
    let before = workspace.everything();
    let (code, out, err) = workspace.run(&["regen"]);
    assert_eq!((code, out.as_str()), (3, ""), "{err}");
    assert!(err.contains("it__api__api_of_cards.snap"), "{err}");
    assert_eq!(workspace.everything(), before);
}

#[cfg(unix)]
#[test]
fn who_stops_reading_is_told_by_the_exit_status_that_something_is_stale() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, COLOUR);
    let mut check = workspace.command(&["regen", "--check"]);
    check.stdout(std::process::Stdio::piped());
    let mut child = check.spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn what_is_missing_of_a_release_or_a_wrapper_gives_no_small_verdict() {
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
