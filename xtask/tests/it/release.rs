//! The gate of a release: its version must be large enough, and the changelog
//! must have words about it.

use crate::{CARDS, CHANGELOG, RELEASED, Workspace};

const CUSTOMER: &str = "        - name: customer\n";
const CLIENT: &str = "        - name: client\n";

/// What cargo-release does to the changelog before it runs the gate.
fn date_the_changelog(workspace: &Workspace, version: &str) {
    let heading = format!("## Unreleased\n\n## {version} - 2026-12-24\n");
    workspace.edit(CHANGELOG, "## Unreleased\n", &heading);
}

#[test]
fn a_version_must_be_large_enough_for_what_changed() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, CLIENT);
    let before = workspace.everything();
    let (code, out, _) = workspace.run(&["regen", "--release", "0.2.0"]);
    assert_eq!((code, out.as_str()), (1, "something is stale; run `cargo xtask regen` first\n"));
    assert_eq!(workspace.everything(), before);
    assert_eq!(workspace.run(&["regen"]).0, 0);
    assert_eq!(workspace.run(&["regen", "--release", "0.2.0"]).0, 1, "an entry is missing");
    workspace.paste_entries();
    let before = workspace.everything();
    for (version, why) in [
        ("0.0.9", "0.1.0 is released already; give a larger version\n"),
        ("0.1.0", "0.1.0 is released already; give a larger version\n"),
        ("0.1.1", "0.1.1 is too small: a major step after 0.1.0 needs 0.2.0 or later\n"),
        ("0.2.1", "0.2.1 skips versions: after 0.1.0 comes 0.2.0 or a larger step\n"),
        ("99.0.0", "99.0.0 skips versions: after 0.1.0 comes 0.2.0 or a larger step\n"),
    ] {
        let (code, out, _) = workspace.run(&["regen", "--release", version]);
        assert_eq!((code, out.as_str()), (1, why));
    }
    assert_eq!(workspace.run(&["regen", "--release", "0.2"]).0, 2);
    // cargo-release tries a release by default, and says so by a variable.
    let mut dry = workspace.command(&["regen", "--release", "0.2.0"]);
    assert!(dry.env("DRY_RUN", "true").output().unwrap().status.success());
    let mut check = workspace.command(&["regen", "--check"]);
    assert!(check.env("DRY_RUN", "true").output().unwrap().status.success());
    assert_eq!(workspace.everything(), before);
}

#[test]
fn a_version_needs_a_word_to_its_users() {
    let workspace = Workspace::new();
    let before = workspace.everything();
    let (code, out, _) = workspace.run(&["regen", "--release", "0.2.0"]);
    let why = "CHANGELOG.md lists nothing for 0.2.0; say what users will notice\n";
    assert_eq!((code, out.as_str()), (1, why));
    assert_eq!(workspace.everything(), before);
}

#[test]
fn a_release_is_what_the_next_verdict_compares_with() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, CLIENT);
    workspace.paste_entries();
    date_the_changelog(&workspace, "0.2.0");
    let (code, out, err) = workspace.run(&["regen", "--release", "0.2.0"]);
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(workspace.read("crates/semver/released/version"), "0.2.0\n");
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("nothing changed since 0.2.0\n"), "{out}");
}

#[test]
fn a_tag_releases_its_recorded_version_and_nothing_that_landed_later() {
    let tag = |workspace: &Workspace, version: &str| {
        let before = workspace.everything();
        let (code, out, _) = workspace.run(&["regen", "--check", "--release", version]);
        assert_eq!(workspace.everything(), before, "a check must change nothing");
        (code, out)
    };
    let workspace = Workspace::new();
    let (code, out) = tag(&workspace, "0.1.0");
    assert_eq!(code, 0, "{out}");
    date_the_changelog(&workspace, "0.1.1");
    workspace.edit(CHANGELOG, "2026-12-24\n", "2026-12-24\n\n- Later.\n");
    let (code, out) = tag(&workspace, "0.1.1");
    assert_eq!(code, 1);
    assert!(out.contains("stale crates/semver/released/version\n"), "{out}");
    let fix = "run `cargo xtask regen --release 0.1.1` and commit the result\n";
    assert!(out.ends_with(fix), "{out}");

    workspace.write(CHANGELOG, &RELEASED.replace("Unreleased\n", "Unreleased\n\n- Later.\n"));
    let (code, out) = tag(&workspace, "0.1.0");
    assert_eq!(code, 1);
    assert!(out.contains("under \"Unreleased\" that 0.1.0 would release; move them"), "{out}");

    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, CLIENT);
    workspace.paste_entries();
    let (code, out) = tag(&workspace, "0.1.0");
    assert_eq!(code, 1);
    assert!(out.contains("0.1.0 is released already"), "{out}");
}
