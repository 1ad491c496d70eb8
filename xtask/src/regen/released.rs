//! The record of the last release, its documents, its API and its version; and whether a
//! version may follow it.

use std::io;
use std::path::{Path, PathBuf};

use dintero_cards_codegen::module_name;
use dintero_cards_openapi::{DOCUMENTS, Source};
use dintero_cards_semver::changelog::has_items;
use dintero_cards_semver::{Api, Side, Step, Verdict, Version};

use super::output::{Output, committed};
use super::text::Generated;

/// The folder of the record; `cargo xtask regen --release` writes it.
pub(super) const FOLDER: &str = "crates/semver/released";

pub(super) struct Released {
    pub(super) version: Version,
    /// A document that is newer than the release is not among them.
    documents: Vec<(&'static str, String)>,
    api: Api,
    text: String,
}

impl Released {
    /// Reads the record; None if nothing is recorded.
    pub(super) fn read(root: &Path) -> io::Result<Option<Self>> {
        let version = committed(root, &of("version"))?;
        if version.is_empty() {
            return Ok(None);
        }
        let invalid = |error| io::Error::other(format!("{FOLDER}/version: {error}"));
        let version = version.trim().parse().map_err(invalid)?;
        let api = Api::parse(&recorded(root, "api.txt")?);
        let text = recorded(root, "text.sha256")?.trim().to_owned();
        let mut documents = Vec::new();
        for &Source { file, .. } in DOCUMENTS {
            let start = format!("{}::", module_name(file));
            let is_known = api.items().any(|(item, _)| item.as_str().starts_with(&start));
            // A missing document would count as new, and a new one breaks nothing.
            let text = match is_known {
                true => recorded(root, name(file))?,
                false => committed(root, &of(name(file)))?,
            };
            if !text.is_empty() {
                documents.push((file, text));
            }
        }
        Ok(Some(Self { version, documents, api, text }))
    }

    pub(super) fn side(&self) -> Side<'_> {
        let documents = self.documents.iter().map(|(file, text)| Source { file, text }).collect();
        Side { documents, api: self.api.clone(), text: self.text.clone() }
    }

    /// Returns the files that record the current state as released.
    pub(super) fn outputs(
        root: &Path,
        generated: &Generated,
        version: Version,
    ) -> io::Result<Vec<Output>> {
        let mut outputs = vec![
            Output::new(root, of("version"), format!("{version}\n"))?,
            Output::new(root, of("api.txt"), generated.api().to_string())?,
            Output::new(root, of("text.sha256"), format!("{}\n", generated.digest()))?,
        ];
        for one in &generated.0 {
            outputs.push(Output::new(root, of(name(one.file)), one.document.clone())?);
        }
        Ok(outputs)
    }
}

/// Returns why a version may not follow the last release, if it may not. The version
/// of the last release itself is fine as long as nothing changed.
pub(super) fn cannot_follow(version: Version, verdict: &Verdict) -> Option<String> {
    let Verdict { since, .. } = verdict;
    let (step, next) = (verdict.step().as_str(), verdict.next());
    if version < *since || version == *since && !verdict.is_empty() {
        return Some(format!("{since} is released already; give a larger version"));
    }
    if version < next {
        return Some(format!(
            "{version} is too small: a {step} step after {since} needs {next} or later"
        ));
    }
    // Hand-written code may need a larger step than the verdict, but only one.
    let steps = [Step::None, Step::Patch, Step::Minor, Step::Major].map(|step| since.after(step));
    let first = Version { major: since.major.max(1), minor: 0, patch: 0 };
    (!steps.contains(&version) && version != first)
        .then(|| format!("{version} skips versions: after {since} comes {next} or a larger step"))
}

/// Returns why CHANGELOG.md does not tell users about a version, if so: from its
/// text about the version, and the text below "Unreleased".
pub(super) fn is_unlisted(version: Version, listed: &str, unreleased: &str) -> Option<String> {
    if !has_items(listed) {
        return Some(format!(
            "CHANGELOG.md lists nothing for {version}; say what users will notice"
        ));
    }
    (has_items(unreleased) && listed != unreleased).then(|| {
        format!(
            "CHANGELOG.md lists changes under \"Unreleased\" that {version} would release; move them"
        )
    })
}

/// Reads a file that every record has.
fn recorded(root: &Path, name: &str) -> io::Result<String> {
    let text = committed(root, &of(name))?;
    if text.trim().is_empty() {
        let why = "this part of the record of the last release is missing; restore it";
        return Err(io::Error::other(format!("{FOLDER}/{name}: {why}")));
    }
    Ok(text)
}

fn of(name: &str) -> PathBuf {
    Path::new(FOLDER).join(name)
}

fn name(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}
