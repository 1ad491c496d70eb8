//! Applies actions to a page of a listing.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Action;
use super::cursor::behind_empty_page;
use crate::contract::{Path, change};

/// The position of a page in its listing.
pub(crate) struct PageContext<'a> {
    pub(crate) requested: Option<String>,
    pub(crate) first_cursor: Option<String>,
    /// Number of the page, from 1.
    pub(crate) number: Option<u64>,
    /// The paths of the objects in a page that the document describes.
    pub(crate) objects: &'a BTreeSet<Path>,
}

pub(crate) fn apply_to_page(page: &mut Value, actions: &[Action], context: &PageContext<'_>) {
    for action in actions {
        match action {
            Action::MalformedCard(index) => malform(page, *index),
            Action::NullFields(names) => each_card(page, |card| nullify(card, names)),
            Action::UnknownStatus(status) => {
                each_card(page, |card| card["status"] = json!(status));
            }
            Action::UnknownFields => {
                context.objects.iter().for_each(|path| change(page, path, &mut enrich));
            }
            Action::RepeatCursor => {
                if let Some(cursor) = &context.requested {
                    page["starting_after"] = json!(cursor);
                }
            }
            Action::CycleCursors(length) => cycle(page, *length, context),
            Action::EmptyPage => {
                page["cards"] = json!([]);
                page["starting_after"] = json!(behind_empty_page(context.requested.as_deref()));
            }
            Action::DropCard => {
                if let Some(cards) = page["cards"].as_array_mut() {
                    cards.pop();
                }
            }
            Action::DuplicateCard => duplicate(page),
            _ => {}
        }
    }
}

fn each_card(page: &mut Value, change: impl Fn(&mut Value)) {
    page["cards"].as_array_mut().into_iter().flatten().for_each(change);
}

fn malform(page: &mut Value, index: usize) {
    let Some(cards) = page["cards"].as_array_mut() else { return };
    let length = cards.len().max(1);
    if let Some(card) = cards.get_mut(index % length) {
        card["amount"] = json!("a lot");
        card["created_at"] = json!("yesterday");
        card["metadata"] = json!(["no", "object"]);
    }
}

fn nullify(card: &mut Value, names: &[String]) {
    let Some(card) = card.as_object_mut() else { return };
    if names.is_empty() {
        let others = card.iter_mut().filter(|(name, _)| *name != "id");
        others.for_each(|(_, value)| *value = Value::Null);
    }
    // A named field that the card lacks is null as well.
    card.extend(names.iter().map(|name| (name.clone(), Value::Null)));
}

fn enrich(value: &mut Value) {
    if value.is_object() {
        value["loyalty_points"] = json!(17);
        value["links"] = json!([{ "rel": "self", "nested": { "deep": [null, true] } }]);
    }
}

fn cycle(page: &mut Value, length: u64, context: &PageContext<'_>) {
    if let (Some(number), Some(first)) = (context.number, &context.first_cursor)
        && leads_on(page)
        && number > length
    {
        page["starting_after"] = json!(first);
    }
}

/// Whether the page has a cursor that is not null and not empty.
fn leads_on(page: &Value) -> bool {
    page["starting_after"].as_str().is_some_and(|cursor| !cursor.is_empty())
}

fn duplicate(page: &mut Value) {
    let leads_on = leads_on(page);
    let Some(cards) = page["cards"].as_array_mut() else { return };
    match cards.as_mut_slice() {
        [.., before, _] if leads_on => page["starting_after"] = before["id"].clone(),
        // A page with one card cannot begin with it again: the listing would never
        // end.
        [only] if leads_on => {
            let again = only.clone();
            cards.push(again);
        }
        _ => {}
    }
}
