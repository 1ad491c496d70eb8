//! Removed, added and renamed subjects, and the facts of the others.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::facets::{self, Row};
use super::fields::{self, type_differs};
use super::{Difference, Side, rename};
use crate::Ours;
use crate::contract::{Confidence, Contract, Entry, Facet, Location, Subject};
use crate::rules::{self, Rule};

/// The rules for subjects that only one side has, and for their facts.
pub(super) struct Rules {
    removed: &'static Rule,
    added: fn(&Entry) -> &'static Rule,
    is_paired: bool,
    facets: &'static [Row],
}

/// The rules for fields of responses. They are never paired as renamed: readers lose
/// the old field and do not know the new one.
pub(super) static RECEIVED: Rules = Rules {
    removed: &rules::RESP_FIELD_REMOVED,
    added: |_| &rules::RESP_FIELD_ADDED,
    is_paired: false,
    facets: facets::RECEIVED,
};

/// The rules for parameters and fields of the request body.
static SENT: Rules = Rules {
    removed: &rules::PARAM_REMOVED,
    added: |entry| match entry.is(Facet::Required) {
        true => &rules::PARAM_ADDED_REQUIRED,
        false => &rules::PARAM_ADDED_OPTIONAL,
    },
    is_paired: true,
    facets: facets::SENT,
};

pub(super) fn parameters(
    ours: &Ours,
    theirs: &Contract,
    uncertain: &BTreeSet<Subject>,
) -> Vec<Difference> {
    let request = Location::PARAMETERS.into_iter().chain([Location::Body]);
    let present = request.filter(|location| theirs.complete.contains(location));
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
    let mut removed: Vec<&Arc<Entry>> = contract
        .entries_in(location)
        .filter(|entry| theirs.entry(&entry.subject).is_none())
        .filter(|entry| is_alone(&entry.subject, theirs, contract))
        .filter(|entry| !uncertain.contains(&entry.subject))
        .collect();
    let mut added: Vec<&Arc<Entry>> = theirs
        .entries_in(location)
        .filter(|entry| contract.entry(&entry.subject).is_none())
        .filter(|entry| is_alone(&entry.subject, contract, theirs))
        .filter(|entry| !is_free(contract, entry))
        .collect();
    let mut found = Vec::new();
    if rules.is_paired {
        let route = &ours.operation.route;
        let path = (format!("{}{}", route.base, route.path), theirs);
        for (gone, new) in rename::pairs((&path.0, path.1), &mut removed, &mut added) {
            found.push(renamed(gone, new));
            let facts = fields::compare(gone, new, rules.facets).into_iter();
            found.extend(facts.filter(|one| one.facet != Some(Facet::Description)));
        }
    }
    let place =
        |of: &Contract, entry: &Entry| Some(of.entry(&entry.subject.parent()?)?.place.clone());
    for entry in added {
        let place = place(contract, entry).unwrap_or_else(|| fields::anchor(ours, location));
        found.push(Difference::added((rules.added)(entry), entry, place));
    }
    for entry in removed {
        let place = place(theirs, entry).unwrap_or_default();
        found.push(Difference::removed(rules.removed, entry, place));
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

/// The name of a placeholder is not sent; any other name is.
fn renamed(gone: &Entry, new: &Entry) -> Difference {
    let in_path = gone.subject.location == Location::Path;
    let rule = if in_path { &rules::PATH_PARAM_RENAMED } else { &rules::PARAM_RENAMED };
    let side = |entry: &Entry| Side::at(entry.subject.name.clone(), entry.place.clone());
    Difference::whole(rule, &gone.subject, side(new), side(gone))
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
