//! The sections "Response" and "Body": status and media type if they are there, a
//! description, and a table of the outermost fields.

use super::entry::{self, PageEntry};
use super::line::Line;
use super::section::Section;
use super::value;
use crate::contract::{Contract, Entry, Facet, Fact, Location, Place, Subject, set};

pub(super) fn add(contract: &mut Contract, section: &Section<'_>) {
    let location = section.location;
    let mut lines = section.lines;
    let (mut status, mut media) = (None, None);
    while let Some((line, rest)) = lines.split_first() {
        let bare = line.bare();
        if !bare.is_empty() && !tab(&bare, line, &mut status, &mut media) {
            break;
        }
        lines = rest;
    }
    let mut found = entry::read(location, lines);
    contract.notes.append(&mut found.notes);
    let mut root = Entry::new(Subject::new(location, ""), Place::line(section.line));
    root.paragraphs = found.leading;
    let types = media.map(|(media, line)| Fact::stated(set([media.into()]), Place::line(line)));
    if location == Location::Body {
        root.facts.extend(types.map(|fact| (Facet::Media, fact)));
    } else if let Some((status, line)) = status {
        let mut entry = Entry::new(Subject::new(Location::Status, status), Place::line(line));
        entry.facts.insert(Facet::Presence, Fact::stated(true, Place::line(line)));
        entry.facts.extend(types.map(|fact| (Facet::Media, fact)));
        contract.insert(entry);
    }
    root.listed = !found.entries.is_empty();
    contract.insert(root);
    for read in found.entries.into_iter().filter(|read| read.place.is_none()) {
        let read = stepped(contract, read);
        value::insert(contract, read);
    }
}

/// Reads the text of the tabs: `200`, `application/json`, `200 - application/json`.
fn tab(
    bare: &str,
    line: &Line,
    status: &mut Option<(String, usize)>,
    media: &mut Option<(String, usize)>,
) -> bool {
    let mut any = false;
    for word in bare.split([' ', '\u{b7}']).filter(|word| !word.is_empty() && *word != "-") {
        let folded = word.to_ascii_uppercase();
        let is_status = folded.len() == 3
            && folded.starts_with(|c: char| ('1'..='5').contains(&c))
            && folded[1..].chars().all(|c| c.is_ascii_digit() || c == 'X');
        if is_status {
            status.get_or_insert((folded, line.number));
        } else if is_media(word) {
            media.get_or_insert((essence(word), line.number));
        } else {
            return false;
        }
        any = true;
    }
    any
}

fn is_media(word: &str) -> bool {
    let kinds = ["application/", "text/", "multipart/", "image/", "audio/", "video/"];
    kinds.iter().any(|kind| word.starts_with(kind)) || word == "*/*"
}

/// Returns the name of an item's field: `cards.name` below an array is `cards[].name`.
fn stepped(contract: &Contract, mut read: PageEntry) -> PageEntry {
    let location = read.entry.subject.location;
    let mut name = String::new();
    for step in read.entry.subject.name.split('.') {
        if !name.is_empty() {
            name.push('.');
        }
        name.push_str(step);
        let next = format!("{name}[]");
        if contract.entry(&Subject::new(location, next.clone())).is_some()
            && name.len() < read.entry.subject.name.len()
        {
            name = next;
        }
    }
    read.entry.subject.name = name;
    read
}

/// Returns a media type without its parameters, in lower case.
fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or(media).trim().to_ascii_lowercase()
}
