//! `cargo xtask release`: makes "Unreleased" a version.
//!
//! The version must be large enough for what changed. The documents and the API
//! as they are become what the next verdict compares with.

use std::io::{self, Write};
use std::path::Path;

use chrono::{NaiveDate, Utc};
use dintero_cards_semver::{Changelog, Version};

use super::changelog::FILE as CHANGELOG;
use super::output::{Output, committed};
use super::released::Released;
use super::text::Generated;
use super::{Problem, schemas, state, transaction};
use crate::cargo::cargo;
use crate::exit::Exit;

/// Where the version of the workspace stands, and those of its packages.
const MANIFEST: &str = "Cargo.toml";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The version, three numbers as in 1.2.3
    version: Version,
    /// Its date
    #[arg(long, value_name = "YYYY-MM-DD", default_value_t = Utc::now().date_naive(), value_parser = date)]
    date: NaiveDate,
}

pub(crate) fn run(root: &Path, arguments: &Arguments, out: &mut dyn Write) -> io::Result<Exit> {
    transaction::finish(root)?;
    let refuse = |out: &mut dyn Write, why: String| {
        writeln!(out, "{why}")?;
        Ok(Exit::Findings)
    };
    let Ok(generated) = Generated::read(root)? else {
        writeln!(out, "a document is not valid: `cargo xtask regen` says why")?;
        return Ok(Exit::InvalidDocument);
    };
    let state = match state(root, &generated) {
        Ok(state) => state,
        Err(Problem::Document(problem)) => {
            writeln!(out, "{problem}")?;
            return Ok(Exit::InvalidDocument);
        }
        Err(Problem::Io(error)) => return Err(error),
    };
    let is_stale = state.outputs.iter().any(|output| !output.is_fresh());
    if is_stale || !schemas::stale(root, &generated)?.is_empty() {
        return refuse(out, "something is stale: run `cargo xtask regen` first".to_owned());
    }
    let version = arguments.version;
    if let Some(verdict) = &state.verdict {
        let (next, step) = (verdict.next(), verdict.step().as_str());
        if version <= verdict.since {
            return refuse(out, format!("{} is released: give a larger version", verdict.since));
        }
        if version < next {
            let why = format!(
                "{version} is too small: {} and a {step} step ask for {next} or later",
                verdict.since
            );
            return refuse(out, why);
        }
    }
    let changelog = Changelog::new(committed(root, Path::new(CHANGELOG))?);
    if !changelog.has_unreleased() {
        let why = format!("{CHANGELOG} lists nothing as unreleased: say what users will notice");
        return refuse(out, why);
    }
    let mut outputs = Released::outputs(root, &generated, version)?;
    let changelog = changelog.released(version, &arguments.date.to_string());
    outputs.push(Output::new(root, CHANGELOG, changelog.as_str().to_owned())?);
    let text = committed(root, Path::new(MANIFEST))?;
    outputs.push(Output::new(root, MANIFEST, versioned(&text, version))?);
    transaction::replace(root, &outputs)?;
    for output in outputs.iter().filter(|output| !output.is_fresh()) {
        writeln!(out, "wrote {}", output.path.display())?;
    }
    lock(root, out)?;
    writeln!(out, "read the differences, commit them, and when that has landed tag it v{version}")?;
    Ok(Exit::Fine)
}

/// A date as the changelog has it; years of five digits are none.
fn date(text: &str) -> Result<NaiveDate, String> {
    let date: NaiveDate = text.parse().map_err(|error| format!("{error}"))?;
    let is_plain = text.len() == "YYYY-MM-DD".len() && date.to_string() == text;
    if is_plain { Ok(date) } else { Err("write it as YYYY-MM-DD".to_owned()) }
}

/// The manifest with another version of the workspace and of the packages in
/// it; those that are not the workspace's own have no path.
fn versioned(manifest: &str, version: Version) -> String {
    let mut is_workspace = false;
    let mut text = String::new();
    for line in manifest.split_inclusive('\n') {
        if line.starts_with('[') {
            is_workspace = line.trim_end() == "[workspace.package]";
        }
        let is_own = line.contains("path = \"") && line.contains("version = \"");
        let is_version = is_own || is_workspace && line.starts_with("version = \"");
        match line.split_once("version = \"").filter(|_| is_version) {
            Some((before, rest)) => {
                let rest = rest.split_once('"').map_or("", |(_, rest)| rest);
                text.push_str(&format!("{before}version = \"{version}\"{rest}"));
            }
            None => text.push_str(line),
        }
    }
    text
}

/// Brings Cargo.lock up to the new version; without cargo it says what to do.
fn lock(root: &Path, out: &mut dyn Write) -> io::Result<()> {
    let update = ["update", "--quiet", "--workspace", "--offline"];
    match cargo(root).args(update).output() {
        Ok(output) if output.status.success() => writeln!(out, "wrote Cargo.lock"),
        _ => writeln!(out, "Cargo.lock is as it was: run `cargo update --workspace`"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

    use super::versioned;

    #[test]
    fn only_the_versions_of_the_workspace_change() {
        let manifest = "[workspace.package]\nversion = \"0.1.0\"\nrust-version = \"1.88\"\n\n\
            [workspace.dependencies]\nown = { path = \"own\", version = \"0.1.0\", default-features = false }\n\
            serde = { version = \"1\", features = [\"derive\"] }\nversion = \"3\"\n";
        assert_eq!(
            versioned(manifest, "0.2.0".parse().unwrap()),
            "[workspace.package]\nversion = \"0.2.0\"\nrust-version = \"1.88\"\n\n\
            [workspace.dependencies]\nown = { path = \"own\", version = \"0.2.0\", default-features = false }\n\
            serde = { version = \"1\", features = [\"derive\"] }\nversion = \"3\"\n"
        );
    }
}
