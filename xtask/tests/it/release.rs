//! "Unreleased" becomes a version, if it is large enough.

use crate::{CARDS, CHANGELOG, Workspace};

#[test]
fn a_version_must_be_large_enough_for_what_changed() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, "        - name: customer\n", "        - name: client\n");
    let before = workspace.everything();
    let (code, out, _) = workspace.run(&["release", "0.2.0"]);
    assert_eq!((code, out.as_str()), (1, "something is stale: run `cargo xtask regen` first\n"));
    assert_eq!(workspace.everything(), before);
    assert_eq!(workspace.run(&["regen"]).0, 0);
    let before = workspace.everything();
    for (version, why) in [
        ("0.1.0", "0.1.0 is released: give a larger version\n"),
        ("0.1.1", "0.1.1 is too small: 0.1.0 and a major step ask for 0.2.0 or later\n"),
    ] {
        let (code, out, _) = workspace.run(&["release", version]);
        assert_eq!((code, out.as_str()), (1, why));
    }
    assert_eq!(workspace.run(&["release", "0.2"]).0, 2);
    for date in ["+12026-01-01", "2026-02-30", "2026-1-2", " 2026-01-02"] {
        let (code, _, err) = workspace.run(&["release", "0.2.0", "--date", date]);
        assert_eq!(code, 2, "{date}: {err}");
    }
    assert_eq!(workspace.everything(), before);
}

#[test]
fn a_version_without_a_word_to_its_users_is_none() {
    let workspace = Workspace::new();
    let before = workspace.everything();
    let (code, out, _) = workspace.run(&["release", "0.2.0"]);
    let why = "CHANGELOG.md lists nothing as unreleased: say what users will notice\n";
    assert_eq!((code, out.as_str()), (1, why));
    assert_eq!(workspace.everything(), before);
}

#[test]
fn a_release_dates_the_changelog_and_is_what_the_next_verdict_compares_with() {
    let workspace = Workspace::new();
    workspace.edit(CARDS, "        - name: customer\n", "        - name: client\n");
    assert_eq!(workspace.run(&["regen"]).0, 0);
    let (code, out, err) = workspace.run(&["release", "0.2.0", "--date", "2026-12-24"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("Cargo.lock is as it was"), "{out}");
    assert!(out.ends_with("when that has landed tag it v0.2.0\n"), "{out}");
    let changelog = workspace.read(CHANGELOG);
    assert!(
        changelog.contains("## Unreleased\n\n## 0.2.0 - 2026-12-24\n\n### Changed\n"),
        "{changelog}"
    );
    assert!(!changelog.contains("<!--"), "{changelog}");
    assert!(workspace.read("Cargo.toml").contains("\nversion = \"0.2.0\"\n"));
    assert!(!workspace.read("Cargo.toml").contains("version = \"0.1.0\""));
    let (code, out, _) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("nothing changed since 0.2.0\n"), "{out}");
}
