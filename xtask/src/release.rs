//! `cargo xtask release`: the next version, made by cargo-release; and the API of all
//! code, written by hand too, beside that of the last release.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output};

use dintero_cards_semver::Version;

use crate::cargo::cargo;
use crate::exit::{Exit, Outcome};
use crate::{package, regen};

/// Release a version, or compare the API with that of the last release
///
/// cargo-release makes the release; without --execute it only tries it. Its hook,
/// `cargo xtask regen --release`, refuses a version that is too small for the documents.
#[derive(clap::Args)]
#[command(after_long_help = "\
Exit status: 0 the release is made or tried, or the API fits the version; 1 it is refused, nothing \
changed, or the API needs a larger step; 3 a program or a file is missing; 5 a document is not valid.")]
pub(crate) struct Arguments {
    /// The version
    #[arg(required_unless_present_any = ["next", "api"], conflicts_with_all = ["next", "api"])]
    version: Option<Version>,
    /// Take the smallest version that the documents and CHANGELOG.md allow
    ///
    /// Entries that begin with `**Breaks**` need a major step, those below "Added" a minor
    /// one.
    #[arg(long, conflicts_with = "api")]
    next: bool,
    /// Make the release
    #[arg(long, conflicts_with = "api")]
    execute: bool,
    /// Compare the API of every published library with that of the last release, by
    /// cargo-semver-checks
    #[arg(long)]
    api: bool,
}

pub(crate) fn run(root: &Path, arguments: &Arguments, out: &mut dyn Write) -> Outcome<Exit> {
    if arguments.api {
        return Ok(api(root, out)?);
    }
    let version = match arguments.version {
        None => regen::next(root, out)?,
        version => version,
    };
    let Some(version) = version else { return Ok(Exit::Findings) };
    let mut command = vec!["release".to_owned(), version.to_string(), "--workspace".to_owned()];
    command.extend(arguments.execute.then(|| "--execute".to_owned()));
    Ok(delegate(root, &command, out)?)
}

/// Runs a subcommand of cargo that is a program of its own.
fn delegate(root: &Path, command: &[String], out: &mut dyn Write) -> io::Result<Exit> {
    let name = &command[0];
    if !cargo(root).args([name, "--version"]).output()?.status.success() {
        writeln!(out, "cargo-{name} is missing: `cargo install --locked cargo-{name}`")?;
        return Ok(Exit::Unavailable);
    }
    out.flush()?;
    let is_done = cargo(root).args(command).status()?.success();
    Ok(if is_done { Exit::Fine } else { Exit::Findings })
}

/// Compares the libraries that the last release has. Before the first release there is
/// nothing to compare with.
fn api(root: &Path, out: &mut dyn Write) -> io::Result<Exit> {
    let described = git(root, &["describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^"])?;
    if !described.status.success() {
        let shallow = git(root, &["rev-parse", "--is-shallow-repository"])?;
        if !shallow.status.success() {
            let why = String::from_utf8_lossy(&shallow.stderr);
            return Err(io::Error::other(format!("git: {}", why.trim())));
        }
        if String::from_utf8_lossy(&shallow.stdout).trim() == "true" {
            return Err(io::Error::other("the clone is shallow: fetch the tags and their history"));
        }
        writeln!(out, "no release is tagged before this commit: there is no API to compare with")?;
        return Ok(Exit::Fine);
    }
    let tag = String::from_utf8_lossy(&described.stdout).trim().to_owned();
    let root = &root.canonicalize()?;
    let metadata = package::metadata(root)?;
    let mut command = ["semver-checks", "--baseline-rev", &tag].map(str::to_owned).to_vec();
    let without_packages = command.len();
    for package in package::published(&metadata) {
        let manifest = format!("{tag}:{}/Cargo.toml", package::folder(package, root));
        if !package.targets.iter().any(cargo_metadata::Target::is_lib) {
            continue;
        } else if git(root, &["cat-file", "-e", &manifest])?.status.success() {
            command.extend(["--package".to_owned(), package.name.to_string()]);
        } else {
            writeln!(out, "{} is new since {tag}", package.name)?;
        }
    }
    if command.len() == without_packages { Ok(Exit::Fine) } else { delegate(root, &command, out) }
}

fn git(root: &Path, arguments: &[&str]) -> io::Result<Output> {
    Command::new("git").current_dir(root).args(arguments).output()
}
