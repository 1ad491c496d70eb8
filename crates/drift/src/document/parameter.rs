//! Parameters: those of the path item and those of the operation.

use dintero_cards_openapi::{Document, pointer_token};
use serde_json::Value;

use super::Prose;
use super::prose::{place, text};
use super::walk::{Walk, entry};
use crate::contract::{Contract, Facet, Fact, Location};

pub(super) fn read(
    document: &Document,
    contract: &mut Contract,
    prose: Prose,
    item: &str,
    operation: &str,
) {
    // The operation comes last: what it says replaces what the path item says.
    for holder in [item, operation] {
        let list = format!("{holder}/parameters");
        let count = document.root().pointer(&list).and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..count {
            let listed = format!("{list}/{index}");
            if let Some((pointer, node)) = document.resolve(&listed) {
                one(document, contract, prose, &pointer, node);
            }
        }
    }
}

fn location(node: &Value) -> Option<Location> {
    match text(node, "in")? {
        "path" => Some(Location::Path),
        "query" => Some(Location::Query),
        "header" => Some(Location::Header),
        "cookie" => Some(Location::Cookie),
        _ => None,
    }
}

fn one(
    document: &Document,
    contract: &mut Contract,
    prose: Prose,
    pointer: &str,
    node: &Value,
) -> Option<()> {
    let location = location(node)?;
    let name = text(node, "name")?;
    let at = |key: &str| place(document, &format!("{pointer}/{key}"));
    let here = place(document, pointer);
    let mut entry = entry(location, name, here.clone());

    let flag = |key: &str| node.get(key).and_then(Value::as_bool);
    let required = flag("required").unwrap_or(false) || location == Location::Path;
    entry.facts.insert(Facet::Required, Fact::stated(required, at("required")));
    if flag("deprecated") == Some(true) {
        entry.facts.insert(Facet::Deprecated, Fact::stated(true, at("deprecated")));
    }
    let described = match prose {
        Prose::Published => "description",
        Prose::Ours => "x-description-digest",
    };
    if node.get(described).is_some() || prose == Prose::Ours {
        entry.facts.insert(Facet::Description, prose.description(document, pointer, node));
    }

    let style = text(node, "style").unwrap_or(match location {
        Location::Path | Location::Header => "simple",
        _ => "form",
    });
    let explode = flag("explode").unwrap_or(style == "form");
    let (style, schema) = match node.get("content").and_then(Value::as_object) {
        Some(content) => {
            let media = content.keys().next().map_or("", String::as_str);
            let token = pointer_token(media);
            (format!("content {media}"), format!("{pointer}/content/{token}/schema"))
        }
        None => (style.to_owned(), format!("{pointer}/schema")),
    };
    entry.facts.insert(Facet::Style, Fact::stated(style, at("style")));
    let subject = entry.subject.clone();
    Walk::new(document, contract, prose).schema(entry, &schema);

    // Explode says nothing about a single value.
    let entry = contract.entry_mut(&subject)?;
    if matches!(entry.text(Facet::Type), Some("array" | "object")) {
        entry.facts.insert(Facet::Explode, Fact::stated(explode, at("explode")));
    }
    // Here and not in the schema is where the parameter is named.
    entry.place = here;
    Some(())
}
