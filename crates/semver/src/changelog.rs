//! CHANGELOG.md, in the form of Keep a Changelog.

use crate::Step;

/// The title of the section of unreleased changes.
pub const UNRELEASED: &str = "Unreleased";

/// Returns the text below the heading of a version, or of [`UNRELEASED`], up to
/// the next version; None without such a heading. The title in the heading may
/// be a link, and a date may follow it.
pub fn section<'a>(changelog: &'a str, title: &str) -> Option<&'a str> {
    let parts = changelog.split("\n## ").map(|part| part.strip_prefix("## ").unwrap_or(part));
    parts.into_iter().find_map(|part| {
        let (heading, text) = part.split_once('\n').unwrap_or((part, ""));
        let heading = heading.trim().trim_start_matches('[');
        let end = heading.find([' ', ']']).unwrap_or(heading.len());
        heading[..end].eq_ignore_ascii_case(title).then(|| text.trim_matches('\n'))
    })
}

/// Returns the list items of a section, each on one line.
pub(crate) fn items(section: &str) -> Vec<String> {
    let mut items: Vec<String> = vec![];
    for line in section.lines() {
        if line.starts_with(['-', '*']) {
            items.push(line[1..].trim().to_owned());
        } else if let (Some(item), true) = (items.last_mut(), line.starts_with(' ')) {
            item.push(' ');
            item.push_str(line.trim());
        }
    }
    items
}

/// Returns the step that the entries of a section ask for: a major one if an entry begins
/// with `**Breaks**`, a minor one if there are entries below "Added".
pub fn step(section: &str) -> Step {
    let added = section.split("### ").find(|part| part.starts_with("Added"));
    match items(section) {
        items if items.iter().any(|item| item.starts_with("**Breaks**")) => Step::Major,
        _ if added.is_some_and(has_items) => Step::Minor,
        items if items.is_empty() => Step::None,
        _ => Step::Patch,
    }
}

/// Whether a section of the changelog lists anything.
pub fn has_items(section: &str) -> bool {
    !items(section).is_empty()
}
