//! The changes of an API, and the version steps that they ask for.

use std::collections::BTreeSet;
use std::fmt;

use super::read::{DEFAULT, IMPLEMENTED, OPEN};
use super::{Api, Item};
use crate::Step;

/// The change of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The item is new, with this signature.
    Added(String),
    /// The item was removed.
    Removed,
    /// The signature changed: before, after.
    Changed(String, String),
}

/// A change of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiChange {
    /// The item.
    pub item: Item,
    /// The change.
    pub kind: Kind,
    /// The version step for the crate with the item.
    pub step: Step,
}

impl fmt::Display for ApiChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = &self.item;
        match &self.kind {
            Kind::Added(signature) if signature == IMPLEMENTED => write!(f, "+ {item}"),
            Kind::Added(signature) => write!(f, "+ {item}: {signature}"),
            Kind::Removed => write!(f, "- {item}"),
            Kind::Changed(from, to) => write!(f, "~ {item}: {from} -> {to}"),
        }
    }
}

pub(super) fn between(old: &Api, now: &Api) -> Vec<ApiChange> {
    let items: BTreeSet<&Item> = old.items().chain(now.items()).map(|(item, _)| item).collect();
    let changes = items.into_iter().filter_map(|item| {
        let owner = item.owner();
        let kind = match (old.signature(item), now.signature(item)) {
            // It was added or removed with the item that it is part of.
            (None, _) if is_new(&owner, old, now) => return None,
            (_, None) if is_new(&owner, now, old) => return None,
            (None, Some(signature)) => Kind::Added(signature.to_owned()),
            (Some(_), None) => Kind::Removed,
            (Some(from), Some(to)) if from != to => Kind::Changed(from.to_owned(), to.to_owned()),
            _ => return None,
        };
        let is_built = old.signature(&owner.builder()).is_some();
        let step = step(item, &kind, old.signature(&owner), is_built);
        Some(ApiChange { item: item.clone(), kind, step })
    });
    let changes: Vec<ApiChange> = changes.collect();
    // A builder follows its type, field by field.
    let follows = |change: &&ApiChange| {
        change.item.built_field().is_none_or(|field| {
            !changes.iter().any(|other| other.item == field && other.step >= change.step)
        })
    };
    changes.iter().filter(follows).cloned().collect()
}

fn is_new(owner: &Item, old: &Api, now: &Api) -> bool {
    old.signature(owner).is_none() && now.signature(owner).is_some()
}

fn step(item: &Item, kind: &Kind, owner: Option<&str>, is_built: bool) -> Step {
    match kind {
        Kind::Removed => Step::Major,
        // A type that could not be built or matched in full now can.
        Kind::Changed(from, to)
            if from.strip_prefix(OPEN).is_some_and(|from| from.trim() == to) =>
        {
            Step::Minor
        }
        // The field need not be given any more, and reads as before.
        Kind::Changed(from, to) if to.strip_suffix(DEFAULT) == Some(from) => Step::Minor,
        Kind::Changed(..) => Step::Major,
        Kind::Added(signature) => {
            let is_part = item.is_field() || signature.starts_with("variant");
            // Code that builds a struct or matches an enumeration names all parts.
            let is_closed = owner
                .is_some_and(|owner| !owner.contains(OPEN) && !owner.contains("private fields"));
            // Code that builds a struct without a required field compiles and always fails.
            let is_needed = item.is_field()
                && is_built
                && !(signature.starts_with("Option<") || signature.ends_with(DEFAULT));
            if is_part && is_closed || is_needed { Step::Major } else { Step::Minor }
        }
    }
}
