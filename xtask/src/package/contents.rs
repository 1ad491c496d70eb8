//! The files in a package: those that must be there, and those that may.

use std::path::Path;

use dintero_cards_openapi::DOCUMENTS;

use super::unpacked::Files;

/// Files that every package has.
const REQUIRED: [&str; 4] = ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];
/// Further files that may be beside the folders of a package.
const ALLOWED: [&str; 5] =
    [".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml.orig", "action.yml", "build.rs"];
/// Bytes of a packed package: twice the largest. More is a file by mistake.
const MAX_PACKED: u64 = 256 * 1024;

/// Returns the problems with the names of the files in a package, which is in a
/// folder of the workspace. The builds need every other file.
pub(super) fn problems(name: &str, folder: &str, files: &[String]) -> Vec<String> {
    let missing = REQUIRED.iter().filter(|required| !files.iter().any(|file| file == *required));
    let missing = missing.map(|file| format!("{name}: {file} is not in the package"));
    let unexpected = files.iter().filter(|file| !is_allowed(folder, file)).map(|file| {
        format!("{name}: {file} is in the package; add it to `exclude` or to the allowed files")
    });
    missing.chain(unexpected).collect()
}

/// Returns the problems with an unpacked package; `packed` is its size in bytes before.
pub(super) fn unpacked_problems(
    root: &Path,
    name: &str,
    files: &Files,
    packed: u64,
) -> Vec<String> {
    let root = root.to_string_lossy();
    let names_root =
        |content: &[u8]| content.windows(root.len()).any(|part| part == root.as_bytes());
    let of_this_machine = files.iter().filter(|(_, content)| names_root(content));
    let mut problems: Vec<String> = of_this_machine
        .map(|(file, _)| format!("{name}: {file} names the folder of the workspace"))
        .collect();
    if packed > MAX_PACKED {
        problems.push(format!("{name}: {packed} bytes packed, more than {MAX_PACKED}"));
    }
    problems
}

fn is_allowed(folder: &str, file: &str) -> bool {
    match file.split_once('/') {
        None => {
            let is_document = |of: &str| of.strip_prefix(folder) == Some(&format!("/{file}"));
            REQUIRED.contains(&file)
                || ALLOWED.contains(&file)
                || file.ends_with(".md")
                || DOCUMENTS.iter().any(|document| is_document(document.file))
        }
        // Pages of rustdoc and templates are text beside the code.
        Some(("src", rest)) => [".rs", ".md", ".html"].iter().any(|end| rest.ends_with(end)),
        Some(("benches" | "examples", rest)) => rest.ends_with(".rs"),
        Some(("tests", rest)) => {
            let is_snapshot = rest.contains("/snapshots/") && rest.ends_with(".snap");
            rest.ends_with(".rs") || is_snapshot || rest.contains("cases/")
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Files, unpacked_problems};

    #[test]
    fn a_path_of_this_machine_and_a_large_package_are_problems() {
        let found = |text: &str, packed| {
            let files = Files::from([("src/lib.rs".to_owned(), text.into())]);
            unpacked_problems(Path::new("/somewhere/here"), "openapi", &files, packed).len()
        };
        assert_eq!((found("// text", 1), found("// /somewhere/here/x", 1)), (0, 1));
        assert_eq!(found("// text", 300_000), 1);
    }
}
