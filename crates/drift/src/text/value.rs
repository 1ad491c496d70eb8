//! The facts of a type line, stated and by convention.

use super::entry::PageEntry;
use super::hint;
use crate::contract::{Contract, Entry, Facet, Fact, Location, Place, Subject};

/// Facets that a page always prints if they have a value.
const SHOWN: [Facet; 4] = [Facet::Enum, Facet::Minimum, Facet::Maximum, Facet::Length];

/// Facets that belong to the items when an entry is an array.
const OF_ITEMS: [Facet; 5] =
    [Facet::Enum, Facet::Minimum, Facet::Maximum, Facet::Length, Facet::Pattern];

/// Adds an entry of a page and its items.
pub(super) fn insert(contract: &mut Contract, read: PageEntry) {
    let PageEntry { mut entry, kind, .. } = read;
    let typed = Place::line(entry.place.line + 1);
    entry.facts.insert(
        Facet::Type,
        Fact::stated(if kind.arrays > 0 { "array" } else { kind.base.as_str() }, typed.clone()),
    );
    if kind.nullable {
        entry.facts.insert(Facet::Nullable, Fact::stated(true, typed.clone()));
    }
    hint::apply(&mut entry, &mut contract.notes);
    if kind.arrays == 0 {
        innermost(&mut entry, &kind, &typed, true);
        entry.listed = collapsed(&entry);
        contract.insert(entry);
        return;
    }
    entry.facts.entry(Facet::Size).or_insert_with(|| Fact::absent(typed.clone()));
    let moved: Vec<(Facet, Fact)> =
        OF_ITEMS.iter().filter_map(|facet| entry.facts.remove_entry(facet)).collect();
    let (location, mut name) = (entry.subject.location, entry.subject.name.clone());
    contract.insert(entry);
    for depth in 1..=kind.arrays {
        name.push_str("[]");
        let mut item = Entry::new(Subject::new(location, name.clone()), typed.clone());
        if depth < kind.arrays {
            item.facts.insert(Facet::Type, Fact::stated("array", typed.clone()));
        } else {
            item.facts.extend(moved.clone());
            item.facts.insert(Facet::Type, Fact::stated(kind.base.as_str(), typed.clone()));
            innermost(&mut item, &kind, &typed, false);
            item.listed = collapsed(&item);
        }
        contract.insert(item);
    }
}

/// Whether all fields are listed: a page collapses the fields of an object.
fn collapsed(entry: &Entry) -> bool {
    entry.text(Facet::Type).is_none_or(|kind| !kind.contains("object"))
        || !matches!(entry.subject.location, Location::Response | Location::Body)
}

/// Adds the facts of the value itself. A page states only the type of array items, so
/// nothing follows from silence there.
fn innermost(entry: &mut Entry, kind: &super::kind::Kind, typed: &Place, alone: bool) {
    let mut put = |facet, fact: Fact| {
        entry.facts.entry(facet).or_insert(fact);
    };
    if let Some(format) = &kind.format {
        put(Facet::Format, Fact::stated(format.as_str(), typed.clone()));
    }
    if let Some(pattern) = &kind.pattern {
        put(Facet::Pattern, Fact::stated(pattern.as_str(), typed.clone()));
    }
    if kind.is_enum {
        put(Facet::Enum, Fact::unreadable("the options are not listed", typed.clone()));
    }
    if !alone {
        return;
    }
    // The brackets contain a pattern or a format; the other one is not stated.
    if kind.format.is_none() && kind.pattern.is_none() {
        put(Facet::Format, Fact::absent(typed.clone()));
        put(Facet::Pattern, Fact::absent(typed.clone()));
    }
    for facet in SHOWN {
        put(facet, Fact::absent(typed.clone()));
    }
}
