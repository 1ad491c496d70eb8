//! CHANGELOG.md with the entries of a verdict.

use std::io;
use std::path::Path;

use dintero_cards_semver::{Changelog, Entry, Verdict};

use super::output::{Output, committed};

pub(super) const FILE: &str = "CHANGELOG.md";

pub(super) fn output(root: &Path, verdict: &Verdict) -> io::Result<Output> {
    let text = committed(root, Path::new(FILE))?;
    let wanted = Changelog::new(text.as_str()).with(&Entry::all(verdict));
    Ok(Output { path: FILE.into(), wanted: wanted.as_str().to_owned(), committed: text })
}
