//! The comparison of our contract with a published one.
//!
//! First the published contract is aligned with ours (paragraphs find their
//! owners), then its shape is judged: a page that is damaged is said to be
//! damaged, and nothing is concluded from it. Only then do facts count.

mod align;
mod bounds;
mod difference;
mod facets;
mod fields;
mod forms;
mod operation;
mod presence;
mod response;
mod shape;
mod status;

pub use difference::{Difference, Entries, Side};
pub use forms::disagreements;
pub use shape::{Coverage, Fault};

use crate::Ours;
use crate::contract::{Contract, Facet, Form, Location, Note, NoteKind, State, Subject};
use crate::rules;

/// Percent of our parameters that a text page must name to count as whole.
///
/// The published page lost one name of eighteen; one more may be removed or
/// renamed, and that is drift. With three gone the page has changed its shape.
pub const MIN_COVERAGE: u8 = 85;

/// What a comparison gives.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Differences; empty when there are faults.
    pub differences: Vec<Difference>,
    /// What we state and the page does not.
    pub not_stated: Vec<(Subject, Facet)>,
    /// Text that belongs to nothing that is known, with its line.
    pub unparsed: Vec<(usize, String)>,
    /// Why the page cannot be trusted.
    pub faults: Vec<Fault>,
    /// How much of what we state was found.
    pub coverage: Coverage,
}

/// Compares one operation of ours with what is published about it.
#[must_use]
pub fn compare(ours: &Ours, published: &Contract, min_coverage: u8) -> Outcome {
    let contract = &ours.operation.contract;
    let aligned = align::align(ours, published);
    let theirs = &aligned.contract;
    let coverage = shape::coverage(contract, theirs);
    let faults = shape::faults(contract, theirs, &coverage, min_coverage);
    let unparsed = unparsed(theirs);
    if !faults.is_empty() {
        return Outcome {
            differences: Vec::new(),
            not_stated: Vec::new(),
            unparsed,
            faults,
            coverage,
        };
    }
    let found = differences(ours, &aligned);
    let not_stated = not_stated(contract, theirs);
    Outcome { differences: found, not_stated, unparsed, faults, coverage }
}

/// What became of an operation of ours in a document that is whole by its
/// nature: an absence is a removal, and never damage.
#[must_use]
pub fn changes(ours: &Ours, now: &Contract) -> Vec<Difference> {
    differences(ours, &align::align(ours, now))
}

/// Every difference, the loudest first, then in the order of our document.
fn differences(ours: &Ours, aligned: &align::Aligned) -> Vec<Difference> {
    let theirs = &aligned.contract;
    let mut found = aligned.differences.clone();
    found.extend(operation::compare(ours, theirs));
    found.extend(presence::parameters(ours, theirs, &aligned.uncertain));
    found.extend(response::compare(ours, theirs, &aligned.uncertain));
    found.extend(status::compare(ours, theirs));
    found.extend(notes(ours, theirs));
    found.sort_by_cached_key(|difference| {
        let place = &difference.document.place;
        (std::cmp::Reverse(difference.rule.severity), place.line, place.column, difference.rule.id)
    });
    found
}

fn unparsed(theirs: &Contract) -> Vec<(usize, String)> {
    let texts = theirs.notes.iter().filter_map(|note| match &note.kind {
        NoteKind::Unparsed { digest, text } => {
            Some((note.line, if text.is_empty() { digest.clone() } else { text.clone() }))
        }
        _ => None,
    });
    texts.collect()
}

/// Facts that we state and the page cannot be asked about.
fn not_stated(ours: &Contract, theirs: &Contract) -> Vec<(Subject, Facet)> {
    let mut found = Vec::new();
    for entry in ours.entries() {
        let seen = theirs.entry(&entry.subject);
        let holder_known =
            entry.subject.parent().is_none_or(|parent| theirs.entry(&parent).is_some());
        if seen.is_none() && (theirs.form != Form::Text || !holder_known) {
            continue;
        }
        for (facet, fact) in &entry.facts {
            let says_something = fact
                .value()
                .is_some_and(|value| !value.is_null() && *value != serde_json::Value::Bool(false));
            let stated = seen.and_then(|entry| entry.fact(*facet));
            let silent = stated.is_none_or(|fact| fact.state == State::NotStated);
            if says_something && silent {
                found.push((entry.subject.clone(), *facet));
            }
        }
    }
    found
}

/// Differences that the reader of the page saw.
fn notes(ours: &Ours, theirs: &Contract) -> Vec<Difference> {
    let mut found = Vec::new();
    let contract = &ours.operation.contract;
    // What our document says as well is no news.
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
        found.push(Difference {
            rule,
            subject,
            facet: None,
            published: Side::at(Some(words.into()), crate::contract::Place::line(note.line)),
            document: Side::at(None, place),
            detail: None,
            entries: Entries::default(),
        });
    }
    found
}

/// Locations whose entries a caller sends.
const SENT: [Location; 5] =
    [Location::Path, Location::Query, Location::Header, Location::Cookie, Location::Body];
