//! Parts of a page besides its content: navigation, banners, feedback, instructions
//! to readers. They change without meaning.

use super::line::Line;

/// Lines that are navigation anywhere on a page. None of them can be a name or an
/// option.
const FURNITURE: &str = "skip to main content|on this page|copy page|ask ai|try it|search...|\
    \u{2318}k|\u{2318}i|ctrl k|show child attributes|hide child attributes|view as markdown";

/// Beginnings of the part after the last section.
const FOOTER: &str = "was this page helpful|suggest edits|raise issue|edit this page|\
    powered by|report an issue";

/// Returns the page without navigation. Blank lines stay, because they separate.
pub(super) fn without(lines: Vec<Line>) -> Vec<Line> {
    let mut kept = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let folded = line.bare().to_lowercase();
        if let Some(name) = opened(&line.text) {
            // An element without an end reaches to the end of the page: the missing rest
            // makes the page unreadable.
            let close = format!("</{name}>");
            if !line.text.contains(&close) {
                let _ = lines.find(|line| line.text.contains(&close));
            }
        } else if folded == "documentation index" {
            while lines.next_if(is_index).is_some() {}
        } else if FOOTER.split('|').any(|start| folded.starts_with(start)) {
            break;
        } else if FURNITURE.split('|').all(|line| line != folded) {
            kept.push(line);
        }
    }
    without_neighbours(&mut kept);
    kept
}

/// Removes the links to the pages before and after, at the end.
fn without_neighbours(lines: &mut Vec<Line>) {
    loop {
        while lines.last().is_some_and(Line::is_blank) {
            lines.pop();
        }
        let begin = lines.iter().rposition(Line::is_blank).map_or(0, |blank| blank + 1);
        let last = &lines[begin..];
        let links = last.iter().any(|line| matches!(line.text.as_str(), "Previous" | "Next"));
        // An option of a list may have this name too.
        if !links || last.len() > 4 || last.iter().any(|line| line.text.ends_with([',', ':'])) {
            return;
        }
        lines.truncate(begin);
    }
}

/// Elements that address readers.
fn opened(line: &str) -> Option<&'static str> {
    ["AgentInstructions", "Feedback"]
        .into_iter()
        .find(|name| line.strip_prefix('<').and_then(|rest| rest.strip_prefix(name)).is_some())
}

/// Whether a line is part of the banner about the index of pages.
fn is_index(line: &Line) -> bool {
    let folded = line.bare().to_lowercase();
    folded.is_empty()
        || folded.contains("llms.txt")
        || (folded.contains("this file") && folded.contains("pages"))
}
