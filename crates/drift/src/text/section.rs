//! The sections of a page.

use super::line::Line;
use crate::contract::{Location, Note};

/// Headings of sections in the order of a page, and their locations.
const HEADINGS: [(&str, Location); 9] = [
    ("Authorizations", Location::Security),
    ("Headers", Location::Header),
    ("Path Parameters", Location::Path),
    ("Query Parameters", Location::Query),
    ("Cookies", Location::Cookie),
    ("Cookie Parameters", Location::Cookie),
    ("Body", Location::Body),
    ("Response", Location::Response),
    ("Responses", Location::Response),
];

/// One section: its heading and the lines below it.
#[derive(Debug)]
pub(super) struct Section<'a> {
    pub(super) location: Location,
    /// Number of the heading's line.
    pub(super) line: usize,
    pub(super) lines: &'a [Line],
}

/// Returns the index of the first heading.
pub(super) fn first(lines: &[Line]) -> usize {
    lines.iter().position(|line| heading(line).is_some()).unwrap_or(lines.len())
}

/// Splits a page at its headings; `lines` begins with the first one. A repeated
/// heading, or one out of order, is damage.
pub(super) fn split<'a>(lines: &'a [Line], notes: &mut Vec<Note>) -> Vec<Section<'a>> {
    let mut sections: Vec<Section<'a>> = Vec::new();
    let mut begin = 0;
    let mut rank = 0;
    for (index, line) in lines.iter().enumerate() {
        match heading(line) {
            Some((place, location)) if sections.is_empty() || place > rank => {
                sections.push(Section { location, line: line.number, lines: &[] });
                (begin, rank) = (index + 1, place);
                continue;
            }
            Some((_, location)) => {
                let why = format!("the section {location} stands out of order");
                notes.push(Note::broken(line.number, why));
            }
            None if is_unknown(line) => {
                notes.push(Note::broken(line.number, "a section that is not known begins here"));
            }
            None => {}
        }
        if let Some(section) = sections.last_mut() {
            section.lines = &lines[begin..=index];
        }
    }
    sections
}

fn heading(line: &Line) -> Option<(usize, Location)> {
    let bare = line.bare();
    let place = HEADINGS.iter().position(|(heading, _)| *heading == bare)?;
    Some((place, HEADINGS[place].1))
}

/// Whether a line may be a new heading of the site: `Something Parameters`.
fn is_unknown(line: &Line) -> bool {
    let bare = line.bare();
    let words: Vec<&str> = bare.split(' ').collect();
    words.len() == 2
        && words[1] == "Parameters"
        && words[0].starts_with(|c: char| c.is_ascii_uppercase())
}
