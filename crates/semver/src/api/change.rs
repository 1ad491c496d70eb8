//! The changes of an API, and the version steps that they ask for.

use std::collections::BTreeSet;
use std::fmt;

use super::read::{DEFAULT, IMPLEMENTED, OPEN};
use super::{Api, Item};
use crate::Step;

/// A change of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiChange {
    /// The item.
    pub item: Item,
    /// The signature before the change; None if the item is new.
    pub from: Option<String>,
    /// The signature after the change; None if the item was removed.
    pub to: Option<String>,
    /// The version step for the crate with the item.
    pub step: Step,
}

impl fmt::Display for ApiChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = &self.item;
        match (&self.from, &self.to) {
            (_, None) => write!(f, "- {item}"),
            (None, Some(signature)) if signature == IMPLEMENTED => write!(f, "+ {item}"),
            (None, Some(signature)) => write!(f, "+ {item}: {signature}"),
            (Some(from), Some(to)) => write!(f, "~ {item}: {from} -> {to}"),
        }
    }
}

pub(super) fn between(old: &Api, now: &Api) -> Vec<ApiChange> {
    let items: BTreeSet<&Item> = old.items().chain(now.items()).map(|(item, _)| item).collect();
    let changes = items.into_iter().filter_map(|item| {
        let owner = item.owner();
        let (from, to) = (old.signature(item), now.signature(item));
        // Parts are added or removed with the item that they belong to.
        let is_with_owner =
            from.is_none() && is_new(&owner, old, now) || to.is_none() && is_new(&owner, now, old);
        if from == to || is_with_owner {
            return None;
        }
        let is_built = old.signature(&owner.builder()).is_some();
        let step = step(item, (from, to), old.signature(&owner), is_built);
        let [from, to] = [from, to].map(|signature| signature.map(str::to_owned));
        Some(ApiChange { item: item.clone(), from, to, step })
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

fn step(
    item: &Item,
    change: (Option<&str>, Option<&str>),
    owner: Option<&str>,
    is_built: bool,
) -> Step {
    let is_minor = match change {
        (_, None) => false,
        // A type that could not be built or matched in full now can, or a field need not be
        // given any more and reads as before.
        (Some(from), Some(to)) => {
            from.strip_prefix(OPEN).map(str::trim) == Some(to)
                || to.strip_suffix(DEFAULT) == Some(from)
        }
        (None, Some(to)) => {
            let is_part = item.is_field() || to.starts_with("variant");
            // Code that builds a struct or matches an enumeration names all parts.
            let is_closed = owner
                .is_some_and(|owner| !owner.contains(OPEN) && !owner.contains("private fields"));
            // Code that builds a struct without a required field compiles and always fails.
            let is_optional = to.starts_with("Option<") || to.ends_with(DEFAULT);
            let is_needed = item.is_field() && is_built && !is_optional;
            !(is_part && is_closed || is_needed)
        }
    };
    if is_minor { Step::Minor } else { Step::Major }
}
