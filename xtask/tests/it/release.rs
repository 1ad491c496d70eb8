//! The gate of a release: its version must be large enough, and the changelog
//! must have words about it. The next version, and what is run for it.

use std::fs;
use std::process::Command;

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

/// Runs a command with a program in place of cargo that writes what it is asked for, and
/// returns that too.
#[cfg(unix)]
fn asked(workspace: &Workspace, arguments: &[&str]) -> (i32, String, String) {
    let path = workspace.0.path().join("cargo");
    let script = "#!/bin/sh\n[ \"$1\" = metadata ] && exec cargo \"$@\"\n\
        [ \"$2\" = --version ] && exec test ! -e missing\necho \"$@\" >> asked\n";
    fs::write(&path, script).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&path, mode).unwrap();
    let (code, out, err) = workspace.run_with_cargo(path.to_str().unwrap(), arguments);
    let asked = fs::read_to_string(workspace.0.path().join("asked")).unwrap_or_default();
    (code, format!("{out}{err}"), asked)
}

#[test]
#[cfg(unix)]
fn the_next_version_follows_from_the_verdict_and_the_changelog() {
    let next = ["release", "--next"];
    let unchanged = asked(&Workspace::new(), &next);
    assert_eq!(unchanged, (1, "nothing changed since 0.1.0\n".to_owned(), String::new()));

    let workspace = Workspace::new();
    workspace.edit(CHANGELOG, "## Unreleased\n", "## Unreleased\n\n### Fixed\n\n- It.\n");
    let (code, out, cargo) = asked(&workspace, &next);
    assert_eq!((code, cargo.as_str()), (0, "release 0.1.1 --workspace\n"), "{out}");
    let why = "0.1.1 after 0.1.0: the documents need no step, CHANGELOG.md lists patch step\n";
    assert_eq!(out, why);

    let workspace = Workspace::new();
    workspace.edit(CARDS, CUSTOMER, CLIENT);
    workspace.paste_entries();
    let (code, out, cargo) = asked(&workspace, &["release", "--next", "--execute"]);
    assert_eq!((code, cargo.as_str()), (0, "release 0.2.0 --workspace --execute\n"), "{out}");
    let (_, _, cargo) = asked(&workspace, &["release", "0.3.0"]);
    assert!(cargo.ends_with("\nrelease 0.3.0 --workspace\n"), "{cargo}");
    workspace.write("missing", "");
    let (code, out, _) = asked(&workspace, &["release", "0.3.0"]);
    let why = "cargo-release is missing: `cargo install --locked cargo-release`\n";
    assert_eq!((code, out.as_str()), (3, why));
    for wrong in [["release", "0.3"].as_slice(), &["release"], &["release", "0.3.0", "--next"]] {
        assert_eq!(asked(&workspace, wrong).0, 2, "{wrong:?}");
    }
}

#[test]
#[cfg(unix)]
fn the_api_is_compared_with_the_last_tag_once_there_is_one() {
    let workspace = Workspace::new();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments);
        assert!(git.current_dir(workspace.0.path()).output().unwrap().status.success());
    };
    let package = |name: &str| {
        let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\n");
        workspace.write(&format!("{name}/Cargo.toml"), &manifest);
        workspace.write(&format!("{name}/src/lib.rs"), "//! Text.\n");
    };
    workspace.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"*-lib\"]\n");
    package("old-lib");
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message=first"]);
    let (code, out, cargo) = asked(&workspace, &["release", "--api"]);
    assert_eq!((code, cargo.as_str()), (0, ""), "{out}");
    assert!(out.starts_with("no release is tagged before this commit"), "{out}");

    git(&["tag", "v0.1.0"]);
    package("new-lib");
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message=second"]);
    let (code, out, cargo) = asked(&workspace, &["release", "--api"]);
    assert_eq!((code, out.as_str()), (0, "new-lib is new since v0.1.0\n"));
    assert_eq!(cargo, "semver-checks --baseline-rev v0.1.0 --package old-lib\n");
    workspace.write("missing", "");
    assert_eq!(asked(&workspace, &["release", "--api"]).0, 3);
}
