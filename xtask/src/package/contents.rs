//! The files in a package: those that must be there, and those that may.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use dintero_cards_codegen::module_name;
use dintero_cards_openapi::DOCUMENTS;

use crate::regen::GENERATED;

/// Files that every package has.
const REQUIRED: [&str; 4] = ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];
/// Further files that may be beside the folders of a package.
const ALLOWED: [&str; 4] = [".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml.orig", "build.rs"];
/// Bytes of a packed package: twice the largest. More is a file by mistake.
const MAX_PACKED: u64 = 256 * 1024;

/// The files of an unpacked package, by name.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// Returns the problems with the names of the files in a package, which is in a
/// folder of the workspace.
pub(super) fn problems(name: &str, folder: &str, files: &[String]) -> Vec<String> {
    let has = |file: &str| files.iter().any(|other| other == file);
    let documents = documents(folder);
    let required = REQUIRED.iter().map(|file| (*file).to_owned());
    let required = required.chain(documents.iter().cloned()).chain(generated(folder));
    let missing = required.filter(|file| !has(file));
    let mut problems: Vec<String> =
        missing.map(|file| format!("{name}: {file} is not in the package")).collect();
    if !has("src/lib.rs") && !has("src/main.rs") {
        problems.push(format!("{name}: the package has no source"));
    }
    let unexpected = files.iter().filter(|file| !documents.contains(file) && !is_allowed(file));
    problems.extend(unexpected.map(|file| {
        format!("{name}: {file} is in the package; add it to `exclude` or to the allowed files")
    }));
    problems
}

/// Returns the problems with the files of an unpacked package; `packed` is its
/// size in bytes before.
pub(super) fn all_problems(
    root: &Path,
    name: &str,
    folder: &str,
    files: &Files,
    packed: u64,
) -> io::Result<Vec<String>> {
    let mut problems = problems(name, folder, &files.keys().cloned().collect::<Vec<_>>());
    if packed > MAX_PACKED {
        problems.push(format!("{name}: {packed} bytes packed, more than {MAX_PACKED}"));
    }
    // A link must be packed as the text that it leads to.
    let copied = REQUIRED.iter().skip(1).map(|file| (*file).to_owned());
    for file in copied.chain(documents(folder)) {
        let committed = fs::read(root.join(folder).join(&file))?;
        if files.get(&file).is_some_and(|packed| *packed != committed) {
            problems.push(format!("{name}: {file} differs from the file in the workspace"));
        }
    }
    let root = root.canonicalize()?.to_string_lossy().into_owned();
    for (file, content) in files {
        if content.windows(root.len()).any(|part| part == root.as_bytes()) {
            problems.push(format!("{name}: {file} names the folder of the workspace"));
        }
    }
    Ok(problems)
}

/// Returns the documents in a folder of the workspace, by their names there.
fn documents(folder: &str) -> Vec<String> {
    let below = |file: &'static str| file.strip_prefix(folder)?.strip_prefix('/');
    DOCUMENTS.iter().filter_map(|document| below(document.file)).map(str::to_owned).collect()
}

/// Returns the generated text, which the client needs to be built without a generator.
fn generated(folder: &str) -> Vec<String> {
    let below = GENERATED.strip_prefix(folder).and_then(|below| below.strip_prefix('/'));
    let files =
        |below| DOCUMENTS.iter().map(move |one| format!("{below}/{}.rs", module_name(one.file)));
    below.into_iter().flat_map(files).collect()
}

fn is_allowed(file: &str) -> bool {
    match file.split_once('/') {
        None => REQUIRED.contains(&file) || ALLOWED.contains(&file),
        // Pages of rustdoc are text beside the code.
        Some(("src", rest)) => rest.ends_with(".rs") || rest.ends_with(".md"),
        Some(("benches" | "examples", rest)) => rest.ends_with(".rs"),
        Some(("tests", rest)) => {
            rest.ends_with(".rs") || (rest.contains("/snapshots/") && rest.ends_with(".snap"))
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENTS, Files, all_problems, module_name, problems};

    /// The files that the package of the client should have.
    fn client() -> Vec<String> {
        let mut files =
            vec!["Cargo.toml", "Cargo.toml.orig", "Cargo.lock", "build.rs", "src/lib.rs"];
        files.extend(["README.md", "LICENSE-MIT", "LICENSE-APACHE", "tests/it/main.rs"]);
        files.extend(["tests/it/snapshots/it__a.snap", "benches/a.rs"]);
        let generated =
            DOCUMENTS.iter().map(|one| format!("src/generated/{}.rs", module_name(one.file)));
        files.into_iter().map(str::to_owned).chain(generated).collect()
    }

    fn problems_of(files: &[String]) -> Vec<String> {
        problems("client", "crates/client", files)
    }

    #[test]
    fn a_missing_file_is_a_problem() {
        assert_eq!(problems_of(&client()), [""; 0]);
        for file in
            ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "src/lib.rs", "src/generated/cards.rs"]
        {
            let mut files = client();
            files.retain(|other| other != file);
            assert_eq!(problems_of(&files).len(), 1, "{file}");
        }
        let found = problems("openapi", "openapi", &client());
        assert_eq!(
            found.iter().filter(|line| line.contains(".yaml is not in")).count(),
            DOCUMENTS.len()
        );
    }

    #[test]
    fn an_unexpected_file_is_a_problem() {
        for file in [
            "drift-accepted.toml",
            "upstream/get-cards.json",
            "target/debug/x.rs",
            "src/generated/cards.rs.new",
            "tests/it/snapshots/it__a.snap.new",
            "tests/data/cards.csv",
            ".env",
            "cards.yaml",
        ] {
            let files = [client(), vec![file.to_owned()]].concat();
            let found = problems_of(&files);
            assert!(found.len() == 1 && found[0].contains(file), "{file}: {found:?}");
        }
    }

    #[test]
    fn another_text_a_path_of_this_machine_and_a_large_package_are_problems() {
        let root =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
        let documents = DOCUMENTS.iter().map(|source| source.file.trim_start_matches("openapi/"));
        let names = ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];
        let names: Vec<&str> = names.into_iter().chain(documents).collect();
        let read = |name: &str| std::fs::read(root.join("openapi").join(name)).unwrap();
        let mut sound: Files = names.iter().map(|name| ((*name).to_owned(), read(name))).collect();
        sound.insert("src/lib.rs".to_owned(), Vec::new());
        let found = |files: &Files, packed| {
            all_problems(&root, "openapi", "openapi", files, packed).unwrap().len()
        };
        assert_eq!((found(&sound, 1), found(&sound, 300_000)), (0, 1));
        for (name, content) in [
            ("cards.yaml", "openapi: 3.0.3"),
            ("LICENSE-MIT", "../LICENSE-MIT"),
            ("src/lib.rs", &format!("// {}", root.display())),
        ] {
            let mut files = sound.clone();
            files.insert(name.to_owned(), content.into());
            assert_eq!(found(&files, 1), 1, "{name}");
        }
    }
}
