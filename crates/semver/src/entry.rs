//! Entries of the changelog: what a verdict says to the people who upgrade.

use dintero_docs_drift::rules::Step;

use crate::api::ApiChange;
use crate::document::Change;
use crate::{Verdict, digest};

/// Hexadecimal digits of an id, as many as a finding of the drift check has.
const ID_DIGITS: usize = 12;
/// Items of an API that one entry names.
const MOST_ITEMS: usize = 8;

/// Rules whose changes give people something.
const ADDED: [&str; 10] = [
    "media-type-added",
    "op-added",
    "param-added-optional",
    "param-added-required",
    "param-enum-value-added",
    "resp-enum-value-added",
    "resp-field-added",
    "resp-header-added",
    "resp-status-added",
    "scope-added",
];
/// Rules whose changes take something away.
const REMOVED: [&str; 8] = [
    "op-removed",
    "param-enum-value-removed",
    "param-removed",
    "resp-enum-value-removed",
    "resp-field-removed",
    "resp-header-removed",
    "resp-status-removed",
    "scope-removed",
];
/// Rules whose changes are about the words on a page, and no news to anybody.
const SILENT: [&str; 1] = ["prose-changed"];

/// A section of a version, as Keep a Changelog has them, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// New features.
    Added,
    /// Changes of what is there.
    Changed,
    /// What will go away.
    Deprecated,
    /// What is gone.
    Removed,
    /// Mended faults.
    Fixed,
    /// Vulnerabilities.
    Security,
}

impl Section {
    /// Every section, in order.
    pub const ALL: [Self; 6] =
        [Self::Added, Self::Changed, Self::Deprecated, Self::Removed, Self::Fixed, Self::Security];

    /// The word of its heading.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Changed => "Changed",
            Self::Deprecated => "Deprecated",
            Self::Removed => "Removed",
            Self::Fixed => "Fixed",
            Self::Security => "Security",
        }
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it belongs.
    pub section: Section,
    /// Names what it is about; the same change always has the same.
    pub id: String,
    /// What it says, in one line of Markdown.
    pub text: String,
}

impl Entry {
    /// Every entry that a verdict asks for, in the order of the verdict.
    #[must_use]
    pub fn all(verdict: &Verdict) -> Vec<Self> {
        let documents = verdict.changes.iter().filter_map(Self::of_change);
        let breaks =
            [("dintero-cards-client", &verdict.api), ("dintero-cards", &verdict.passed_on)];
        let apis =
            breaks.into_iter().filter_map(|(package, changes)| Self::of_breaks(package, changes));
        documents.chain(apis).collect()
    }

    fn of_change(change: &Change) -> Option<Self> {
        let rule = change.rule.id;
        if SILENT.contains(&rule) {
            return None;
        }
        let section = match rule {
            _ if ADDED.contains(&rule) => Section::Added,
            _ if REMOVED.contains(&rule) => Section::Removed,
            _ if rule.ends_with("-deprecation-changed") => Section::Deprecated,
            _ => Section::Changed,
        };
        let Change { operation, subject, .. } = change;
        let text = match subject.as_str() {
            "" => format!("{operation}: {change}."),
            _ => format!("{operation}, `{subject}`: {change}."),
        };
        Some(Self { section, id: change.id(), text: one_line(&text) })
    }

    fn of_breaks(package: &str, changes: &[ApiChange]) -> Option<Self> {
        let breaks: Vec<&ApiChange> =
            changes.iter().filter(|change| change.step == Step::Major).collect();
        if breaks.is_empty() {
            return None;
        }
        let mut items: Vec<String> =
            breaks.iter().take(MOST_ITEMS).map(|change| format!("`{}`", change.item)).collect();
        if let Some(more) = breaks.len().checked_sub(MOST_ITEMS).filter(|more| *more > 0) {
            items.push(format!("and {more} more"));
        }
        let text = format!("**Breaks** code that uses, of `{package}`: {}.", items.join(", "));
        let told: Vec<String> = breaks.iter().map(ToString::to_string).collect();
        let mut id = digest([package].into_iter().chain(told.iter().map(String::as_str)));
        id.truncate(ID_DIGITS);
        Some(Self { section: Section::Changed, id, text })
    }
}

/// What stands in a document may be anything; an entry is one line of it, and
/// no comment ends in it.
fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace("<!--", "< !--").replace("-->", "-- >")
}

#[cfg(test)]
mod tests {
    use super::{ADDED, REMOVED, SILENT};
    use crate::document;
    use dintero_docs_drift::rules;

    #[test]
    fn every_rule_that_is_sorted_here_exists() {
        for id in ADDED.iter().chain(&REMOVED).chain(&SILENT) {
            let own = [document::OP_ADDED.id, document::OP_REMOVED.id];
            assert!(rules::find(id).is_some() || own.contains(id), "{id}");
        }
    }
}
