//! The published packages, and what their manifests need beyond the checks of
//! cargo, of the registry and of deny.toml.

use std::io;
use std::path::Path;

use cargo_metadata::{Metadata, MetadataCommand, Package};

/// Reads the manifests of the workspace.
pub(crate) fn read(root: &Path) -> io::Result<Metadata> {
    MetadataCommand::new().current_dir(root).no_deps().exec().map_err(io::Error::other)
}

/// Returns the packages that are published, by name.
pub(crate) fn published(metadata: &Metadata) -> Vec<&Package> {
    let mut packages = metadata.workspace_packages();
    packages
        .retain(|package| package.publish.as_ref().is_none_or(|registries| !registries.is_empty()));
    packages.sort_by(|a, b| a.name.cmp(&b.name));
    packages
}

/// Returns the published packages that are outside the workspace.
pub(super) fn outside(root: &Path) -> io::Result<Vec<Package>> {
    let folder = root.join("crates/datafusion");
    if folder.exists() { Ok(read(&folder)?.packages) } else { Ok(Vec::new()) }
}

/// Returns the problem of a package that has not the version of the others.
pub(super) fn version_problems(package: &Package, others: &[&Package]) -> Vec<String> {
    let other = others.iter().find(|other| other.version != package.version);
    let (name, version) = (&package.name, &package.version);
    let problem = |other: &&Package| {
        format!("{name}: it has version {version}, and {} has {}", other.name, other.version)
    };
    other.map(problem).into_iter().collect()
}

/// Returns the folder of a package below the root of the workspace, with `/`.
pub(crate) fn folder(package: &Package, root: &Path) -> String {
    let folder = package.manifest_path.parent().unwrap_or(&package.manifest_path);
    folder.strip_prefix(root).unwrap_or(folder).as_str().replace('\\', "/")
}

/// Returns the problems of a manifest.
pub(super) fn problems(package: &Package) -> Vec<String> {
    let name = package.name.as_str();
    let docs = format!("https://docs.rs/{name}");
    let shows_all_features = package.metadata["docs"]["rs"]["all-features"] == true;
    let checks = [
        (package.readme.is_some(), "Cargo.toml has no readme"),
        (package.rust_version.is_some(), "Cargo.toml has no rust-version"),
        (
            package.documentation.as_ref() == Some(&docs),
            "its documentation is not its page on docs.rs",
        ),
        (
            package.features.is_empty() || shows_all_features,
            "docs.rs does not show all its features",
        ),
    ];
    let failed = checks.iter().filter(|(holds, _)| !holds);
    failed.map(|(_, problem)| format!("{name}: {problem}")).collect()
}
