//! Rules about files, names and documents that a test can check.

use std::fs;
use std::path::{Path, PathBuf};

use dintero_cards_codegen::module_name;
use dintero_cards_openapi::DOCUMENTS;

/// Most lines of a file; a longer one must be split.
const MAX_LINES: usize = 300;

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below a folder, except hidden, built and generated ones.
pub(crate) fn files(folder: &Path, found: &mut Vec<PathBuf>) {
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
    for folder in ["fuzz", "openapi", "crates", "xtask", "tests"] {
        files(&root().join(folder), &mut found);
    }
    found.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_file_begins_with_module_documentation() {
    for (path, text) in rust_files() {
        assert!(
            text.starts_with("//! ") || text.starts_with("#![doc = include_str!"),
            "{}: begin with a line of module documentation",
            path.display()
        );
    }
}

/// Whether a line begins an item, and whether the item is public. Private constants are
/// none: a file may begin with them, since what follows is read with them.
fn item(line: &str) -> Option<bool> {
    let (is_public, rest) = match line.strip_prefix("pub") {
        Some(rest) => (true, rest.split_once(' ')?.1),
        None => (false, line),
    };
    let kinds =
        ["async fn", "const fn", "const", "enum", "fn", "static", "struct", "trait", "type"];
    let kind = kinds.into_iter().find(|kind| rest.starts_with(&format!("{kind} ")))?;
    (is_public || kind != "const").then_some(is_public)
}

/// The first item of a text, if it is private and public ones follow.
fn private_before_public(text: &str) -> Option<&str> {
    let code = text.split("\n#[cfg(test)]\n").next()?;
    let mut items = code.lines().filter_map(|line| Some((line, item(line)?)));
    let (first, is_public) = items.next()?;
    (!is_public && items.any(|(_, is_public)| is_public)).then_some(first)
}

#[test]
fn public_items_come_first() {
    assert_eq!(
        private_before_public("const A: u8 = 1;\nstruct B;\npub fn c() {}"),
        Some("struct B;")
    );
    assert_eq!(private_before_public("pub use b;\npub(crate) fn c() {}\nstruct B;"), None);
    let is_source = |path: &Path| path.components().any(|part| part.as_os_str() == "src");
    for (path, text) in rust_files().iter().filter(|(path, _)| is_source(path)) {
        let found = private_before_public(text);
        assert_eq!(found, None, "{}: move it below the public items", path.display());
    }
}

#[test]
fn no_file_is_too_long() {
    for (path, text) in rust_files() {
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "{}: {lines} lines; split it", path.display());
    }
}

#[test]
fn no_module_has_a_vague_name() {
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
        // A test may format the end of the name, a document: "api_of_{module}".
        let is_formatted = DOCUMENTS.iter().any(|document| {
            let start = name.strip_suffix(module_name(document.file));
            start.is_some_and(|start| sources.contains(&format!("\"{start}{{")))
        });
        let is_named = is_formatted
            || sources.contains(&format!("\"{name}\""))
            || sources.contains(&format!("fn {name}("));
        assert!(is_named, "{}: no test names it; delete it", path.display());
    }
}

#[test]
fn every_path_that_a_document_names_exists() {
    const NAMES: [&str; 3] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];
    let mut found = Vec::new();
    files(&root(), &mut found);
    for path in found.iter().filter(|path| NAMES.iter().any(|name| path.ends_with(name))) {
        let text = fs::read_to_string(path).unwrap();
        let file = path.strip_prefix(root()).unwrap().display();
        // The reader creates the files that this section names; a test follows it.
        let sections = text.split("\n## ").filter(|text| !text.starts_with("Add an operation\n"));
        let text: String = sections.collect();
        for word in text.split('`').skip(1).step_by(2) {
            let is_path = word.contains('/') && !word.contains([' ', '<', '{', '*', ':', '$', '?']);
            let is_ours = [
                "openapi/",
                "crates/",
                "xtask/",
                "tests/",
                "examples/",
                "fuzz/",
                ".ci/",
                ".github/",
            ]
            .iter()
            .any(|folder| word.starts_with(folder));
            if is_path && is_ours {
                let path = word.split("::").next().unwrap();
                assert!(root().join(path).exists(), "{file} names {word}, which does not exist");
            }
        }
    }
}

#[test]
fn the_first_example_adds_the_crates_that_it_uses() {
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

#[test]
fn every_promise_names_a_check_that_exists() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, promises) = text.split_once("\n## Promises and their checks\n").unwrap();
    let promises = promises.split("\n## ").next().unwrap();
    let rows: Vec<&str> = promises.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 20, "{rows:?}");
    for row in rows {
        let check = row.split('|').nth(2).unwrap().trim();
        if check.starts_with("by hand, last seen on ") {
            continue;
        }
        for name in check.split('`').skip(1).step_by(2) {
            let (file, test) = name.split_once("::").unwrap_or((name, ""));
            let text = fs::read_to_string(root().join(file)).unwrap_or_default();
            assert!(!text.is_empty(), "{row}: {file} does not exist");
            let is_there = test.is_empty() || text.contains(&format!("fn {test}("));
            assert!(is_there, "{row}: {file} has no {test}");
        }
        assert!(check.contains('`'), "{row}: no check");
    }
}

/// What the packages never do, by ARCHITECTURE: the folder, the text that does it,
/// and the only files that may have it.
const NEVER: [(&str, &[&str], &[&str]); 5] = [
    ("crates/codegen/src", &["std::fs", "std::env", "std::net"], &[]),
    ("crates/semver/src", &["std::fs", "std::env", "std::process", "println!"], &[]),
    ("crates/drift/src", &["std::fs", "std::env", "std::net", "println!"], &[]),
    ("crates/ext/src", &["env::var"], &["crates/ext/src/env.rs"]),
    ("crates/ext/src", &[".execute(", "reqwest::get"], &["crates/ext/src/exchange/attempt.rs"]),
];

#[test]
fn no_package_does_what_it_must_never_do() {
    for (folder, texts, allowed) in NEVER {
        let mut found = Vec::new();
        files(&root().join(folder), &mut found);
        assert!(!found.is_empty(), "{folder} is empty");
        for path in found {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            for never in texts.iter().filter(|never| text.contains(**never)) {
                assert!(allowed.contains(&name.as_str()), "{name} has {never}");
            }
        }
    }
    // Otherwise the exceptions could be out of date.
    for file in NEVER.iter().flat_map(|(.., allowed)| *allowed) {
        assert!(root().join(file).exists(), "{file}");
    }
}

#[test]
fn no_test_sleeps_or_binds_a_fixed_port() {
    for (path, text) in rust_files() {
        let path = path.strip_prefix(root()).unwrap();
        if !path.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        // Slow servers and consumers are what is measured; this file has the text.
        let may_sleep =
            path.starts_with("tests/speed") || path.ends_with(Path::new("integration/tidy.rs"));
        assert!(may_sleep || !text.contains("::sleep"), "{} sleeps", path.display());
        for bound in text.split("::bind(\"").skip(1) {
            let address = bound.split('"').next().unwrap();
            assert!(address.ends_with(":0"), "{} binds {address}", path.display());
        }
    }
}
