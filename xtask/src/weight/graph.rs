//! The crates that a package is compiled from.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::build::{cargo, must_succeed};

/// Every crate in the graph of a package on this host, build scripts and
/// macros included, the package itself not; each with its version.
pub(super) fn crates(root: &Path, package: &str) -> io::Result<BTreeSet<String>> {
    let output = cargo(root)
        .args(["tree", "--locked", "--edges", "normal,build", "--prefix", "none"])
        .args(["--format", "{p}", "--package", package])
        .output()?;
    must_succeed("cargo tree", output.status)?;
    Ok(read(&String::from_utf8_lossy(&output.stdout), package))
}

/// Reads lines such as `syn v3.0.10 (proc-macro) (*)`.
fn read(tree: &str, package: &str) -> BTreeSet<String> {
    let crates = tree.lines().filter_map(|line| {
        let mut words = line.split(' ');
        Some((words.next()?, words.next()?))
    });
    let others = crates.filter(|(name, _)| *name != package);
    others.map(|(name, version)| format!("{name} {version}")).collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_crate_counts_once_for_each_version_and_the_package_not_at_all() {
        let tree = "own v0.1.0 (/w/own)\nsyn v3.0.1 (proc-macro)\na v1.0.0\nsyn v2.0.1\nsyn v3.0.1 (*)\n\n";
        assert_eq!(
            read(tree, "own").into_iter().collect::<Vec<_>>(),
            ["a v1.0.0", "syn v2.0.1", "syn v3.0.1"]
        );
    }
}
