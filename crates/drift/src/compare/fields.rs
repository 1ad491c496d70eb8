//! The facts of a subject that both sides have.

use std::sync::Arc;

use serde_json::Value;

use super::facets::{Row, is_wider, spelled};
use super::{Difference, Entries};
use crate::Ours;
use crate::contract::{Confidence, Entry, Facet, Fact, Location, Place, Subject, canonical};

/// Compares the facts of a subject. A different type is the only difference: the
/// others follow from it, unless every value that was sent is still one of the type.
pub(super) fn compare(ours: &Arc<Entry>, theirs: &Arc<Entry>, rules: &[Row]) -> Vec<Difference> {
    let is_other = type_differs(ours, theirs);
    let text = |entry: &Entry| Value::from(entry.text(Facet::Type));
    let is_wider = is_other && is_wider(&text(ours), &text(theirs));
    let compared = ours.facts.keys().filter(|facet| match facet {
        Facet::Type => is_other,
        Facet::Format => !is_other,
        _ => !is_other || is_wider,
    });
    compared.flat_map(|facet| one(*facet, ours, theirs, rules)).collect()
}

fn one(facet: Facet, ours: &Arc<Entry>, theirs: &Arc<Entry>, rules: &[Row]) -> Vec<Difference> {
    let (Some(mine), Some(published)) = (ours.fact(facet), theirs.fact(facet)) else {
        return Vec::new();
    };
    let (Some(from), Some(to)) = (mine.value(), published.value()) else { return Vec::new() };
    if is_same(facet, from, to) {
        return Vec::new();
    }
    let applies = |(of, test, rule): &Row| (of.contains(&facet) && test(from, to)).then_some(*rule);
    let difference = |rule| {
        let entries = Entries { published: Some(theirs.clone()), document: Some(ours.clone()) };
        let difference = Difference::fact(rule, &ours.subject, facet, mine, published);
        Difference { entries, ..difference }
    };
    let most = if facet == Facet::Enum { rules.len() } else { 1 };
    rules.iter().filter_map(applies).take(most).map(difference).collect()
}

fn is_same(facet: Facet, ours: &Value, theirs: &Value) -> bool {
    match facet {
        Facet::Enum if !ours.is_null() && !theirs.is_null() => spelled(ours) == spelled(theirs),
        _ => ours == theirs || canonical(ours) == canonical(theirs),
    }
}

/// Whether the types differ. An example shows one value: it may be an integer where
/// numbers are allowed, or one of several types.
pub(super) fn type_differs(ours: &Entry, theirs: &Entry) -> bool {
    let (Some(mine), Some(published)) = (ours.text(Facet::Type), theirs.text(Facet::Type)) else {
        return false;
    };
    let inferred = theirs.fact(Facet::Type).map(|fact: &Fact| fact.confidence);
    if inferred != Some(Confidence::Inferred) {
        return mine != published;
    }
    let fits = |name: &str| {
        matches!(name, "any" | "recursive")
            || name == published
            || (name == "number" && published == "integer")
    };
    !mine.split('|').any(fits)
}

/// Returns the place where a missing subject would be written.
pub(super) fn anchor(ours: &Ours, location: Location) -> Place {
    let contract = &ours.operation.contract;
    let root = contract.entry(&Subject::new(location, ""));
    let operation = contract.entry(&Subject::operation());
    let place = root.or(operation).map(|entry| entry.place.clone()).unwrap_or_default();
    if Location::PARAMETERS.contains(&location) { ours.parameters.clone() } else { place }
}
