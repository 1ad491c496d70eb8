//! Documented statuses, bodies of error responses, and response headers.

use std::collections::{BTreeMap, BTreeSet};

use super::presence::{self, RECEIVED};
use super::{Difference, Side, facets, fields};
use crate::Ours;
use crate::contract::{Contract, Entry, Facet, Location, Place, Subject};
use crate::rules::{self, Rule};

pub(super) fn compare(ours: &Ours, theirs: &Contract) -> Vec<Difference> {
    let contract = &ours.operation.contract;
    let moved = moved(contract, theirs);
    let is_moved = |entry: &Entry| {
        moved.is_some_and(|(from, to)| [&from.subject, &to.subject].contains(&&entry.subject))
    };
    let mut found: Vec<_> = moved.iter().map(|(from, to)| another_success(from, to)).collect();
    // Our ranges and the default handle undocumented statuses.
    found.extend(listed(
        (ours, theirs, Location::Status),
        [&rules::RESP_STATUS_REMOVED, &rules::RESP_STATUS_ADDED],
        &|entry| !is_moved(entry) && !is_range(&entry.subject.name),
        &|entry| !is_moved(entry) && !is_covered(contract, theirs, &entry.subject.name),
    ));
    for entry in contract.entries_in(Location::Status) {
        if let Some(published) = theirs.entry(&entry.subject) {
            found.extend(fields::compare(entry, published, facets::RECEIVED));
        }
    }
    found.extend(faults(ours, theirs));
    let has = |one: &Contract, entry: &Entry| {
        let status = entry.subject.name.split(' ').next().unwrap_or("");
        one.entry(&Subject::new(Location::Status, status)).is_some()
    };
    found.extend(listed(
        (ours, theirs, Location::ResponseHeader),
        [&rules::RESP_HEADER_REMOVED, &rules::RESP_HEADER_ADDED],
        &|entry| has(theirs, entry),
        &|entry| has(contract, entry),
    ));
    found
}

/// Returns what only one side lists in a location, as far as it counts there. What
/// stands on the page is documented, even if the page does not show all.
fn listed(
    (ours, theirs, location): (&Ours, &Contract, Location),
    [removed, added]: [&'static Rule; 2],
    counts_gone: &dyn Fn(&Entry) -> bool,
    counts_new: &dyn Fn(&Entry) -> bool,
) -> Vec<Difference> {
    let contract = &ours.operation.contract;
    let complete = theirs.complete.contains(&location);
    let gone = contract
        .entries_in(location)
        .filter(|entry| complete && theirs.entry(&entry.subject).is_none() && counts_gone(entry));
    let new = theirs
        .entries_in(location)
        .filter(|entry| contract.entry(&entry.subject).is_none() && counts_new(entry));
    let gone = gone.map(|entry| Difference::removed(removed, entry, Place::default()));
    let place = fields::anchor(ours, location);
    gone.chain(new.map(|entry| Difference::added(added, entry, place.clone()))).collect()
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
    successes.map(|entry| &**entry).min_by_key(|entry| entry.subject.name.as_str())
}

fn another_success(from: &Entry, to: &Entry) -> Difference {
    let side = |entry: &Entry| Side::at(entry.subject.name.clone(), entry.place.clone());
    Difference::whole(&rules::RESP_SUCCESS_CHANGED, &from.subject, side(to), side(from))
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
fn kinds<'a>(contract: &'a Contract, status: &str) -> BTreeMap<&'a str, Option<&'a str>> {
    let fields = contract.entries_in(Location::Fault).filter_map(|entry| {
        let field = entry.subject.name.strip_prefix(status)?.strip_prefix('.')?;
        Some((field, entry.text(Facet::Type)))
    });
    fields.collect()
}

/// Returns the differences in the bodies of statuses that both sides have.
fn faults(ours: &Ours, theirs: &Contract) -> Vec<Difference> {
    if !theirs.complete.contains(&Location::Fault) {
        return Vec::new();
    }
    let mut found = presence::compare(ours, theirs, Location::Fault, &BTreeSet::new(), &RECEIVED);
    found.retain(|difference| {
        let name = &difference.subject.name;
        let status = name.split(['.', '[']).next().unwrap_or(name);
        let subject = Subject::new(Location::Status, status);
        ours.operation.contract.entry(&subject).is_some() && theirs.entry(&subject).is_some()
    });
    found
}
