//! `cargo xtask release-check`: tag, version and changelog say the same.
//!
//! The workflow of a release asks this before anything else, so that what the
//! three must have in common is tested here and not written in YAML.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use dintero_cards_semver::Changelog;

use crate::exit::Exit;
use crate::package::Workspace;
use crate::regen;

/// Where users read what changed.
const CHANGELOG: &str = "CHANGELOG.md";

#[derive(clap::Args)]
/// Check that a tag, the version and the changelog fit together
///
/// The tag is `v` and the version of every published package. CHANGELOG.md has a
/// section of that version with the date of its release, and nothing that is
/// unreleased. The version is what verdicts compare with from now on, and nothing
/// that they are about has changed since.
pub(crate) struct Arguments {
    /// Tag of the release, such as v0.1.0
    #[arg(long)]
    tag: String,
    /// Write what the changelog says of the version to a file
    #[arg(long, value_name = "FILE")]
    notes: Option<PathBuf>,
}

pub(crate) fn run(root: &Path, arguments: &Arguments, out: &mut dyn Write) -> io::Result<Exit> {
    let Arguments { tag, notes } = arguments;
    let workspace = Workspace::read(root)?;
    let Some(version) = workspace.version() else {
        writeln!(out, "broken the published packages differ in version; give all the same")?;
        return Ok(Exit::Findings);
    };
    if *tag != format!("v{version}") {
        writeln!(out, "broken the tag is {tag}, the version {version}; tag v{version}")?;
        return Ok(Exit::Findings);
    }
    let recorded = regen::released_version(root)?;
    if recorded.as_deref() != Some(version) {
        let recorded = recorded.unwrap_or_else(|| "nothing".to_owned());
        writeln!(
            out,
            "broken {recorded} is recorded as released; run `cargo xtask release {version}`"
        )?;
        return Ok(Exit::Findings);
    }
    if !regen::is_recorded(root)? {
        writeln!(
            out,
            "broken the documents or the generator changed since {version} was recorded; run \
             `cargo xtask release` with the next version"
        )?;
        return Ok(Exit::Findings);
    }
    let changelog = fs::read_to_string(root.join(CHANGELOG))
        .map_err(|error| io::Error::new(error.kind(), format!("{CHANGELOG}: {error}")))?;
    match notes_of(&changelog, version) {
        Ok(text) => {
            if let Some(path) = notes {
                fs::write(path, text)?;
            }
            writeln!(out, "{tag} fits the version and {CHANGELOG}")?;
            Ok(Exit::Fine)
        }
        Err(finding) => {
            writeln!(out, "broken {CHANGELOG} {finding}")?;
            Ok(Exit::Findings)
        }
    }
}

/// What a changelog says of a version that has all that there is.
fn notes_of(changelog: &str, version: &str) -> Result<String, String> {
    if Changelog::new(changelog).has_unreleased() {
        return Err(format!(
            "lists what the tag would release as unreleased, and not below {version}; run \
             `cargo xtask release` with the next version"
        ));
    }
    section(changelog, version)
}

/// What a changelog says of a version, or why it does not.
fn section(changelog: &str, version: &str) -> Result<String, String> {
    let mut lines = changelog.lines();
    let date = lines.find_map(|line| {
        let title = line.strip_prefix("## ")?;
        let (name, date) = title.split_once(" - ").unwrap_or((title, ""));
        let name = name.trim().trim_start_matches('[').trim_end_matches(']');
        (name == version).then_some(date.trim())
    });
    let wanted = format!("begin it with `## {version} - YYYY-MM-DD`");
    let date = date.ok_or_else(|| format!("has no section of {version}; {wanted}"))?;
    let is_date = date.len() == "YYYY-MM-DD".len() && date.parse::<NaiveDate>().is_ok();
    if !is_date {
        return Err(format!("does not say when {version} is released; {wanted}"));
    }
    let text: Vec<&str> = lines.take_while(|line| !line.starts_with("## ")).collect();
    let text = text.join("\n").trim().to_owned();
    if !text.lines().any(|line| line.starts_with("- ")) {
        return Err(format!("lists nothing below {version}; say what users will notice"));
    }
    Ok(text + "\n")
}

#[cfg(test)]
mod tests {
    use super::{notes_of, section};

    const CHANGELOG: &str = "\
# Changelog

## Unreleased

- Later.

## [0.2.0] - 2026-12-01

### Added

- A filter.

## 0.1.0 - 2026-11-24

- All of it.

## 0.0.2

- Undated.

## 0.0.1 - 2026-13-01

- A month that is none.

## 0.0.0 - 2026-01-01
";

    #[test]
    fn a_version_with_a_date_has_notes_up_to_the_next() {
        let notes = section(CHANGELOG, "0.2.0");
        assert_eq!(notes.as_deref(), Ok("### Added\n\n- A filter.\n"));
        assert_eq!(section(CHANGELOG, "0.1.0").as_deref(), Ok("- All of it.\n"));
    }

    #[test]
    fn a_tag_releases_nothing_that_its_version_does_not_list() {
        let said = notes_of(CHANGELOG, "0.2.0").err().unwrap_or_default();
        assert!(said.contains("as unreleased, and not below 0.2.0"), "{said}");
        let landed = CHANGELOG.replace("- Later.\n\n", "");
        assert_eq!(notes_of(&landed, "0.2.0").as_deref(), Ok("### Added\n\n- A filter.\n"));
    }

    #[test]
    fn what_is_not_released_is_no_release() {
        for (version, words) in [
            ("0.3.0", "has no section of 0.3.0; begin it with `## 0.3.0 - YYYY-MM-DD`"),
            ("0.2", "has no section of 0.2;"),
            ("Unreleased", "does not say when Unreleased"),
            ("0.0.2", "does not say when 0.0.2"),
            ("0.0.1", "does not say when 0.0.1"),
            ("0.0.0", "lists nothing below 0.0.0"),
        ] {
            let said = section(CHANGELOG, version).err().unwrap_or_default();
            assert!(said.starts_with(words), "{version}: {said}");
        }
    }
}
