//! `cargo xtask package --list`, on this workspace and on small ones with
//! problems. Nothing is built.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::MetadataCommand;
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Exit status, standard output and standard error.
fn xtask(root: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command.arg("--root").arg(root).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A workspace with one package.
fn workspace(manifest: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"cards\"]\n");
    write("cards/Cargo.toml", manifest);
    write("cards/src/lib.rs", "//! Cards.\n");
    if manifest == WHOLE {
        for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
            write(&format!("cards/{file}"), "text");
        }
    }
    folder
}

const BARE: &str = "[package]\nname = \"cards\"\nversion = \"0.3.0\"\nedition = \"2024\"\n\n[features]\nall = []\n";

const WHOLE: &str = "[package]\nname = \"cards\"\nversion = \"0.3.0\"\nedition = \"2024\"\n\
    description = \"Cards\"\nlicense = \"MIT\"\nreadme = \"README.md\"\nrust-version = \"1.88\"\n\
    documentation = \"https://docs.rs/cards\"\nkeywords = [\"cards\"]\n\
    categories = [\"api-bindings\"]\n";

#[test]
fn every_published_package_is_complete() {
    let (code, out, err) = xtask(&root(), &["package", "--list"]);
    assert_eq!(code, 0, "{out}{err}");
    let of_cards = [
        "",
        "-arrow",
        "-cli",
        "-client",
        "-codegen",
        "-conformance",
        "-datafusion",
        "-http",
        "-openapi",
        "-sandbox",
    ];
    let of_cards = of_cards.map(|package| format!("dintero-cards{package}"));
    let of_drift = ["docs-drift".to_owned(), "dintero-docs-drift".to_owned()];
    for package in of_cards.iter().chain(&of_drift) {
        for what in ["manifest", "files   "] {
            let line = format!("{what} {package}");
            assert!(out.contains(&line), "{line}: {out}");
        }
    }
    for package in ["xtask", "integration-tests", "dintero-cards-semver"] {
        assert!(!out.contains(package), "{out}");
    }
    assert!(out.ends_with("\nevery package can be published\n"), "{out}");
}

#[test]
fn an_incomplete_package_is_named_with_its_problems() {
    let (code, out, _) = xtask(workspace(BARE).path(), &["package", "--list"]);
    assert_eq!(code, 1, "{out}");
    for line in [
        "problem  cards: Cargo.toml has no readme\n",
        "problem  cards: Cargo.toml has no rust-version\n",
        "problem  cards: its documentation is not its page on docs.rs\n",
        "problem  cards: docs.rs does not show all its features\n",
        "problem  cards: README.md is not in the package\n",
        "problem  cards: LICENSE-MIT is not in the package\n",
    ] {
        assert!(out.contains(line), "{line}: {out}");
    }
    let fix = "\nfix the problems, then run `cargo xtask package` again\n";
    assert!(out.ends_with(fix), "{out}");
}

#[test]
fn an_unexpected_file_is_named() {
    let workspace = workspace(WHOLE);
    let cards = workspace.path().join("cards");
    let (code, out, err) = xtask(workspace.path(), &["package", "--list"]);
    assert_eq!(code, 0, "{out}{err}");
    let unexpected = [
        "drift-accepted.toml",
        "upstream/get-cards.json",
        "src/cards.csv",
        "src/generated/cards.rs.new",
        "tests/it/snapshots/it__a.snap.new",
        "tests/data/cards.csv",
        "cards.yaml",
    ];
    for file in
        unexpected.into_iter().chain(["tests/it/snapshots/it__a.snap", "tests/it/cases/a.json"])
    {
        fs::create_dir_all(cards.join(file).parent().unwrap()).unwrap();
        fs::write(cards.join(file), "fn main() {}\n").unwrap();
    }
    let (code, out, _) = xtask(workspace.path(), &["package", "--list"]);
    assert_eq!((code, out.matches("problem ").count()), (1, unexpected.len()), "{out}");
    for file in unexpected {
        assert!(out.contains(&format!("problem  cards: {file} is in the package;")), "{out}");
    }
}

#[test]
fn uncommitted_files_are_packed_only_when_asked_to() {
    let workspace = workspace(WHOLE);
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments);
        assert!(git.current_dir(workspace.path()).output().unwrap().status.success());
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message=cards"]);
    fs::write(workspace.path().join("cards/src/lib.rs"), "//! Others.\n").unwrap();
    let (code, out, err) = xtask(workspace.path(), &["package"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("problem  cargo cannot pack; see its message above\n"), "{out}");
    assert!(err.contains("cards/src/lib.rs"), "{err}");
}

#[test]
fn the_minimum_rust_version_is_the_generators_own() {
    let mut command = MetadataCommand::new();
    let metadata =
        command.current_dir(root()).other_options(["--locked".to_owned()]).exec().unwrap();
    let minimum = |name: &str| {
        let package = metadata.packages.iter().find(|package| package.name == name).unwrap();
        package.rust_version.clone().unwrap()
    };
    let ours = minimum("dintero-cards");
    assert_eq!(ours, minimum("progenitor"));
    for package in &metadata.packages {
        let theirs = package.rust_version.iter();
        for theirs in theirs {
            // 1.88 and 1.88.1 are the same here.
            let fits = (theirs.major, theirs.minor) <= (ours.major, ours.minor);
            assert!(fits, "{} needs {theirs}", package.name);
        }
    }
}

#[test]
fn the_package_outside_the_workspace_has_the_same_version() {
    let folder = workspace(WHOLE);
    let outside = folder.path().join("crates/datafusion");
    fs::create_dir_all(outside.join("src")).unwrap();
    let manifest =
        WHOLE.replace("0.3.0", "0.2.0").replace("\"cards\"\nversion", "\"sql\"\nversion");
    fs::write(outside.join("Cargo.toml"), manifest + "\n[workspace]\n").unwrap();
    for file in ["src/lib.rs", "README.md", "LICENSE-MIT"] {
        fs::write(outside.join(file), "//! SQL.\n").unwrap();
    }
    let (code, out, err) = xtask(folder.path(), &["package", "--list"]);
    assert_eq!(code, 1, "{out}{err}");
    for line in [
        "problem  sql: it has version 0.2.0, and cards has 0.3.0\n",
        "problem  sql: LICENSE-APACHE is not in the package\n",
    ] {
        assert!(out.contains(line), "{line}: {out}");
    }
}
