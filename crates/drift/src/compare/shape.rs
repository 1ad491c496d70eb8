//! The shape of a page: whether missing facts can be trusted to be missing.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::contract::{
    Confidence, Contract, Entry, Facet, FactState, Form, Location, NoteKind, Subject,
};

/// A reason not to trust a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fault {
    /// Line of the page, from 1.
    pub line: usize,
    /// The problem.
    pub why: String,
}

/// The part of our facts that a page states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Coverage {
    /// Number of our parameters.
    pub parameters: usize,
    /// Number of them that the page names.
    pub parameters_named: usize,
    /// Number of them that only their description shows.
    pub parameters_inferred: usize,
    /// Number of fields of the response that the page describes.
    pub response_fields: usize,
    /// Number of fields of the response that only its example shows.
    pub example_fields: usize,
}

impl Coverage {
    /// Returns the share of named parameters in percent; 100 if we have none.
    pub const fn percent(&self) -> usize {
        match self.parameters {
            0 => 100,
            all => self.parameters_named * 100 / all,
        }
    }
}

pub(super) fn coverage(ours: &Contract, theirs: &Contract) -> Coverage {
    let mut coverage = Coverage::default();
    for location in Location::PARAMETERS {
        for entry in ours.entries_in(location).filter(|entry| !entry.subject.name.ends_with("[]")) {
            coverage.parameters += 1;
            match theirs.entry(&entry.subject) {
                Some(found) if found.fact(Facet::Type).is_some() => coverage.parameters_named += 1,
                Some(_) => coverage.parameters_inferred += 1,
                None => {}
            }
        }
    }
    for entry in theirs.entries_in(Location::Response) {
        if entry.subject.name.is_empty() || entry.subject.name.ends_with("[]") {
            continue;
        }
        match entry.fact(Facet::Type) {
            Some(fact) if fact.confidence != Confidence::Inferred => coverage.response_fields += 1,
            _ => coverage.example_fields += 1,
        }
    }
    coverage
}

/// Returns every sign that the page is damaged or has another shape.
pub(super) fn faults(
    ours: &Contract,
    theirs: &Contract,
    coverage: &Coverage,
    min_coverage: u8,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let is_untyped = |subject: &Subject| {
        let kind = theirs.fact(subject, Facet::Type);
        kind.is_none_or(|fact| fact.confidence == Confidence::Inferred)
    };
    for note in &theirs.notes {
        let why = match &note.kind {
            NoteKind::Broken { why } => why.clone(),
            NoteKind::BareName { subject }
                if ours.entry(subject).is_some() && is_untyped(subject) =>
            {
                format!("the name {} stands here without its type", subject.name)
            }
            _ => continue,
        };
        faults.push(Fault { line: note.line, why });
    }
    for entry in theirs.entries() {
        let paragraphs = entry.paragraphs.iter().flat_map(|paragraph| &paragraph.facts);
        for (facet, fact) in entry.facts.iter().chain(paragraphs) {
            if let FactState::Unreadable(why) = &fact.state {
                let why = format!("{} of {} cannot be read: {why}", facet, entry.subject);
                faults.push(Fault { line: fact.place.line, why });
            }
        }
    }
    sections(ours, theirs, &mut faults);
    if theirs.form == Form::Text {
        if coverage.percent() < usize::from(min_coverage) {
            let why = format!(
                "only {} of {} parameters are named, at least {min_coverage} % must be",
                coverage.parameters_named, coverage.parameters,
            );
            faults.push(Fault { line: 1, why });
        }
        if has_nested(ours) && !has_nested(theirs) {
            faults.push(Fault { line: 1, why: "there is no example of the response".to_owned() });
        }
        faults.extend(cut(ours, theirs));
    }
    faults
}

/// The page must have something in every location in which our document has.
fn sections(ours: &Contract, theirs: &Contract, faults: &mut Vec<Fault>) {
    let named = |contract: &Contract, location| {
        let wanted = location == Location::Status || location == Location::Security;
        contract
            .entries_in(location)
            .any(|entry| wanted || !entry.subject.name.is_empty() && is_described(entry))
    };
    for location in theirs.complete.iter().copied() {
        let optional = theirs.form != Form::Text
            && matches!(
                location,
                Location::Fault | Location::ResponseHeader | Location::Header | Location::Cookie
            );
        if !optional && named(ours, location) && !named(theirs, location) {
            let why = format!("the page has nothing about: {location}");
            faults.push(Fault { line: 1, why });
        }
    }
}

fn has_nested(contract: &Contract) -> bool {
    contract.entries_in(Location::Response).any(|entry| entry.subject.name.contains("[]."))
}

/// Returns a fault if the page may be cut. A text page has no end mark: a fact that is
/// missing at the very end may have been removed, or the copy ends too early.
fn cut(ours: &Contract, theirs: &Contract) -> Option<Fault> {
    let described = |entry: &&Arc<Entry>| {
        !entry.subject.name.is_empty() && !entry.subject.name.ends_with("[]") && is_described(entry)
    };
    let is_there =
        |entry: &Entry| theirs.entry(&entry.subject).is_some_and(|entry| is_described(entry));
    let last = theirs
        .entries()
        .filter(|entry| entry.subject.location != Location::Operation)
        .filter(described)
        .max_by_key(|entry| entry.place.line)?;
    let mine = ours.entry(&last.subject)?;
    let fault = |what: &str| {
        let why = format!("the page ends {what}: it may be cut there");
        Some(Fault { line: last.place.line, why })
    };
    // One of our subjects would come after all the others.
    let known = || outermost(ours, last.subject.location);
    let end = known().filter(|entry| is_there(entry)).map(|entry| entry.place.line).max();
    let missing = known().find(|entry| !is_there(entry) && end < Some(entry.place.line));
    if let Some(entry) = missing {
        return fault(&format!("before {}", entry.subject));
    }
    let weaker = mine.facts.iter().find(|(facet, fact)| {
        let silent = match last.fact(**facet) {
            // Silence counts as a statement.
            Some(fact) => fact.confidence == Confidence::Convention && !fact.says_something(),
            None => **facet == Facet::Description,
        };
        fact.says_something() && silent
    });
    weaker.and_then(|(facet, _)| fault(&format!("without the {facet} of {}", last.subject)))
}

/// Whether the page describes the subject, and not only an example shows it.
fn is_described(entry: &Entry) -> bool {
    entry.fact(Facet::Type).is_none_or(|fact| fact.confidence != Confidence::Inferred)
}

pub(super) fn outermost(
    contract: &Contract,
    location: Location,
) -> impl Iterator<Item = &Arc<Entry>> {
    contract.entries_in(location).filter(|entry| {
        let subject: &Subject = &entry.subject;
        !subject.name.is_empty() && subject.parent().is_none_or(|parent| parent.name.is_empty())
    })
}
