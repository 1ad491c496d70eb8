//! Habits of the house that a machine can check.

use std::fs;
use std::path::{Path, PathBuf};

/// A room has one door and some three hundred lines; this is where it must be split.
const MOST_LINES: usize = 330;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below a folder, generated and foreign ones left out.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with('.') || name == "target" || name == "generated" {
            continue;
        }
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

fn rust_files() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in ["openapi", "crates", "xtask", "tests"] {
        files(&root().join(folder), &mut found);
    }
    found.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_file_says_what_lives_there() {
    for (path, text) in rust_files() {
        assert!(
            text.starts_with("//! "),
            "{}: begin with a line of module documentation",
            path.display()
        );
    }
}

#[test]
fn every_room_is_small_enough_to_look_around_in() {
    for (path, text) in rust_files() {
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{}: {lines} lines; split it", path.display());
    }
}

#[test]
fn no_room_is_named_for_nothing() {
    const VAGUE: [&str; 5] = ["utils", "util", "helpers", "common", "manager"];
    for (path, _) in rust_files() {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!VAGUE.contains(&stem.as_str()), "{}", path.display());
    }
}

#[test]
fn no_snapshot_is_left_without_its_test() {
    let sources: String = rust_files().into_iter().map(|(_, text)| text).collect();
    let mut found = Vec::new();
    for folder in ["crates", "xtask", "tests"] {
        files(&root().join(folder), &mut found);
    }
    let snapshots = found.iter().filter(|path| path.extension().is_some_and(|e| e == "snap"));
    for path in snapshots {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let name = stem.rsplit("__").next().unwrap();
        // A test may make the end of the name: "api_of_{module}".
        let made = name
            .match_indices('_')
            .any(|(end, _)| sources.contains(&format!("\"{}_{{", &name[..end])));
        let named = made
            || sources.contains(&format!("\"{name}\""))
            || sources.contains(&format!("fn {name}("));
        assert!(named, "{}: no test names it; delete it", path.display());
    }
}

#[test]
fn every_path_that_the_papers_name_exists() {
    for paper in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root().join(paper)).unwrap();
        // This section names files that its reader makes; a test follows it.
        let sections = text.split("\n## ").filter(|text| !text.starts_with("Add an operation\n"));
        let text: String = sections.collect();
        for word in text.split('`').skip(1).step_by(2) {
            let is_path = word.contains('/') && !word.contains([' ', '<', '{', '*', ':', '$', '?']);
            let is_ours = ["openapi/", "crates/", "xtask/", "tests/", ".ci/", ".github/"]
                .iter()
                .any(|folder| word.starts_with(folder));
            if is_path && is_ours {
                assert!(root().join(word).exists(), "{paper} names {word}, which is not there");
            }
        }
    }
}

#[test]
fn what_the_first_example_of_a_package_uses_is_added_before_it() {
    let readme = fs::read_to_string(root().join("crates/ext/README.md")).unwrap();
    let (first, _) = readme.split_once("\n## ").unwrap();
    let added = first.lines().filter_map(|line| line.strip_prefix("cargo add "));
    let added: Vec<&str> = added.flat_map(str::split_whitespace).collect();
    let used = first.lines().filter_map(|line| line.strip_prefix("use ")?.split("::").next());
    for name in used.map(|name| name.replace('_', "-")) {
        assert!(added.contains(&name.as_str()), "{name} is used and not added: {added:?}");
    }
    assert!(first.contains("#[tokio::main") && added.contains(&"tokio"), "{added:?}");
}
