//! Packed packages, unpacked in a folder of their own and built there: each alone,
//! and together for a program that knows the packages only as they were packed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_metadata::{Metadata, Package};

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

/// How people depend on the wrapper: by default, or without the generator.
pub(super) const FEATURES: [(&str, &[&str]); 2] =
    [("default features", &[]), ("rustls alone", &["--no-default-features", "--features=rustls"])];

/// The files of an unpacked package, by name.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// Returns the names of the files that cargo would pack.
pub(super) fn list(root: &Path, package: &Package) -> io::Result<Vec<String>> {
    let manifest = package.manifest_path.as_str();
    let arguments = ["package", "--list", "--allow-dirty", "--manifest-path", manifest];
    let output = cargo(root).args(arguments).output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).trim()));
    }
    let text = String::from_utf8_lossy(&output.stdout).replace('\\', "/");
    Ok(text.lines().map(str::to_owned).collect())
}

/// A workspace of the unpacked packages, in a folder that each run makes anew.
pub(super) struct Unpacked<'a> {
    root: &'a Path,
    metadata: &'a Metadata,
    pub(super) folder: PathBuf,
}

impl<'a> Unpacked<'a> {
    pub(super) fn new(root: &'a Path, metadata: &'a Metadata) -> io::Result<Self> {
        let folder = metadata.target_directory.join("packaged/packages").into_std_path_buf();
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(folder.join("consumer/src"))?;
        Ok(Self { root, metadata, folder })
    }

    pub(super) fn published(&self) -> Vec<&Package> {
        published(self.metadata)
    }

    /// Packs the packages together; separately, cargo would look for them in the registry.
    pub(super) fn pack(&self, allow_dirty: bool) -> io::Result<bool> {
        let mut command = cargo(self.root);
        command.args(["package", "--no-verify", "--locked"]);
        command.args(self.published().iter().flat_map(|package| ["--package", &package.name]));
        command.args(allow_dirty.then_some("--allow-dirty"));
        Ok(command.status()?.success())
    }

    /// Unpacks a package: returns its files, and its size in bytes before.
    pub(super) fn unpack(&self, package: &Package) -> io::Result<(Files, u64)> {
        let file = format!("package/{}.crate", stem(package));
        let file = self.metadata.target_directory.join(file);
        // Not with the times of the packed files, which are the same in every package.
        let mut tar = Command::new("tar");
        tar.args(["-xzmf", file.as_str(), "-C"]).arg(&self.folder).stdin(Stdio::null());
        if !tar.status()?.success() {
            return Err(io::Error::other(format!("tar cannot unpack {file}")));
        }
        Ok((self.files(package)?, fs::metadata(&file)?.len()))
    }

    fn files(&self, package: &Package) -> io::Result<Files> {
        let root = self.folder.join(stem(package));
        let (mut files, mut folders) = (Files::new(), vec![root.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy();
                files.insert(name.into_owned(), fs::read(&path)?);
            }
        }
        Ok(files)
    }

    /// Makes a workspace of the unpacked packages and of the program.
    pub(super) fn lay_out(&self) -> io::Result<()> {
        let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n\n\
            [profile.dev]\ndebug = false\n\n[patch.crates-io]\n"
            .to_owned();
        for package in self.published() {
            manifest.push_str(&format!("{} = {{ path = \"{}\" }}\n", package.name, stem(package)));
        }
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        fs::write(self.folder.join("consumer/Cargo.toml"), MANIFEST)?;
        fs::copy(self.root.join(PROGRAM), self.folder.join("consumer/src/main.rs"))?;
        fs::copy(self.root.join("Cargo.lock"), self.folder.join("Cargo.lock")).map(drop)
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
    pub(super) fn run_consumer(
        &self,
        (name, flags): (&str, &[&str]),
    ) -> io::Result<(String, Vec<String>)> {
        let run = [&["run", "--package", "consumer"], flags].concat();
        let run = self.cargo(&run).stderr(Stdio::inherit()).output()?;
        let failed = (!run.status.success())
            .then(|| format!("the program outside the workspace fails with {name}"));
        let output = String::from_utf8_lossy(&run.stdout);
        Ok((format!("{name}: {}", output.trim()), failed.into_iter().collect()))
    }

    /// Cargo in the folder, with the dependencies that earlier runs built.
    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo(&self.folder);
        let target = self.metadata.target_directory.join("packaged");
        command.args(arguments).env("CARGO_TARGET_DIR", target).env("CARGO_TERM_QUIET", "true");
        command
    }
}

fn stem(package: &Package) -> String {
    format!("{}-{}", package.name, package.version)
}
