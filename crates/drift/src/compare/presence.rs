//! Removed, added and renamed subjects, and the facts of the others.

use std::collections::BTreeSet;

use similar::TextDiff;

use super::facets::{self, FacetRules};
use super::fields::{self, type_differs};
use super::{Difference, Entries, Side};
use crate::Ours;
use crate::contract::{Confidence, Contract, Entry, Facet, Fact, Location, Subject};
use crate::rules::{self, Rule};

/// The least similarity of two names if the descriptions differ.
const ALIKE: f32 = 0.6;

/// The rules for subjects that only one side has, and for their facts.
pub(super) struct Rules {
    pub(super) removed: &'static Rule,
    pub(super) renamed: Option<&'static Rule>,
    pub(super) added: fn(&Entry) -> &'static Rule,
    pub(super) facets: FacetRules,
}

/// The rules for fields of responses. They are never paired as renamed: readers lose
/// the old field and do not know the new one.
pub(super) const RECEIVED: Rules = Rules {
    removed: &rules::RESP_FIELD_REMOVED,
    renamed: None,
    added: |_| &rules::RESP_FIELD_ADDED,
    facets: facets::received,
};

/// The rules for parameters and fields of the request body.
const SENT: Rules = Rules {
    removed: &rules::PARAM_REMOVED,
    renamed: Some(&rules::PARAM_RENAMED),
    added: |entry| {
        let required = entry.is(Facet::Required);
        if required { &rules::PARAM_ADDED_REQUIRED } else { &rules::PARAM_ADDED_OPTIONAL }
    },
    facets: facets::sent,
};

/// The locations of a request.
const REQUEST: [Location; 5] =
    [Location::Path, Location::Query, Location::Header, Location::Cookie, Location::Body];

pub(super) fn parameters(
    ours: &Ours,
    theirs: &Contract,
    uncertain: &BTreeSet<Subject>,
) -> Vec<Difference> {
    let present = REQUEST.into_iter().filter(|location| theirs.complete.contains(location));
    present.flat_map(|location| compare(ours, theirs, location, uncertain, &SENT)).collect()
}

/// Compares everything in one location.
pub(super) fn compare(
    ours: &Ours,
    theirs: &Contract,
    location: Location,
    uncertain: &BTreeSet<Subject>,
    rules: &Rules,
) -> Vec<Difference> {
    let contract = &ours.operation.contract;
    let mut removed: Vec<&Entry> = contract
        .entries_in(location)
        .filter(|entry| theirs.entry(&entry.subject).is_none())
        .filter(|entry| is_alone(&entry.subject, theirs, contract))
        .filter(|entry| !uncertain.contains(&entry.subject))
        .collect();
    let added: Vec<&Entry> = theirs
        .entries_in(location)
        .filter(|entry| contract.entry(&entry.subject).is_none())
        .filter(|entry| is_alone(&entry.subject, contract, theirs))
        .filter(|entry| !is_free(contract, entry))
        .collect();
    let mut found = Vec::new();
    for entry in added {
        let twin = rules.renamed.and_then(|rule| {
            let at = removed.iter().position(|gone| is_renamed(gone, entry))?;
            Some((rule, removed.remove(at)))
        });
        found.push(match twin {
            Some((rule, gone)) => renamed(rule, gone, entry),
            None => {
                let parent = entry.subject.parent();
                let holder = parent.as_ref().and_then(|parent| contract.entry(parent));
                let place = holder.map(|holder| holder.place.clone());
                let place = place.unwrap_or_else(|| fields::anchor(ours, location));
                let rule = (rules.added)(entry);
                let (published, document) = (Side::entry(entry), Side::at(None, place));
                let difference =
                    Difference::presence(rule, entry.subject.clone(), published, document);
                let entries = Entries { published: Some(entry.clone()), document: None };
                Difference { entries, ..difference }
            }
        });
    }
    for entry in removed {
        let holder = entry.subject.parent().and_then(|parent| theirs.entry(&parent).cloned());
        let place = holder.map(|holder| holder.place).unwrap_or_default();
        let (published, document) = (Side::at(None, place), Side::entry(entry));
        found.push(Difference::presence(rules.removed, entry.subject.clone(), published, document));
    }
    for entry in contract.entries_in(location) {
        if let Some(published) = theirs.entry(&entry.subject)
            && !changed_above(&entry.subject, contract, theirs)
        {
            found.extend(fields::compare(entry, published, rules.facets));
        }
    }
    found
}

/// Whether a missing subject is a difference of its own: the other side has its
/// holder with the same type, and lists all fields of it.
fn is_alone(subject: &Subject, other: &Contract, own: &Contract) -> bool {
    if changed_above(subject, own, other) {
        return false;
    }
    // Items of a list in a query come and go with the list. A body that only one side
    // has includes all its fields.
    let Some(holder) = holder(subject) else {
        return !subject.name.is_empty() || subject.location == Location::Body;
    };
    match other.entry(&holder) {
        Some(entry) => entry.listed && !(subject.name.ends_with("[]")),
        None => false,
    }
}

fn holder(subject: &Subject) -> Option<Subject> {
    if let Some(array) = subject.name.strip_suffix("[]") {
        return Some(Subject::new(subject.location, array));
    }
    subject.parent()
}

/// Whether a holder of the subject has another type, which is the difference then.
fn changed_above(subject: &Subject, one: &Contract, other: &Contract) -> bool {
    let mut above = holder(subject);
    while let Some(subject) = above {
        if let (Some(mine), Some(published)) = (one.entry(&subject), other.entry(&subject))
            && type_differs(mine, published)
            && type_differs(published, mine)
        {
            return true;
        }
        above = holder(&subject);
    }
    false
}

/// Whether only an example shows the field, in an object with free fields.
fn is_free(ours: &Contract, entry: &Entry) -> bool {
    let inferred =
        entry.fact(Facet::Type).is_none_or(|fact| fact.confidence == Confidence::Inferred);
    let free = |holder: &Subject| {
        ours.entries_in(holder.location)
            .filter(|below| below.subject.is_below(holder))
            .all(|below| below.subject.name.ends_with(".*"))
    };
    inferred && entry.subject.parent().is_some_and(|holder| free(&holder))
}

/// Whether two subjects are one with two names: their descriptions are the same, or
/// their types are the same and their names similar.
fn is_renamed(gone: &Entry, new: &Entry) -> bool {
    let (from, to) = (gone.text(Facet::Description), new.text(Facet::Description));
    if gone.text(Facet::Type) != new.text(Facet::Type) {
        return false;
    }
    match (from, to) {
        (Some(from), Some(to)) if from == to => true,
        _ => {
            let diff = TextDiff::from_chars(gone.subject.name.as_str(), new.subject.name.as_str());
            let required =
                |entry: &Entry| entry.fact(Facet::Required).and_then(Fact::value).cloned();
            diff.ratio() >= ALIKE && required(gone) == required(new)
        }
    }
}

fn renamed(rule: &'static Rule, gone: &Entry, new: &Entry) -> Difference {
    let published = Side::at(Some(new.subject.name.clone().into()), new.place.clone());
    let document = Side::at(Some(gone.subject.name.clone().into()), gone.place.clone());
    Difference::presence(rule, gone.subject.clone(), published, document)
}
