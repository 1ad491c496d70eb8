//! CHANGELOG.md, in the form of Keep a Changelog.

use crate::literal::literal;
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
        let Parts { before, heading, mut blocks, after } = self.parts();
        let is_wanted = |id: &str| entries.iter().any(|entry| entry.id == id);
        let mut is_same = true;
        for block in &mut blocks {
            let count = block.pieces.len();
            block.pieces.retain(|piece| {
                let ids = marker::ids(piece);
                ids.is_empty() || ids.into_iter().any(is_wanted)
            });
            let is_less = block.pieces.len() < count;
            is_same &= !is_less;
            block.is_emptied = is_less && block.pieces.iter().all(|piece| piece.trim().is_empty());
        }
        for entry in entries {
            let is_there = |piece: &String| marker::ids(piece).contains(&entry.id.as_str());
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
        let text = format!("{before}{head}{heading}\n\n{body}{after}");
        Self(if after.is_empty() { format!("{}\n", text.trim_end()) } else { text })
    }

    /// The changelog with "Unreleased" become a version; marks of verdicts go.
    #[must_use]
    pub fn released(&self, version: Version, date: &str) -> Self {
        let Parts { before, heading, blocks, after } = self.parts();
        let body: String = blocks.iter().map(Block::text).collect();
        let body: String = body.lines().map(|line| marker::without(line) + "\n").collect();
        let gap = if body.is_empty() { "\n" } else { "" };
        let text = format!("{before}{heading}\n\n## {version} - {date}\n\n{body}{gap}{after}");
        Self(if after.is_empty() { format!("{}\n", text.trim_end()) } else { text })
    }

    /// Whether anything is listed under "Unreleased".
    #[must_use]
    pub fn has_unreleased(&self) -> bool {
        let is_entry = |piece: &String| piece.starts_with("- ") || piece.starts_with("* ");
        self.parts().blocks.iter().flat_map(|block| &block.pieces).any(is_entry)
    }

    fn parts(&self) -> Parts {
        let lines: Vec<&str> = self.0.split_inclusive('\n').collect();
        let is_literal = literal(&lines);
        let version = |at: &usize| lines[*at].starts_with("## ") && !is_literal[*at];
        let versions: Vec<usize> = (0..lines.len()).filter(version).collect();
        let Some(index) = versions.iter().position(|at| is_unreleased(lines[*at])) else {
            let at = versions.first().copied().unwrap_or(lines.len());
            return Parts {
                before: lines[..at].concat(),
                heading: UNRELEASED.to_owned(),
                blocks: vec![Block::new(None)],
                after: lines[at..].concat(),
            };
        };
        let start = versions[index];
        let end = versions.get(index + 1).copied().unwrap_or(lines.len());
        Parts {
            before: lines[..start].concat(),
            heading: lines[start].trim_end().to_owned(),
            blocks: blocks(&lines[start + 1..end], &is_literal[start + 1..end]),
            after: lines[end..].concat(),
        }
    }
}

/// A changelog in its parts.
struct Parts {
    before: String,
    /// The heading of "Unreleased", as people wrote it.
    heading: String,
    /// What stands below it.
    blocks: Vec<Block>,
    after: String,
}

/// Whether a heading is that of what is not released; it may be a link.
fn is_unreleased(heading: &str) -> bool {
    let title = title(heading);
    let title = title.strip_prefix('[').and_then(|rest| rest.split(']').next()).unwrap_or(title);
    title.eq_ignore_ascii_case("unreleased")
}

/// The words of a heading, which may end as it begins.
fn title(heading: &str) -> &str {
    heading.trim().trim_matches('#').trim()
}

/// What stands below one heading: entries, each with its further lines, and
/// whatever else.
struct Block {
    /// Its heading as people wrote it; None for what stands before the first.
    section: Option<String>,
    pieces: Vec<String>,
    /// Whether nothing is left of what it had.
    is_emptied: bool,
}

impl Block {
    const fn new(section: Option<String>) -> Self {
        Self { section, pieces: Vec::new(), is_emptied: false }
    }

    /// Whether it is that of a section.
    fn is(&self, section: Section) -> bool {
        self.section.as_deref().is_some_and(|heading| is_of(heading, section))
    }

    fn text(&self) -> String {
        let pieces = self.pieces.concat();
        let pieces = pieces.trim_matches('\n');
        match (&self.section, pieces) {
            (None, "") => String::new(),
            (None, text) => format!("{text}\n\n"),
            (Some(section), "") => format!("{section}\n\n"),
            (Some(section), text) => format!("{section}\n\n{text}\n\n"),
        }
    }
}

fn is_of(heading: &str, section: Section) -> bool {
    title(heading).eq_ignore_ascii_case(section.as_str())
}

fn blocks(lines: &[&str], is_literal: &[bool]) -> Vec<Block> {
    let mut blocks = vec![Block::new(None)];
    let mut was_literal = false;
    for (line, &is_literal) in lines.iter().zip(is_literal) {
        let goes_on = is_literal && was_literal;
        was_literal = is_literal;
        if line.starts_with("### ") && !is_literal {
            blocks.push(Block::new(Some(line.trim_end().to_owned())));
            continue;
        }
        let Some(block) = blocks.last_mut() else { continue };
        let is_further = goes_on || line.starts_with(' ') && !line.trim().is_empty();
        match block.pieces.last_mut().filter(|_| is_further) {
            Some(piece) => piece.push_str(line),
            None => block.pieces.push((*line).to_owned()),
        }
    }
    blocks
}

fn add(blocks: &mut Vec<Block>, entry: &Entry) {
    let at = blocks.iter().position(|block| block.is(entry.section));
    let at = at.unwrap_or_else(|| {
        let rank = |block: &Block| Section::ALL.into_iter().find(|section| block.is(*section));
        let later = |block: &Block| rank(block).is_some_and(|found| found > entry.section);
        let at = blocks.iter().position(later).unwrap_or(blocks.len());
        blocks.insert(at, Block::new(Some(format!("### {}", entry.section.as_str()))));
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
    let text = wrapped(&format!("- {}", entry.text));
    block.pieces.push(format!("{text} {}\n", marker::of(&entry.id)));
}

/// A list item in lines of at most so many columns.
fn wrapped(item: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in item.split(' ').filter(|word| !word.is_empty()) {
        let line = lines.last_mut().expect("there is a first line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(format!("  {word}"));
        } else {
            let gap = if line.is_empty() { "" } else { " " };
            line.push_str(gap);
            line.push_str(word);
        }
    }
    lines.join("\n")
}
