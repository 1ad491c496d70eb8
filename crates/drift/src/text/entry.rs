//! The entries of a section. A name line and a type line begin an entry; flags, a
//! default, paragraphs and constraints follow.

use serde_json::{Value, json};

use super::constraint::{self, Constraint};
use super::kind::{self, Kind};
use super::line::Line;
use crate::contract::{
    Confidence, Entry, Facet, Fact, Location, Note, NoteKind, Paragraph, Place, Subject,
};
use crate::prose;

#[derive(Debug, Default)]
pub(super) struct Entries {
    /// Entries with their items, in the order of the page.
    pub(super) entries: Vec<PageEntry>,
    /// Paragraphs before the first entry.
    pub(super) leading: Vec<Paragraph>,
    /// Observations of the reader.
    pub(super) notes: Vec<Note>,
}

#[derive(Debug)]
pub(super) struct PageEntry {
    pub(super) entry: Entry,
    pub(super) kind: Kind,
    /// The flag below the type line that is the place of credentials, `header`, or that
    /// takes a field out of this direction, `read-only` in a body.
    pub(super) place: Option<String>,
}

/// Lines that may follow a type line.
const FLAGS: [&str; 6] =
    ["required", "deprecated", "read-only", "write-only", "nullable", "optional"];

pub(super) fn read(location: Location, lines: &[Line]) -> Entries {
    let mut found = Entries::default();
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        if line.is_blank() {
            at += 1;
        } else if let Some((name, kind)) = opening(lines, at) {
            at = open(location, lines, at, name, kind, &mut found);
        } else if kind::parse(&line.text).is_some() {
            let why = "a type stands here without the name it belongs to".to_owned();
            found.notes.push(Note { line: line.number, kind: NoteKind::Broken { why } });
            at += 1;
        } else if let Some((constraint, taken)) = constrained(location, &lines[at..]) {
            constrain(&mut found, constraint, line.number);
            at += taken;
        } else {
            at = paragraph(location, lines, at, &mut found);
        }
    }
    found
}

/// Reads a name line with a type line below it.
fn opening(lines: &[Line], at: usize) -> Option<(String, Kind)> {
    let name = name(&lines[at])?;
    Some((name, kind::parse(&lines.get(at + 1)?.text)?))
}

pub(super) fn name(line: &Line) -> Option<String> {
    let bare = line.bare();
    let mut chars = bare.chars();
    let shaped = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || "_$@".contains(c))
        && chars.all(|c| c.is_ascii_alphanumeric() || "_.[]-$@".contains(c));
    shaped.then_some(bare)
}

fn open(
    location: Location,
    lines: &[Line],
    at: usize,
    name: String,
    kind: Kind,
    found: &mut Entries,
) -> usize {
    let mut entry = Entry::new(Subject::new(location, name), Place::line(lines[at].number));
    let typed = Place::line(lines[at + 1].number);
    let unstated = Fact::stated(false, typed.clone());
    let required = Fact { confidence: Confidence::Convention, ..unstated };
    entry.facts.insert(Facet::Required, required);
    entry.facts.insert(Facet::Default, Fact::absent(typed.clone()));
    entry.facts.insert(Facet::Deprecated, Fact::absent(typed));
    let mut place = None;
    let mut next = at + 2;
    while let Some(line) = lines.get(next).filter(|line| !line.is_blank()) {
        let bare = line.bare();
        let flag = bare.to_lowercase();
        let here = Place::line(line.number);
        match flag.as_str() {
            "required" | "deprecated" | "nullable" => {
                let facet = Facet::find(&flag).map(|facet| (facet, Fact::stated(true, here)));
                entry.facts.extend(facet);
            }
            "read-only" if location == Location::Body => place = Some(flag),
            "write-only" if location == Location::Response => place = Some(flag),
            "header" | "query" | "cookie" if location == Location::Security => place = Some(flag),
            "read-only" | "write-only" | "optional" => {}
            _ => match bare.strip_prefix("default:") {
                Some(value) => {
                    entry.facts.insert(Facet::Default, default(value.trim(), &kind, here));
                }
                None => break,
            },
        }
        next += 1;
    }
    found.entries.push(PageEntry { entry, kind, place });
    next
}

