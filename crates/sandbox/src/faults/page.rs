//! What actions do to a page of a listing.

use serde_json::{Value, json};

use super::Action;

/// What an action has to know of the walk that a page belongs to.
pub(crate) struct Surroundings {
    /// The cursor that the page was asked for with.
    pub(crate) asked_with: Option<String>,
    /// The cursor of the first page of the same listing.
    pub(crate) first_cursor: Option<String>,
    /// Number of the page, from 1.
    pub(crate) number: Option<u64>,
}

/// What stands for the place before the first card.
pub(crate) const START: &str = "start";

/// Carries out those of the actions that are about a page.
pub(crate) fn spoil(page: &mut Value, actions: &[Action], around: &Surroundings) {
    for action in actions {
        match action {
            Action::MalformedCard(index) => malform(page, *index),
            Action::NullFields(names) => each_card(page, |card| nullify(card, names)),
            Action::UnknownStatus(status) => {
                each_card(page, |card| card["status"] = json!(status));
            }
            Action::UnknownFields => {
                page["has_more"] = json!(true);
                each_card(page, enrich);
            }
            Action::RepeatCursor => {
                if let Some(cursor) = &around.asked_with {
                    page["starting_after"] = json!(cursor);
                }
            }
            Action::CycleCursors(length) => cycle(page, *length, around),
            Action::EmptyPage => {
                page["cards"] = json!([]);
                page["starting_after"] = json!(another_name(around.asked_with.as_deref()));
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

/// A cursor of another name for the same place.
fn another_name(cursor: Option<&str>) -> String {
    let cursor = cursor.unwrap_or(START);
    let (place, number) = split(cursor);
    format!("{place}~{}", number + 1)
}

/// The place of a cursor, and how many empty pages led to it.
pub(crate) fn split(cursor: &str) -> (&str, u64) {
    let number = |(place, number): (&'_ str, &str)| {
        let plain = number.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse().ok().filter(|number| plain && *number > 0)?;
        Some((place.len(), number))
    };
    match cursor.rsplit_once('~').and_then(number) {
        Some((length, number)) => (&cursor[..length], number),
        None => (cursor, 0),
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
    for (name, value) in card.iter_mut() {
        if if names.is_empty() { name != "id" } else { names.contains(name) } {
            *value = Value::Null;
        }
    }
    // A field that the card does not have is null as well, if it is named.
    for name in names {
        card.insert(name.clone(), Value::Null);
    }
}

fn enrich(card: &mut Value) {
    card["loyalty_points"] = json!(17);
    card["links"] = json!([{ "rel": "self", "nested": { "deep": [null, true] } }]);
    if let Some(pin) = card.get_mut("pin").filter(|pin| pin.is_object()) {
        pin["rotation"] = json!({ "every": "P30D" });
    }
}

fn cycle(page: &mut Value, length: u64, around: &Surroundings) {
    let leads_on = leads_on(page);
    if let (Some(number), Some(first)) = (around.number, &around.first_cursor)
        && leads_on
        && number > length
    {
        page["starting_after"] = json!(first);
    }
}

/// Whether the page has a cursor; null and an empty text are none.
fn leads_on(page: &Value) -> bool {
    page["starting_after"].as_str().is_some_and(|cursor| !cursor.is_empty())
}

fn duplicate(page: &mut Value) {
    let leads_on = leads_on(page);
    let Some(cards) = page["cards"].as_array_mut() else { return };
    match cards.as_mut_slice() {
        [.., before, _] if leads_on => page["starting_after"] = before["id"].clone(),
        // A page of one card cannot begin again with it, or it would never end.
        [only] if leads_on => {
            let again = only.clone();
            cards.push(again);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{another_name, split};

    #[test]
    fn a_place_has_as_many_names_as_needed() {
        assert_eq!(another_name(None), "start~1");
        assert_eq!(another_name(Some("start~9")), "start~10");
        assert_eq!(another_name(Some("abc")), "abc~1");
        assert_eq!(split("abc~12"), ("abc", 12));
        for cursor in ["abc", "", "abc~", "abc~0", "abc~x", "abc~+1", "abc~99999999999999999999"] {
            assert_eq!(split(cursor), (cursor, 0));
        }
    }
}
