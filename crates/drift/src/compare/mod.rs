//! The comparison of our contract with a published one.
//!
//! First the paragraphs of the published contract are assigned to their subjects.
//! Then its shape is checked: a damaged page is reported as damaged, and its facts
//! are not compared. Only then are facts compared.

mod align;
mod difference;
mod facets;
mod fields;
mod forms;
mod operation;
mod presence;
mod rename;
mod shape;
mod status;

pub use difference::{Difference, Entries, Side};
pub use forms::disagreements;
pub use shape::{Coverage, Fault};

use crate::Ours;
use crate::contract::{Contract, FactState, Form, Location, Note, NoteKind, Subject};
use crate::{rules, sanitise};

use schemars::JsonSchema;
use serde::Serialize;

/// The least share of our parameters, in percent, that a whole text page names.
///
/// The published page lost one name of eighteen. If another one is missing, it may be
/// removed or renamed, and that is drift. If three are missing, the page is damaged.
pub const MIN_COVERAGE: u8 = 85;

/// A fact of ours that the page does not state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotStated {
    /// Part of the operation and name in it.
    pub subject: String,
    /// The fact.
    pub facet: String,
}

/// Text of the page that the reader does not recognise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unparsed {
    /// Line of the page, from 1.
    pub line: usize,
    /// The text, safe to print, or its digest.
    pub text: String,
}

/// The result of a comparison.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The differences; empty if there are faults.
    pub differences: Vec<Difference>,
    /// Our facts that the page does not state.
    pub not_stated: Vec<NotStated>,
    /// Text of the page that the reader does not recognise.
    pub unparsed: Vec<Unparsed>,
    /// Reasons not to trust the page.
    pub faults: Vec<Fault>,
    /// The part of our facts that the page states.
    pub coverage: Coverage,
}

/// Compares one of our operations with a published contract.
pub fn compare(ours: &Ours, published: &Contract, min_coverage: u8) -> Outcome {
    let contract = &ours.operation.contract;
    let aligned = align::align(ours, respelled(contract, published));
    let theirs = &aligned.contract;
    let coverage = shape::coverage(contract, theirs);
    let faults = shape::faults(contract, theirs, &coverage, min_coverage);
    let unparsed = unparsed(theirs);
    let (differences, not_stated) = if faults.is_empty() {
        (differences(ours, &aligned), not_stated(contract, theirs))
    } else {
        (Vec::new(), Vec::new())
    };
    Outcome { differences, not_stated, unparsed, faults, coverage }
}

/// Returns the changes of an operation in a newer document. A document is complete:
/// a missing subject was removed.
pub fn changes(ours: &Ours, now: &Contract) -> Vec<Difference> {
    differences(ours, &align::align(ours, respelled(&ours.operation.contract, now)))
}

/// Returns the published contract with our spelling of header names, which have no case.
fn respelled(ours: &Contract, published: &Contract) -> Contract {
    let mut respelled = published.clone();
    for entry in ours.entries_in(Location::Header) {
        let name = &entry.subject.name;
        let mut same = published.entries_in(Location::Header).filter(|other| {
            ours.entry(&other.subject).is_none() && other.subject.name.eq_ignore_ascii_case(name)
        });
        if let Some(other) = same.next().filter(|_| published.entry(&entry.subject).is_none()) {
            respelled.rename(&other.subject, &entry.subject);
        }
    }
    respelled
}

/// Returns every difference, by severity and then in the order of our document.
fn differences(ours: &Ours, aligned: &align::Aligned) -> Vec<Difference> {
    let theirs = &aligned.contract;
    let mut found = aligned.differences.clone();
    found.extend(operation::compare(ours, theirs));
    found.extend(presence::parameters(ours, theirs, &aligned.uncertain));
    let (uncertain, received) = (&aligned.uncertain, &presence::RECEIVED);
    found.extend(presence::compare(ours, theirs, Location::Response, uncertain, received));
    found.extend(status::compare(ours, theirs));
    found.extend(notes(ours, theirs));
    found.sort_by_cached_key(|difference| {
        let place = &difference.document.place;
        (std::cmp::Reverse(difference.rule.severity), place.line, place.column, difference.rule.id)
    });
    found
}

fn unparsed(theirs: &Contract) -> Vec<Unparsed> {
    let texts = theirs.notes.iter().filter_map(|note| match &note.kind {
        NoteKind::Unparsed { digest, text } => {
            let text = sanitise::line(if text.is_empty() { digest } else { text });
            Some(Unparsed { line: note.line, text })
        }
        _ => None,
    });
    texts.collect()
}

/// Returns our facts that the page does not state.
fn not_stated(ours: &Contract, theirs: &Contract) -> Vec<NotStated> {
    let mut found = Vec::new();
    for entry in ours.entries() {
        let seen = theirs.entry(&entry.subject);
        let holder_known =
            entry.subject.parent().is_none_or(|parent| theirs.entry(&parent).is_some());
        if seen.is_none() && (theirs.form != Form::Text || !holder_known) {
            continue;
        }
        for (facet, fact) in &entry.facts {
            let stated = seen.and_then(|entry| entry.fact(*facet));
            let silent = stated.is_none_or(|fact| fact.state == FactState::NotStated);
            if fact.says_something() && silent {
                let (subject, facet) = (entry.subject.to_string(), facet.to_string());
                found.push(NotStated { subject, facet });
            }
        }
    }
    found
}

/// Returns the differences that the reader of the page noted.
fn notes(ours: &Ours, theirs: &Contract) -> Vec<Difference> {
    let mut found = Vec::new();
    let contract = &ours.operation.contract;
    // A note that our document has too is no difference.
    let known = |note: &&Note| {
        matches!(note.kind, NoteKind::UnknownConstraint { .. })
            && contract.notes.iter().any(|ours| ours.kind == note.kind)
    };
    for note in theirs.notes.iter().filter(|note| !known(note)) {
        let (rule, subject, words) = match &note.kind {
            NoteKind::Inconsistent { subject, what } => {
                (&rules::DOCS_INCONSISTENT, subject.clone(), what.clone())
            }
            NoteKind::UnknownConstraint { subject, label } => {
                (&rules::UNRECOGNISED_CONSTRAINT, subject.clone(), label.clone())
            }
            NoteKind::Changelog { date } if *date > ours.compared => {
                (&rules::CHANGELOG_ENTRY, Subject::operation(), date.clone())
            }
            _ => continue,
        };
        let anchor = contract.entry(&subject).or_else(|| contract.entry(&Subject::operation()));
        let place = anchor.map(|entry| entry.place.clone()).unwrap_or_default();
        let published = Side::at(words, crate::contract::Place::line(note.line));
        found.push(Difference::whole(rule, &subject, published, Side::nothing(place)));
    }
    found
}
