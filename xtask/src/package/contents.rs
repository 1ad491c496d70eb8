//! Which files travel in a package, and which must.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use dintero_cards_codegen::module_name;
use dintero_cards_openapi::DOCUMENTS;

use super::member::Member;

/// What cargo puts into a package, and what stands beside its folders.
const BESIDE: [&str; 8] = [
    ".cargo_vcs_info.json",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "build.rs",
];

/// What every package has.
const EVERYWHERE: [&str; 4] = ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];

/// The largest package is half of that; more is a file that strayed in.
const MOST_PACKED: u64 = 256 * 1024;

/// What was unpacked: each file and what is in it.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// What the names of the files of a package say.
pub(super) fn findings(member: &Member, files: &[String]) -> Vec<String> {
    let documents = documents(&member.folder);
    let has = |name: &str| files.iter().any(|file| file == name);
    let mut findings = Vec::new();
    let required = EVERYWHERE.iter().map(|name| (*name).to_owned());
    for file in required.chain(documents.iter().cloned()).chain(generated(&member.folder)) {
        if !has(&file) {
            findings.push(format!("{}: {file} is not in the package", member.name));
        }
    }
    if !has("src/lib.rs") && !has("src/main.rs") {
        findings.push(format!("{}: there is no source in the package", member.name));
    }
    for file in files.iter().filter(|file| !documents.contains(file) && !may_travel(file)) {
        findings.push(format!(
            "{}: {file} is in the package; add it to `exclude` or to the files that may travel",
            member.name
        ));
    }
    findings
}

/// What the files of an unpacked package say; `packed` is its size in bytes.
pub(super) fn findings_of(
    root: &Path,
    member: &Member,
    files: &Files,
    packed: u64,
) -> io::Result<Vec<String>> {
    let Member { name, folder, .. } = member;
    let mut findings = findings(member, &files.keys().cloned().collect::<Vec<_>>());
    if packed > MOST_PACKED {
        findings.push(format!("{name}: {packed} bytes packed, more than {MOST_PACKED}"));
    }
    // Links are followed: what travels is the text, not the way to it.
    for file in EVERYWHERE.iter().skip(1).map(|file| (*file).to_owned()).chain(documents(folder)) {
        let ours = fs::read(root.join(folder).join(&file))?;
        if files.get(&file).is_some_and(|theirs| *theirs != ours) {
            findings.push(format!("{name}: {file} is not that of the workspace"));
        }
    }
    let root = root.canonicalize()?.to_string_lossy().into_owned();
    for (file, content) in files {
        if content.windows(root.len()).any(|part| part == root.as_bytes()) {
            findings.push(format!("{name}: {file} names the folder it was packed in"));
        }
    }
    Ok(findings)
}

/// The documents that live in a folder of the workspace, as its package has them.
fn documents(folder: &str) -> Vec<String> {
    let below = |file: &'static str| file.strip_prefix(folder)?.strip_prefix('/');
    DOCUMENTS.iter().filter_map(|document| below(document.file)).map(str::to_owned).collect()
}

/// The committed text, without which the client cannot be built but by a generator.
fn generated(folder: &str) -> Vec<String> {
    let Some(below) = crate::regen::GENERATED.strip_prefix(folder) else { return Vec::new() };
    let Some(below) = below.strip_prefix('/') else { return Vec::new() };
    let file = |file: &str| format!("{below}/{}.rs", module_name(file));
    DOCUMENTS.iter().map(|document| file(document.file)).collect()
}

fn may_travel(file: &str) -> bool {
    let Some((folder, rest)) = file.split_once('/') else { return BESIDE.contains(&file) };
    match folder {
        "src" | "benches" | "examples" => rest.ends_with(".rs"),
        // Snapshots are what tests compare with.
        "tests" => {
            rest.ends_with(".rs") || (rest.contains("/snapshots/") && rest.ends_with(".snap"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
