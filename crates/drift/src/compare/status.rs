//! Documented statuses, bodies of error responses, and response headers.

use std::collections::{BTreeMap, BTreeSet};

use super::presence::{self, RECEIVED};
use super::{Difference, Side, facets, fields};
use crate::Ours;
use crate::contract::{Contract, Entry, Facet, Location, Place, Subject};
use crate::rules;

pub(super) fn compare(ours: &Ours, theirs: &Contract) -> Vec<Difference> {
    let contract = &ours.operation.contract;
    let mut found = Vec::new();
    let moved = moved(contract, theirs);
    if let Some((from, to)) = moved {
        found.push(another_success(from, to));
    }
    let is_moved = |entry: &Entry| {
        moved.is_some_and(|(from, to)| [&from.subject, &to.subject].contains(&&entry.subject))
    };
    if theirs.complete.contains(&Location::Status) {
        for entry in contract.entries_in(Location::Status).filter(|entry| !is_moved(entry)) {
            let name = &entry.subject.name;
            // Our ranges and the default handle undocumented statuses.
            if theirs.entry(&entry.subject).is_none() && !is_range(name) {
                found.push(gone(&rules::RESP_STATUS_REMOVED, entry));
            }
        }
    }
    // A status on the page is documented, even if the page does not show all.
    for entry in theirs.entries_in(Location::Status).filter(|entry| !is_moved(entry)) {
        if contract.entry(&entry.subject).is_none()
            && !is_covered(contract, theirs, &entry.subject.name)
        {
            let place = fields::anchor(ours, Location::Status);
            found.push(new(&rules::RESP_STATUS_ADDED, entry, place));
        }
    }
    for entry in contract.entries_in(Location::Status) {
        if let Some(published) = theirs.entry(&entry.subject) {
            found.extend(fields::compare(entry, published, facets::received));
        }
    }
    found.extend(faults(ours, theirs));
    found.extend(headers(ours, theirs));
    found
}

/// Returns the status of success on both sides, if another one replaced ours. A range
/// does not name the status that is sent.
fn moved<'a>(ours: &'a Contract, theirs: &'a Contract) -> Option<(&'a Entry, &'a Entry)> {
    if !theirs.complete.contains(&Location::Status) {
        return None;
    }
    let (from, to) = (success(ours)?, success(theirs)?);
    let is_replaced = theirs.entry(&from.subject).is_none();
    let is_exact = !is_range(&from.subject.name) && !is_range(&to.subject.name);
    (is_replaced && is_exact).then_some((from, to))
}

/// Returns the status whose body is the success response: the lowest 2xx.
fn success(contract: &Contract) -> Option<&Entry> {
    let statuses = contract.entries_in(Location::Status);
    let successes = statuses.filter(|entry| entry.subject.name.starts_with('2'));
    successes.min_by_key(|entry| entry.subject.name.as_str())
}

fn another_success(from: &Entry, to: &Entry) -> Difference {
    let side =
        |entry: &Entry| Side::at(Some(entry.subject.name.clone().into()), entry.place.clone());
    let rule = &rules::RESP_SUCCESS_CHANGED;
    Difference::presence(rule, from.subject.clone(), side(to), side(from))
}

fn gone(rule: &'static rules::Rule, entry: &Entry) -> Difference {
    let (published, document) = (Side::default(), Side::entry(entry));
    Difference::presence(rule, entry.subject.clone(), published, document)
}

fn new(rule: &'static rules::Rule, entry: &Entry, place: Place) -> Difference {
    let (published, document) = (Side::entry(entry), Side::at(None, place));
    Difference::presence(rule, entry.subject.clone(), published, document)
}

fn is_range(status: &str) -> bool {
    status.ends_with("XX") || status == "DEFAULT"
}

/// Whether one of our ranges has the body that is published for a status.
fn is_covered(ours: &Contract, theirs: &Contract, status: &str) -> bool {
    let range = format!("{}XX", &status.chars().next().unwrap_or('?'));
    let Some(range) = [range.as_str(), "DEFAULT"]
        .into_iter()
        .find(|range| ours.entry(&Subject::new(Location::Status, *range)).is_some())
    else {
        return false;
    };
    let published = kinds(theirs, status);
    published.is_empty() || published == kinds(ours, range)
}

/// Returns the fields of an error body with their types.
fn kinds(contract: &Contract, status: &str) -> BTreeMap<String, Option<String>> {
    let fields = contract.entries_in(Location::Fault).filter_map(|entry| {
        let field = entry.subject.name.strip_prefix(status)?.strip_prefix('.')?;
        Some((field.to_owned(), entry.text(Facet::Type).map(str::to_owned)))
    });
    fields.collect()
}

fn faults(ours: &Ours, theirs: &Contract) -> Vec<Difference> {
    if !theirs.complete.contains(&Location::Fault) {
        return Vec::new();
    }
    // The bodies of a status that only one side has are part of that difference.
    let both = |status: &str| {
        let subject = Subject::new(Location::Status, status);
        ours.operation.contract.entry(&subject).is_some() && theirs.entry(&subject).is_some()
    };
    let found = presence::compare(ours, theirs, Location::Fault, &BTreeSet::new(), &RECEIVED);
    let status = |difference: &Difference| {
        let name = &difference.subject.name;
        name.split(['.', '[']).next().unwrap_or(name).to_owned()
    };
    found.into_iter().filter(|difference| both(&status(difference))).collect()
}

fn headers(ours: &Ours, theirs: &Contract) -> Vec<Difference> {
    if !theirs.complete.contains(&Location::ResponseHeader) {
        return Vec::new();
    }
    let contract = &ours.operation.contract;
    let known = |one: &Contract, entry: &Entry| {
        let status = entry.subject.name.split(' ').next().unwrap_or("").to_owned();
        one.entry(&Subject::new(Location::Status, status)).is_some()
    };
    let mut found = Vec::new();
    for entry in contract.entries_in(Location::ResponseHeader) {
        if theirs.entry(&entry.subject).is_none() && known(theirs, entry) {
            found.push(gone(&rules::RESP_HEADER_REMOVED, entry));
        }
    }
    for entry in theirs.entries_in(Location::ResponseHeader) {
        if contract.entry(&entry.subject).is_none() && known(contract, entry) {
            let place = fields::anchor(ours, Location::ResponseHeader);
            found.push(new(&rules::RESP_HEADER_ADDED, entry, place));
        }
    }
    found
}
