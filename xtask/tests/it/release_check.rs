//! A tag says what the version and the changelog say, and releases nothing else.

use std::fs;

use crate::{CARDS, CHANGELOG, Workspace};

/// What was released as 0.1.0, with the manifests that cargo reads.
fn released() -> Workspace {
    let workspace = Workspace::new();
    let package = "[package]\nname = \"cards\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    workspace.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"cards\"]\n");
    workspace.write("cards/Cargo.toml", package);
    workspace.write("cards/src/lib.rs", "//! Cards.\n");
    workspace
}

fn check(workspace: &Workspace, arguments: &[&str]) -> (i32, String, String) {
    workspace.run_with_cargo(env!("CARGO"), &[&["release-check"], arguments].concat())
}

const TAG: [&str; 2] = ["--tag", "v0.1.0"];

#[test]
fn a_tag_fits_the_version_and_the_changelog_or_is_refused() {
    let workspace = released();
    let notes = workspace.0.path().join("notes.md");
    let arguments = [&TAG[..], &["--notes", notes.to_str().unwrap()]].concat();
    let (code, out, err) = check(&workspace, &arguments);
    assert_eq!((code, out.as_str()), (0, "v0.1.0 fits the version and CHANGELOG.md\n"), "{err}");
    assert_eq!(fs::read_to_string(&notes).unwrap(), "### Added\n\n- All of it.\n");

    for tag in ["0.1.0", "v0.1.1", "v0.1.0-rc.1", ""] {
        let (code, out, _) = check(&workspace, &["--tag", tag]);
        assert_eq!(code, 1, "{tag}");
        assert!(out.contains("the version 0.1.0; tag v0.1.0"), "{tag}: {out}");
    }
    workspace.write(CHANGELOG, "## 0.1.0\n");
    let (code, out, _) = check(&workspace, &TAG);
    assert_eq!(code, 1);
    assert!(out.contains("begin it with `## 0.1.0 - YYYY-MM-DD`"), "{out}");
    fs::remove_file(workspace.0.path().join(CHANGELOG)).unwrap();
    let (code, _, err) = check(&workspace, &TAG);
    assert_eq!(code, 3);
    assert!(err.contains("CHANGELOG.md"), "{err}");
    fs::remove_file(workspace.0.path().join("crates/semver/released/version")).unwrap();
    let (code, out, _) = check(&workspace, &TAG);
    let nothing = "broken nothing is recorded as released; run `cargo xtask release 0.1.0`\n";
    assert_eq!((code, out.as_str()), (1, nothing));
}

#[test]
fn what_landed_after_the_release_is_not_released_by_its_tag() {
    let workspace = released();
    workspace.edit(CARDS, "        - name: customer\n", "        - name: client\n");
    let (code, out, _) = check(&workspace, &TAG);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("the generator changed since 0.1.0 was recorded"), "{out}");

    let workspace = released();
    workspace.edit(CHANGELOG, "## Unreleased\n", "## Unreleased\n\n### Fixed\n\n- A fault.\n");
    let (code, out, _) = check(&workspace, &TAG);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("as unreleased, and not below 0.1.0"), "{out}");
}
