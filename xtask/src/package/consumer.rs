//! A program outside the workspace that knows the packages only as they were
//! packed, and lists all the cards of a sandbox with them.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Output, Stdio};

use super::built;
use super::member::Workspace;

/// The program; an example of the tests, so that it is linted with them.
const PROGRAM: &str = "tests/packaged/main.rs";

/// The folder of the program, below the temporary one.
const FOLDER: &str = "consumer";

/// The manifest of the program. What else it needs has the locked version.
const MANIFEST: &str = r#"[package]
name = "consumer"
version = "0.0.0"
edition = "2024"

[workspace]

[features]
default = ["dintero-cards/default"]
rustls = ["dintero-cards/rustls"]

[dependencies]
dintero-cards = { version = "={version}", default-features = false }
dintero-cards-sandbox = "={version}"
futures-util = { version = "0.3", default-features = false }
tokio = { version = "1", features = ["macros", "rt"] }
"#;

/// A choice of features, and whether a generator may be built with it.
#[derive(Clone, Copy)]
pub(super) struct Features {
    name: &'static str,
    flags: &'static [&'static str],
    generator: bool,
}

/// How people depend on the wrapper: as it comes, or without a generator.
pub(super) const FEATURES: [Features; 2] = [
    Features { name: "default features", flags: &[], generator: true },
    Features {
        name: "rustls alone",
        flags: &["--no-default-features", "--features=rustls"],
        generator: false,
    },
];

/// Writes the program where it is built.
pub(super) fn lay_out(root: &Path, folder: &Path, workspace: &Workspace) -> io::Result<()> {
    let packages = folder.join(built::PACKAGES);
    let folder = folder.join(FOLDER);
    fs::create_dir_all(folder.join("src"))?;
    let version = workspace.version().unwrap_or_default();
    let manifest = MANIFEST.replace("{version}", version) + &built::tables(&packages, workspace);
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    fs::copy(root.join(PROGRAM), folder.join("src/main.rs")).map(drop)
}

/// Builds and runs the program: what it says, and what is wrong.
pub(super) fn run(
    root: &Path,
    folder: &Path,
    workspace: &Workspace,
    features: Features,
) -> io::Result<(String, Vec<String>)> {
    let Features { name, flags, generator } = features;
    let folder = folder.join(FOLDER);
    let cargo = |command: &str| -> io::Result<Output> {
        let mut cargo = built::quiet(&folder, workspace);
        cargo.arg(command).args(flags);
        if command == "tree" {
            cargo.args(["--prefix=none", "--edges=normal,build"]);
        }
        cargo.stderr(Stdio::inherit()).output()
    };
    let ran = cargo("run")?;
    let mut findings = Vec::new();
    if !ran.status.success() {
        findings.push(format!("the program outside the workspace fails with {name}"));
        return Ok((String::new(), findings));
    }
    for package in built::unlocked(root, &folder.join("Cargo.lock"))? {
        findings.push(format!("{package} was built, which is not the version that is locked"));
    }
    let tree = String::from_utf8_lossy(&cargo("tree")?.stdout).into_owned();
    let is_generated = tree.lines().any(|line| line.starts_with("dintero-cards-codegen "));
    if is_generated != generator {
        let is = if is_generated { "a" } else { "no" };
        findings.push(format!("with {name} {is} generator is built"));
    }
    let is = if generator { "a generator" } else { "no generator" };
    let said = String::from_utf8_lossy(&ran.stdout).trim().to_owned();
    Ok((format!("{name}, {is}: {said}"), findings))
}
