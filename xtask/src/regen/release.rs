//! The gate of a release: whether a version may follow the last release.

use dintero_cards_semver::changelog::has_items;
use dintero_cards_semver::{Step, Verdict, Version};

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
