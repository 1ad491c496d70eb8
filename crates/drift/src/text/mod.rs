//! The contract of a page that was copied as text.
//!
//! Names and types stand on lines of their own, the URL is in fragments, and headings
//! may be lost. Only certain facts are read. Notes report damage, so that missing
//! text on a damaged page proves nothing.

mod chrome;
mod constraint;
mod entry;
mod example;
mod head;
mod hint;
mod kind;
mod line;
mod response;
mod section;
mod security;
mod value;

use section::Section;

use crate::contract::{
    Contract, Entry, Facet, Fact, Form, Location, Note, NoteKind, Place, Subject, set,
};
use crate::document::route::{path_of, placeholders, without_port};
use crate::prose;

/// Reads a page. Damage is noted in the contract; it is no error.
pub fn read(page: &str) -> Contract {
    let lines = chrome::without(line::lines(page));
    let mut contract = Contract::new(Form::Text);
    contract.complete.extend([Location::Security, Location::Body, Location::Response]);
    contract.complete.extend(Location::PARAMETERS);
    let (top, rest) = lines.split_at(section::first(&lines));

    let example = example::find(top).unwrap_or_else(|line| {
        contract.notes.push(Note::broken(line, "the example that begins here does not end"));
        None
    });
    let sample_end = example.as_ref().map_or(top.len(), |example| example.span.0);
    let head = head::read(&top[..sample_end]);
    operation(&mut contract, &head);
    // Nothing is known to stand between the example and the first section.
    let after = example.as_ref().map_or(sample_end, |example| example.span.1);
    for line in top[after..].iter().filter(|line| !line.is_blank()) {
        let (digest, text) = (prose::digest(&line.text), line.text.clone());
        contract.notes.push(Note { line: line.number, kind: NoteKind::Unparsed { digest, text } });
    }

    let mut notes = Vec::new();
    for section in section::split(rest, &mut notes) {
        match section.location {
            Location::Security => security::add(&mut contract, &section, head.scheme.as_deref()),
            Location::Response | Location::Body => response::add(&mut contract, &section),
            _ => parameters(&mut contract, &section),
        }
    }
    contract.notes.append(&mut notes);
    security::absent(&mut contract, head.scheme.is_some());
    if let Some(example) = &example {
        example::add(&mut contract, example);
    }
    check_placeholders(&mut contract);
    contract
}

fn operation(contract: &mut Contract, head: &head::Head) {
    let line = head.method.as_ref().map_or(1, |(_, line)| *line);
    let mut entry = Entry::new(Subject::operation(), Place::line(line));
    let url = head.url.as_ref().filter(|(url, _)| url.starts_with("http"));
    let url = url.map(|(url, line)| (set([without_port(url).into()]), *line));
    let text = |found: &Option<(String, usize)>| {
        found.as_ref().map(|(text, line)| (serde_json::Value::from(text.as_str()), *line))
    };
    for (facet, found, damage) in [
        (Facet::Method, text(&head.method), (1, "no HTTP method is found")),
        (Facet::Url, url, (line, "no whole URL is found")),
        (Facet::Title, text(&head.title), (line, "no title is found")),
    ] {
        match found {
            Some((value, line)) => {
                entry.facts.insert(facet, Fact::stated(value, Place::line(line)));
            }
            None => contract.notes.push(Note::broken(damage.0, damage.1)),
        }
    }
    if let Some(line) = head.loose {
        contract.notes.push(Note::broken(line, "the fragments of the URL do not join"));
    }
    if let (Some((url, _)), Some((other, line))) = (&head.url, &head.other_url) {
        let what = format!("the page is about {url}, its sample calls {other}");
        contract.notes.push(Note::inconsistent(*line, &Subject::operation(), what));
    }
    contract.insert(entry);
}

fn parameters(contract: &mut Contract, section: &Section<'_>) {
    let mut found = entry::read(section.location, section.lines);
    contract.notes.append(&mut found.notes);
    // Unassigned paragraphs may describe a parameter with a lost heading.
    if !found.leading.is_empty() {
        let subject = Subject::new(section.location, "");
        let mut entry = Entry::new(subject, Place::line(section.line));
        entry.paragraphs = found.leading;
        contract.insert(entry);
    }
    for read in found.entries {
        value::insert(contract, read);
    }
}

/// Notes if the placeholders of the URL differ from the path parameters.
fn check_placeholders(contract: &mut Contract) {
    let subject = Subject::operation();
    let Some(url) = contract.fact(&subject, Facet::Url).and_then(Fact::value) else { return };
    let Some(url) = url.get(0).and_then(|url| url.as_str()) else { return };
    let mut in_url = placeholders(path_of(url));
    let mut listed: Vec<&str> = contract
        .entries_in(Location::Path)
        .map(|entry| entry.subject.name.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    in_url.sort_unstable();
    listed.sort_unstable();
    if in_url != listed && !listed.is_empty() {
        let what = format!("the URL has {}, the list has {}", in_url.join(", "), listed.join(", "));
        let line = contract.entry(&subject).map_or(1, |entry| entry.place.line);
        contract.notes.push(Note::inconsistent(line, &subject, what));
    }
}
