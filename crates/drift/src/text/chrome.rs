//! What stands around a page and is no part of it: navigation, banners,
//! feedback, instructions to readers. It comes and goes without meaning.

use super::line::Line;

/// Lines that are furniture wherever they stand. None of them could be a name
/// or an option.
const FURNITURE: [&str; 12] = [
    "skip to main content",
    "on this page",
    "copy page",
    "ask ai",
    "try it",
    "search...",
    "\u{2318}k",
    "\u{2318}i",
    "ctrl k",
    "show child attributes",
    "hide child attributes",
    "view as markdown",
];

/// What the part after the last section begins with.
const FOOTER: [&str; 6] = [
    "was this page helpful",
    "suggest edits",
    "raise issue",
    "edit this page",
    "powered by",
    "report an issue",
];

/// The page without its furniture; blank lines stay, they divide.
pub(super) fn without(lines: Vec<Line>) -> Vec<Line> {
    let mut kept = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let folded = line.bare().to_lowercase();
        if let Some(name) = opened(&line.text) {
            // An element that is never closed ends at the page's end: what
            // would be lost then is missed, and the page counts as unreadable.
            let close = format!("</{name}>");
            let mut inside = Some(line);
            while let Some(line) = inside {
                if line.text.contains(&close) {
                    break;
                }
                inside = lines.next();
            }
        } else if folded == "documentation index" {
            while lines.peek().is_some_and(is_index) {
                lines.next();
            }
        } else if FOOTER.iter().any(|start| folded.starts_with(start)) {
            break;
        } else if !FURNITURE.contains(&folded.as_str()) {
            kept.push(line);
        }
    }
    without_neighbours(&mut kept);
    kept
}

/// Takes out the links to the pages before and after, which stand at the end.
fn without_neighbours(lines: &mut Vec<Line>) {
    loop {
        while lines.last().is_some_and(Line::is_blank) {
            lines.pop();
        }
        let begin = lines.iter().rposition(Line::is_blank).map_or(0, |blank| blank + 1);
        let last = &lines[begin..];
        let links = last.iter().any(|line| matches!(line.text.as_str(), "Previous" | "Next"));
        // An option may be called so too, and stands in a list.
        if !links || last.len() > 4 || last.iter().any(|line| line.text.ends_with([',', ':'])) {
            return;
        }
        lines.truncate(begin);
    }
}

/// Elements whose content speaks to readers and not about the operation.
fn opened(line: &str) -> Option<&'static str> {
    ["AgentInstructions", "Feedback"]
        .into_iter()
        .find(|name| line.strip_prefix('<').and_then(|rest| rest.strip_prefix(name)).is_some())
}

/// Lines of the banner that points to the index of pages.
fn is_index(line: &Line) -> bool {
    let folded = line.bare().to_lowercase();
    folded.is_empty()
        || folded.contains("llms.txt")
        || (folded.contains("this file") && folded.contains("pages"))
}
