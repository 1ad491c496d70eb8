//! The gate of a release: whether a version may follow the last release.

use dintero_cards_semver::changelog::has_items;
use dintero_cards_semver::{Verdict, Version};

/// Returns why a version is too small for a verdict, if it is. The version of
/// the last release itself is fine as long as nothing changed.
pub(super) fn is_too_small(version: Version, verdict: &Verdict) -> Option<String> {
    let Verdict { since, .. } = verdict;
    let (step, next) = (verdict.step().as_str(), verdict.next());
    if version < *since || version == *since && !verdict.is_empty() {
        return Some(format!("{since} is released already; give a larger version"));
    }
    (version < next).then(|| {
        format!("{version} is too small: a {step} step after {since} needs {next} or later")
    })
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
