//! The section "Authorizations", which looks like parameters.

use serde_json::Value;

use super::entry::{self, PageEntry};
use super::head;
use super::section::Section;
use crate::contract::{
    Contract, Entry, Facet, Fact, Note, NoteKind, Paragraph, Place, Subject, set,
};
use crate::prose;

/// Adds the authentication. The header of the sample or the prose shows the scheme;
/// the section shows the wrong type.
pub(super) fn add(contract: &mut Contract, section: &Section<'_>, sample: Option<&str>) {
    let mut found = entry::read(section.location, section.lines);
    contract.notes.append(&mut found.notes);
    if found.entries.is_empty() {
        let why = "the section about authorization does not name the place of the credentials";
        contract.notes.push(Note::broken(section.line, why));
    }
    let line = found.entries.first().map_or(section.line, |read| read.entry.place.line);
    let mut entry = Entry::new(Subject::security(), Place::line(line));
    let in_prose = || section.lines.iter().find_map(|line| head::scheme(&line.text));
    let seen = sample.map(str::to_owned).or_else(in_prose);
    let carrier = |read: &PageEntry| {
        format!("{} {}", read.place.as_deref().unwrap_or("header"), read.entry.subject.name)
    };
    let carriers: Vec<String> = found.entries.iter().map(carrier).collect();
    let scheme = |carrier: &String| match carrier.as_str() {
        "header Authorization" => seen.as_deref().map(Value::from),
        _ => Some("api-key".into()),
    };
    let at = Place::line(line);
    let scheme = match carriers.iter().map(scheme).collect::<Option<Vec<_>>>() {
        Some(schemes) => Fact::stated(set(schemes), at.clone()),
        None => Fact::not_stated(at.clone()),
    };
    entry.facts.insert(Facet::Scheme, scheme);
    let carriers = set(carriers.into_iter().map(Value::from));
    entry.facts.insert(Facet::Carrier, Fact::stated(carriers, at));
    let paragraphs = found.leading.into_iter();
    let below = found.entries.into_iter().flat_map(|read| read.entry.paragraphs);
    entry.paragraphs = joined(paragraphs.chain(below).collect());
    contract.insert(entry);
}

/// A page without the section states that no authentication is required, unless
/// another part shows that the section was lost.
pub(super) fn absent(contract: &mut Contract, in_sample: bool) {
    let stray =
        |note: &Note| matches!(note.kind, NoteKind::Unparsed { .. } | NoteKind::Broken { .. });
    let subject = Subject::security();
    if contract.entry(&subject).is_some() {
        return;
    }
    if in_sample || contract.notes.iter().any(stray) {
        let why = "the section about authorization is missing";
        return contract.notes.push(Note::broken(1, why));
    }
    let mut entry = Entry::new(subject, Place::line(1));
    for facet in [Facet::Scheme, Facet::Carrier] {
        entry.facts.insert(facet, Fact::stated(set([]), Place::line(1)));
    }
    contract.insert(entry);
}

/// Returns all paragraphs as the description of the scheme.
fn joined(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let Some(line) = paragraphs.first().map(|paragraph| paragraph.line) else { return paragraphs };
    let words: Vec<String> = paragraphs.into_iter().map(|paragraph| paragraph.text).collect();
    let text = words.join("\n");
    let digest = prose::digest(&text);
    vec![Paragraph { line, through: digest.clone(), digest, facts: [].into(), text }]
}
