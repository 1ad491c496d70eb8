//! Packed packages, unpacked in a temporary folder and built there: each alone,
//! and together for a program that knows the packages only as they were packed.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_metadata::{Metadata, Package};
use tempfile::TempDir;

use super::contents::Files;
use super::manifest::published;
use crate::cargo::cargo;

/// The program; it is an example of the tests too, so that clippy reads it.
const PROGRAM: &str = "tests/published_packages/main.rs";
/// Its manifest. Its dependencies have the locked versions.
const MANIFEST: &str = r#"[package]
name = "consumer"
version = "0.0.0"
edition = "2024"

[features]
default = ["dintero-cards/default"]
rustls = ["dintero-cards/rustls"]

[dependencies]
dintero-cards = { version = "*", default-features = false }
dintero-cards-sandbox = "*"
futures-util = { version = "0.3", default-features = false }
tokio = { version = "1", features = ["macros", "rt"] }
"#;

/// A choice of features, and whether the generator is built with it.
pub(super) type Features = (&'static str, &'static [&'static str], bool);

/// How people depend on the wrapper: by default, or without the generator.
pub(super) const FEATURES: [Features; 2] = [
    ("default features", &[], true),
    ("rustls alone", &["--no-default-features", "--features=rustls"], false),
];

/// Returns the names of the files that cargo would pack.
pub(super) fn list(root: &Path, package: &Package) -> io::Result<Vec<String>> {
    let arguments = ["package", "--list", "--allow-dirty", "--package", &package.name];
    let output = cargo(root).args(arguments).output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).trim()));
    }
    let text = String::from_utf8_lossy(&output.stdout).replace('\\', "/");
    Ok(text.lines().map(str::to_owned).collect())
}

/// Packs packages together; separately, cargo would look for them in the registry.
pub(super) fn pack(root: &Path, packages: &[&Package], allow_dirty: bool) -> io::Result<bool> {
    let mut command = cargo(root);
    command.args(["package", "--no-verify", "--locked"]);
    command.args(packages.iter().flat_map(|package| ["--package", &package.name]));
    command.args(allow_dirty.then_some("--allow-dirty"));
    Ok(command.status()?.success())
}

/// A folder with the unpacked packages, outside the workspace.
pub(super) struct Unpacked<'a> {
    root: &'a Path,
    metadata: &'a Metadata,
    folder: TempDir,
}

impl<'a> Unpacked<'a> {
    pub(super) fn new(root: &'a Path, metadata: &'a Metadata) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("dintero-cards-packages-").tempdir()?;
        Ok(Self { root, metadata, folder })
    }

    /// Unpacks a package: returns its files, and its size in bytes before.
    pub(super) fn unpack(&self, package: &Package) -> io::Result<(Files, u64)> {
        let file = format!("{}.crate", stem(package));
        let file = self.metadata.target_directory.join("package").join(file);
        let mut tar = Command::new("tar");
        tar.args(["-xzf", file.as_str(), "-C"]).arg(self.folder.path()).stdin(Stdio::null());
        if !tar.status()?.success() {
            return Err(io::Error::other(format!("tar cannot unpack {file}")));
        }
        Ok((self.files(package)?, fs::metadata(&file)?.len()))
    }

    fn files(&self, package: &Package) -> io::Result<Files> {
        let root = self.folder.path().join(stem(package));
        let (mut files, mut folders) = (Files::new(), vec![root.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy();
                files.insert(name.replace('\\', "/"), fs::read(&path)?);
            }
        }
        Ok(files)
    }

    /// Makes a workspace of the unpacked packages and of the program.
    pub(super) fn lay_out(&self) -> io::Result<()> {
        let folder = self.folder.path();
        let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n\n\
            [profile.dev]\ndebug = false\n\n[patch.crates-io]\n"
            .to_owned();
        for package in published(self.metadata) {
            manifest.push_str(&format!("{} = {{ path = \"{}\" }}\n", package.name, stem(package)));
        }
        fs::create_dir_all(folder.join("consumer/src"))?;
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::write(folder.join("consumer/Cargo.toml"), MANIFEST)?;
        fs::copy(self.root.join(PROGRAM), folder.join("consumer/src/main.rs"))?;
        fs::copy(self.root.join("Cargo.lock"), folder.join("Cargo.lock")).map(drop)
    }

    /// Builds one package alone, and runs its tests if asked to; returns the problems.
    pub(super) fn build(&self, package: &Package, tests: bool) -> io::Result<Vec<String>> {
        let name = package.name.as_str();
        let before = self.files(package)?;
        let mut problems = Vec::new();
        if !self.cargo(&["check", "--package", name]).status()?.success() {
            problems.push(format!("{name}: the packed package cannot be built"));
        } else if tests {
            let output = self.cargo(&["test", "--package", name]).output()?;
            if !output.status.success() {
                io::stderr().write_all(&[output.stdout, output.stderr].concat())?;
                problems.push(format!("{name}: the tests of the packed package fail"));
            }
        }
        if self.files(package)? != before {
            problems.push(format!("{name}: building it changes its own files"));
        }
        Ok(problems)
    }

    /// Builds and runs the program: returns its output, and the problems.
    pub(super) fn run_consumer(&self, features: Features) -> io::Result<(String, Vec<String>)> {
        let (name, flags, is_generated) = features;
        let cargo = |arguments: &[&str]| {
            self.cargo(arguments).args(flags).stderr(Stdio::inherit()).output()
        };
        let run = cargo(&["run", "--package", "consumer"])?;
        let mut problems = Vec::new();
        if !run.status.success() {
            problems.push(format!("the program outside the workspace fails with {name}"));
        }
        let tree = ["tree", "--package", "consumer", "--prefix=none", "--edges=normal,build"];
        let tree = String::from_utf8_lossy(&cargo(&tree)?.stdout).into_owned();
        let has_generator = tree.lines().any(|line| line.starts_with("dintero-cards-codegen "));
        if has_generator != is_generated {
            let is_built = if has_generator { "is" } else { "is not" };
            problems.push(format!("with {name} the generator {is_built} built"));
        }
        let output = String::from_utf8_lossy(&run.stdout).trim().to_owned();
        Ok((format!("{name}: {output}"), problems))
    }

    /// Removes what was built of the packages: the next run has another folder.
    pub(super) fn clean(&self) -> io::Result<()> {
        let mut clean = self.cargo(&["clean"]);
        let packages = published(self.metadata);
        clean.args(packages.iter().flat_map(|package| ["--package", &package.name]));
        clean.stderr(Stdio::null()).status().map(drop)
    }

    pub(super) fn keep(self) -> PathBuf {
        self.folder.keep()
    }

    /// Cargo in the folder, with the dependencies that earlier runs built.
    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo(self.folder.path());
        let target = self.metadata.target_directory.join("packaged");
        command.args(arguments).env("CARGO_TARGET_DIR", target).env("CARGO_TERM_QUIET", "true");
        command
    }
}

fn stem(package: &Package) -> String {
    format!("{}-{}", package.name, package.version)
}