/// Reads a default by the declared type, because it has no quotes, or has them around
/// numbers too.
fn default(text: &str, kind: &Kind, place: Place) -> Fact {
    let text = text.trim_matches('`');
    let bare = text.trim_matches('"');
    let value = match kind.base.as_str() {
        _ if kind.arrays > 0 => serde_json::from_str(text).ok(),
        "integer" | "number" => constraint::number(bare),
        "boolean" => bare.parse::<bool>().ok().map(Value::from),
        "string" => Some(bare.into()),
        _ => serde_json::from_str(text).ok(),
    };
    match value {
        Some(value) => Fact::stated(value, place),
        None => Fact::unreadable(format!("{text} is no {}", kind.base), place),
    }
}

/// Reads a constraint. In the section about authentication, prose looks like
/// constraints.
fn constrained(location: Location, lines: &[Line]) -> Option<(Constraint, usize)> {
    if location == Location::Security { None } else { constraint::parse(lines) }
}

fn constrain(found: &mut Entries, constraint: Constraint, line: usize) {
    let facts = match constraint {
        Constraint::Facts(facts) => facts,
        Constraint::Example => return,
        Constraint::Unknown(label) => {
            let subject = found.entries.last().map(|read| read.entry.subject.clone());
            let kind = subject.map(|subject| NoteKind::UnknownConstraint { subject, label });
            return found.notes.extend(kind.map(|kind| Note { line, kind }));
        }
    };
    let integer = found.entries.last().is_some_and(|read| read.kind.base == "integer");
    let facts = facts.into_iter().map(|(facet, value)| match value {
        Ok(value) => (facet, Fact::stated(closed(value, integer), Place::line(line))),
        Err(why) => (facet, Fact::unreadable(why, Place::line(line))),
    });
    match (found.entries.last_mut().map(|read| &mut read.entry), found.leading.last_mut()) {
        // The paragraph before the first entry may have lost its heading.
        (None, Some(paragraph)) => {
            paragraph.facts.extend(facts.filter(|(_, fact)| fact.value().is_some()));
        }
        (None, None) => {}
        // A constraint below a later paragraph may belong to a lost heading.
        (Some(entry), _) => match entry.paragraphs.as_mut_slice() {
            [_, .., last] => last.facts.extend(facts),
            _ => entry.facts.extend(facts),
        },
    }
}

/// Turns an open bound of an integer into a closed one.
fn closed(value: Value, integer: bool) -> Value {
    let bound = |word: &str| value.get(word).and_then(Value::as_i64).filter(|_| integer);
    match (bound("above"), bound("below")) {
        (Some(low), _) => low.checked_add(1).map_or(value, |low| json!(low)),
        (_, Some(high)) => high.checked_sub(1).map_or(value, |high| json!(high)),
        _ => value,
    }
}

fn paragraph(location: Location, lines: &[Line], begin: usize, found: &mut Entries) -> usize {
    let mut end = begin + 1;
    while end < lines.len()
        && !lines[end].is_blank()
        && opening(lines, end).is_none()
        && kind::parse(&lines[end].text).is_none()
        && constrained(location, &lines[end..]).is_none()
    {
        end += 1;
    }
    if let Some(name) = name(&lines[begin]).filter(|_| end == begin + 1 || flagged(lines, begin)) {
        let subject = Subject::new(location, name);
        let kind = NoteKind::BareName { subject };
        found.notes.push(Note { line: lines[begin].number, kind });
    }
    let words: Vec<&str> = lines[begin..end].iter().map(|line| line.text.as_str()).collect();
    let text = words.join("\n");
    let paragraphs = match found.entries.last_mut() {
        Some(read) => &mut read.entry.paragraphs,
        None => &mut found.leading,
    };
    let mut through: Vec<&str> = paragraphs.iter().map(|before| before.text.as_str()).collect();
    through.push(&text);
    let through = if paragraphs.len() < MAX_JOINED {
        prose::digest(&through.join("\n"))
    } else {
        String::new()
    };
    let digest = prose::digest(&text);
    let line = lines[begin].number;
    paragraphs.push(Paragraph { line, digest, through, facts: [].into(), text });
    end
}

/// The most paragraphs of one description; published ones have four.
const MAX_JOINED: usize = 32;

fn flagged(lines: &[Line], at: usize) -> bool {
    lines.get(at + 1).is_some_and(|line| {
        let bare = line.bare().to_lowercase();
        FLAGS.contains(&bare.as_str()) || bare.starts_with("default:")
    })
}
