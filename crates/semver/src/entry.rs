//! Entries of the changelog: the changes of a verdict, for users who upgrade.

use serde_json::Value;

use crate::api::ApiChange;
use crate::changelog::items;
use crate::document::Change;
use crate::policy::{CLIENT, WRAPPER};
use crate::{Step, Verdict};

/// Columns of a line of a changelog.
const WIDTH: usize = 80;
/// The most items of an API in one entry: an entry is read as a sentence.
const MAX_ITEMS: usize = 8;

/// Rules about additions that users can use.
const ADDED: &str = "auth-alternative-added media-type-added op-added param-added-optional param-added-required \
    param-enum-value-added resp-enum-value-added resp-field-added resp-header-added \
    resp-status-added scope-added";
/// Rules about removals.
const REMOVED: &str = "op-removed param-enum-value-removed param-removed resp-enum-value-removed \
    resp-field-removed resp-header-removed resp-status-removed scope-removed";
/// Rules about the words of a page, which are no news to users.
const SILENT: &str = "prose-changed";

/// The sections of a version in Keep a Changelog, in their order.
const SECTIONS: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The section that it belongs to.
    section: &'static str,
    /// Its text, one line of Markdown.
    pub text: String,
    /// The names and values that an entry in other words has, too.
    names: Vec<String>,
}

impl Entry {
    /// Returns every entry that a verdict asks for, in the order of the verdict.
    pub fn all(verdict: &Verdict) -> Vec<Self> {
        let documents = verdict.changes.iter().filter_map(Self::of_change);
        let breaks = [(CLIENT, &verdict.api), (WRAPPER, &verdict.re_exported)];
        let apis =
            breaks.into_iter().filter_map(|(package, changes)| Self::of_breaks(package, changes));
        documents.chain(apis).collect()
    }

    /// Whether a section of a changelog has the entry, in these or in other
    /// words: one of its items names the operation, the parameter or field, and
    /// the new value, or the package and the items of its API.
    pub fn is_in(&self, section: &str) -> bool {
        let has_all = |item: &String| self.names.iter().all(|name| is_named(item, name));
        items(section).iter().any(has_all)
    }

    fn of_change(change: &Change) -> Option<Self> {
        let rule = change.rule.id;
        if has(SILENT, rule) {
            return None;
        }
        let section = match rule {
            _ if has(ADDED, rule) => "Added",
            _ if has(REMOVED, rule) => "Removed",
            _ if rule.ends_with("-deprecation-changed") => "Deprecated",
            _ => "Changed",
        };
        let Change { operation, subject, to, .. } = change;
        let mut names = vec![one_line(operation)];
        if !subject.is_empty() {
            names.push(one_line(&format!("`{subject}`")));
        }
        let text = one_line(&format!("{}: {change}.", names.join(", ")));
        let value = match to {
            Some(Value::String(value)) => Some(one_line(value)),
            Some(Value::Number(value)) => Some(value.to_string()),
            _ => None,
        };
        names.extend(value.filter(|value| text.contains(value)));
        Some(Self { section, text, names })
    }

    fn of_breaks(package: &str, changes: &[ApiChange]) -> Option<Self> {
        let breaks = changes.iter().filter(|change| change.step == Step::Major);
        let mut names: Vec<String> = breaks.map(|change| format!("`{}`", change.item)).collect();
        let more = names.len().saturating_sub(MAX_ITEMS);
        names.truncate(MAX_ITEMS);
        if names.is_empty() {
            return None;
        }
        let and_more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let package = format!("`{package}`");
        let text =
            format!("**Breaks** code that uses {}{and_more} of {package}.", names.join(", "));
        names.push(package);
        Some(Self { section: "Changed", text, names })
    }
}

/// Whether a text has a name or a value that is not part of a longer one.
fn is_named(text: &str, name: &str) -> bool {
    let longer = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(name).any(|(start, _)| {
        let (before, after) = (&text[..start], &text[start + name.len()..]);
        !longer(before.chars().next_back()) && !longer(after.chars().next())
    })
}

/// Whether a list of rules has a rule.
fn has(rules: &str, rule: &str) -> bool {
    rules.split(' ').any(|other| other == rule)
}

/// A document may contain any text: an entry is one line, in which no comment
/// begins or ends.
fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace("<!--", "< !--").replace("-->", "-- >")
}

/// Returns entries as Markdown, below the headings of their sections.
pub fn markdown(entries: &[&Entry]) -> String {
    let mut blocks = vec![];
    for section in SECTIONS {
        let of_section = entries.iter().filter(|entry| entry.section == section);
        let items: Vec<String> =
            of_section.map(|entry| wrapped(&format!("- {}", entry.text))).collect();
        if !items.is_empty() {
            blocks.push(format!("### {section}\n\n{}\n", items.join("\n")));
        }
    }
    blocks.join("\n")
}

/// Breaks a list item into lines of at most [`WIDTH`] columns.
fn wrapped(item: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in item.split_whitespace() {
        let width = lines.last().map(|line| line.chars().count() + 1 + word.chars().count());
        match (width, lines.last_mut()) {
            (Some(..=WIDTH), Some(line)) => line.extend([" ", word]),
            (None, _) => lines.push(word.to_owned()),
            _ => lines.push(format!("  {word}")),
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{ADDED, REMOVED, SILENT};
    use crate::policy;
    use dintero_docs_drift::rules;

    #[test]
    fn every_rule_that_is_sorted_here_exists() {
        for id in [ADDED, REMOVED, SILENT].into_iter().flat_map(|rules| rules.split(' ')) {
            let own = [policy::OP_ADDED.id, policy::OP_REMOVED.id];
            assert!(rules::find(id).is_some() || own.contains(&id), "{id}");
        }
    }
}
