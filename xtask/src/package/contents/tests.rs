//! Packages with a file too many or too few.

use super::{DOCUMENTS, Files, findings, findings_of, module_name};
use crate::package::member::Workspace;

/// The packages of this workspace, and the files that one of them should have.
fn sound(name: &str) -> (Workspace, usize, Vec<String>) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let workspace = Workspace::read(&root).unwrap();
    let index = workspace.published.iter().position(|member| member.name == name).unwrap();
    let mut files = vec!["Cargo.toml", "Cargo.toml.orig", "Cargo.lock", ".cargo_vcs_info.json"];
    files.extend(["README.md", "LICENSE-MIT", "LICENSE-APACHE", "src/lib.rs", "tests/it/main.rs"]);
    files.extend(["tests/it/snapshots/it__a.snap", "benches/a.rs"]);
    let mut files: Vec<String> = files.into_iter().map(str::to_owned).collect();
    let modules = DOCUMENTS.iter().map(|document| module_name(document.file));
    match name {
        "dintero-cards-openapi" => files.extend(modules.map(|module| format!("{module}.yaml"))),
        "dintero-cards-client" => {
            files.push("build.rs".to_owned());
            files.extend(modules.map(|module| format!("src/generated/{module}.rs")));
        }
        _ => {}
    }
    (workspace, index, files)
}

#[test]
fn a_package_that_lacks_what_it_needs_is_found() {
    for (name, file) in [
        ("dintero-cards", "README.md"),
        ("dintero-cards", "LICENSE-MIT"),
        ("dintero-cards", "LICENSE-APACHE"),
        ("dintero-cards", "src/lib.rs"),
        ("dintero-cards-openapi", "cards.yaml"),
        ("dintero-cards-openapi", "auth.yaml"),
        ("dintero-cards-client", "src/generated/cards.rs"),
    ] {
        let (workspace, index, mut files) = sound(name);
        let member = &workspace.published[index];
        assert_eq!(findings(member, &files), [""; 0]);
        files.retain(|other| other != file);
        let found = findings(member, &files);
        assert_eq!(found.len(), 1, "{name} without {file}: {found:?}");
    }
}

#[test]
fn a_file_that_strayed_in_is_found() {
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
        let (workspace, index, mut files) = sound("dintero-cards");
        files.push(file.to_owned());
        let found = findings(&workspace.published[index], &files);
        assert_eq!(found.len(), 1, "{file}: {found:?}");
        assert!(found[0].contains(file), "{found:?}");
    }
}

#[test]
fn text_that_is_not_ours_a_path_of_this_machine_and_bulk_are_found() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let (workspace, index, names) = sound("dintero-cards-openapi");
    let member = &workspace.published[index];
    let ours = |name: &String| {
        let content = std::fs::read(root.join("openapi").join(name)).unwrap_or_default();
        (name.clone(), content)
    };
    let files: Files = names.iter().map(ours).collect();
    assert_eq!(findings_of(&root, member, &files, 1).unwrap(), [""; 0]);

    let broken = |name: &str, content: &str, packed| {
        let mut files = files.clone();
        files.insert(name.to_owned(), content.into());
        findings_of(&root, member, &files, packed).unwrap()
    };
    assert_eq!(broken("cards.yaml", "openapi: 3.0.3", 1).len(), 1);
    assert_eq!(broken("LICENSE-MIT", "../LICENSE-MIT", 1).len(), 1);
    assert_eq!(broken("src/lib.rs", &format!("// {}", root.display()), 1).len(), 1);
    assert_eq!(broken("src/lib.rs", "", 300_000).len(), 1);
}
