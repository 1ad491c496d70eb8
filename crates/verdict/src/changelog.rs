//! CHANGELOG.md, in the form of Keep a Changelog.

use crate::marker;
use crate::{Entry, Section, Version};

/// The heading of what is not released yet.
const UNRELEASED: &str = "## Unreleased";
/// Columns of a line.
const WIDTH: usize = 80;

/// The text of a changelog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changelog(String);

impl Changelog {
    /// A changelog with a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The changelog with exactly these entries of verdicts under "Unreleased".
    ///
    /// What people wrote stays, and so do the words of an entry that still
    /// holds. When nothing is to be done, not a byte changes.
    #[must_use]
    pub fn with(&self, entries: &[Entry]) -> Self {
        let (before, mut blocks, after) = self.parts();
        let is_wanted = |id: &str| entries.iter().any(|entry| entry.id == id);
        let mut is_same = true;
        for block in &mut blocks {
            let count = block.pieces.len();
            block.pieces.retain(|piece| marker::id(piece).is_none_or(is_wanted));
            is_same &= block.pieces.len() == count;
            block.is_emptied =
                count > 0 && block.pieces.iter().all(|piece| piece.trim().is_empty());
        }
        for entry in entries {
            let is_there = |piece: &String| marker::id(piece) == Some(entry.id.as_str());
            if blocks.iter().flat_map(|block| &block.pieces).any(is_there) {
                continue;
            }
            is_same = false;
            add(&mut blocks, entry);
        }
        if is_same {
            return self.clone();
        }
        let body: String = blocks
            .iter()
            .filter(|block| !(block.is_emptied && block.section.is_some()))
            .map(Block::text)
            .collect();
        let head = if before.is_empty() || before.ends_with("\n\n") { "" } else { "\n" };
        let text = format!("{before}{head}{UNRELEASED}\n\n{body}{after}");
        Self(if after.is_empty() { format!("{}\n", text.trim_end()) } else { text })
    }

    /// The changelog with "Unreleased" become a version; marks of verdicts go.
    #[must_use]
    pub fn released(&self, version: Version, date: &str) -> Self {
        let (before, blocks, after) = self.parts();
        let body: String = blocks.iter().map(Block::text).collect();
        let body: String = body.lines().map(|line| marker::without(line) + "\n").collect();
        let gap = if body.is_empty() { "\n" } else { "" };
        let text = format!("{before}{UNRELEASED}\n\n## {version} - {date}\n\n{body}{gap}{after}");
        Self(if after.is_empty() { format!("{}\n", text.trim_end()) } else { text })
    }

    /// What stands before "Unreleased", its blocks, and what follows it.
    fn parts(&self) -> (String, Vec<Block>, String) {
        let lines: Vec<&str> = self.0.split_inclusive('\n').collect();
        let is_version = |line: &&str| line.starts_with("## ");
        let is_unreleased = |line: &&str| {
            let title = line.trim_start_matches('#').trim().trim_matches(['[', ']']);
            is_version(line) && title.eq_ignore_ascii_case("unreleased")
        };
        let Some(start) = lines.iter().position(is_unreleased) else {
            let at = lines.iter().position(is_version).unwrap_or(lines.len());
            return (lines[..at].concat(), vec![Block::new(None)], lines[at..].concat());
        };
        let rest = &lines[start + 1..];
        let end = rest.iter().position(is_version).unwrap_or(rest.len());
        (lines[..start].concat(), blocks(&rest[..end]), rest[end..].concat())
    }
}

/// What stands below one heading: entries, each with its further lines, and
/// whatever else.
struct Block {
    /// Its heading; None for what stands before the first.
    section: Option<String>,
    pieces: Vec<String>,
    /// Whether nothing is left of what it had.
    is_emptied: bool,
}

impl Block {
    const fn new(section: Option<String>) -> Self {
        Self { section, pieces: Vec::new(), is_emptied: false }
    }

    fn text(&self) -> String {
        let pieces = self.pieces.concat();
        let pieces = pieces.trim_matches('\n');
        match (&self.section, pieces) {
            (None, "") => String::new(),
            (None, text) => format!("{text}\n\n"),
            (Some(section), "") => format!("### {section}\n\n"),
            (Some(section), text) => format!("### {section}\n\n{text}\n\n"),
        }
    }
}

fn blocks(lines: &[&str]) -> Vec<Block> {
    let mut blocks = vec![Block::new(None)];
    for line in lines {
        if let Some(section) = line.strip_prefix("### ") {
            blocks.push(Block::new(Some(section.trim().to_owned())));
            continue;
        }
        let Some(block) = blocks.last_mut() else { continue };
        let is_further = line.starts_with(' ') && !line.trim().is_empty();
        match block.pieces.last_mut().filter(|_| is_further) {
            Some(piece) => piece.push_str(line),
            None => block.pieces.push((*line).to_owned()),
        }
    }
    blocks
}

fn add(blocks: &mut Vec<Block>, entry: &Entry) {
    let rank = |name: &str| Section::ALL.iter().position(|section| section.as_str() == name);
    let name = entry.section.as_str();
    let at = blocks.iter().position(|block| block.section.as_deref() == Some(name));
    let at = at.unwrap_or_else(|| {
        let later = |block: &Block| {
            block.section.as_deref().and_then(rank).is_some_and(|found| Some(found) > rank(name))
        };
        let at = blocks.iter().position(later).unwrap_or(blocks.len());
        blocks.insert(at, Block::new(Some(name.to_owned())));
        at
    });
    let block = &mut blocks[at];
    block.is_emptied = false;
    while block.pieces.last().is_some_and(|piece| piece.trim().is_empty()) {
        block.pieces.pop();
    }
    if let Some(last) = block.pieces.last_mut().filter(|last| !last.ends_with('\n')) {
        last.push('\n');
    }
    block.pieces.push(wrapped(&format!("- {} {}", entry.text, marker::of(&entry.id))));
}

/// A list item in lines of at most so many columns; the mark stays whole.
fn wrapped(item: &str) -> String {
    let (text, mark) = match item.find("<!--") {
        Some(at) => item.split_at(at),
        None => (item, ""),
    };
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let line = lines.last_mut().expect("there is a first line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(format!("  {word}"));
        } else {
            let gap = if line.is_empty() { "" } else { " " };
            line.push_str(gap);
            line.push_str(word);
        }
    }
    let text = lines.join("\n");
    if mark.is_empty() { format!("{text}\n") } else { format!("{text} {mark}\n") }
}
