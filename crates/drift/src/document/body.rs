//! Request and response bodies.

use dintero_cards_openapi::{Document, pointer_token};
use serde_json::{Map, Value};

use super::Prose;
use super::prose::place;
use super::walk::{Walk, entry};
use crate::contract::{Contract, Entry, Facet, Fact, Location, Subject, set};

pub(super) fn request(
    document: &Document,
    contract: &mut Contract,
    prose: Prose,
    operation: &str,
) -> Option<()> {
    let (pointer, node) = document.child(operation, "requestBody")?;
    let mut entry = entry(Location::Body, "", place(document, &pointer));
    let required = node.get("required").and_then(Value::as_bool).unwrap_or(false);
    let at = place(document, &format!("{pointer}/required"));
    entry.facts.insert(Facet::Required, Fact::stated(required, at));
    entry.facts.insert(Facet::Media, media(document, &pointer, node));
    content(document, contract, prose, entry, &pointer, node);
    Some(())
}

pub(super) fn responses(
    document: &Document,
    contract: &mut Contract,
    prose: Prose,
    operation: &str,
) -> Option<()> {
    let statuses = document.root().pointer(&format!("{operation}/responses"))?.as_object()?;
    let success = success(statuses);
    for status in statuses.keys() {
        let (pointer, node) = document.child(&format!("{operation}/responses"), status)?;
        let here = place(document, &pointer);
        let mut listed = entry(Location::Status, &status.to_ascii_uppercase(), here.clone());
        listed.facts.insert(Facet::Presence, Fact::stated(true, here.clone()));
        listed.facts.insert(Facet::Media, media(document, &pointer, node));
        contract.insert(listed);
        headers(document, contract, &pointer, status, node);
        let mut root = if success == Some(status) {
            entry(Location::Response, "", here)
        } else {
            entry(Location::Fault, &status.to_ascii_uppercase(), here)
        };
        root.facts.insert(Facet::Description, prose.description(document, &pointer, node));
        content(document, contract, prose, root, &pointer, node);
    }
    Some(())
}

/// The success response whose body is what a caller asked for: the lowest 2xx.
fn success(statuses: &Map<String, Value>) -> Option<&String> {
    statuses.keys().filter(|status| status.starts_with('2')).min()
}

fn headers(
    document: &Document,
    contract: &mut Contract,
    response: &str,
    status: &str,
    node: &Value,
) {
    let Some(headers) = node.get("headers").and_then(Value::as_object) else { return };
    for name in headers.keys() {
        // Header names have no case.
        let name = format!("{status} {}", name.to_ascii_lowercase());
        let at = place(document, &format!("{response}/headers"));
        let mut header = Entry::new(Subject::new(Location::ResponseHeader, name), at.clone());
        header.facts.insert(Facet::Presence, Fact::stated(true, at));
        contract.insert(header);
    }
}

fn media(document: &Document, pointer: &str, node: &Value) -> Fact {
    let types = node.get("content").and_then(Value::as_object);
    let types: Vec<Value> =
        types.into_iter().flatten().map(|(media, _)| essence(media).into()).collect();
    let at = place(document, &format!("{pointer}/content"));
    if types.is_empty() { Fact::absent(at) } else { Fact::stated(set(types), at) }
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or(media).trim().to_ascii_lowercase()
}

/// Reads the schema of the media type that stands for JSON, else of the first.
fn content(
    document: &Document,
    contract: &mut Contract,
    prose: Prose,
    entry: Entry,
    pointer: &str,
    node: &Value,
) {
    let types = node.get("content").and_then(Value::as_object);
    let mut names = types.into_iter().flat_map(Map::keys);
    let first = names.clone().next();
    let Some(chosen) = names.find(|name| essence(name).contains("json")).or(first) else {
        contract.insert(entry);
        return;
    };
    let token = pointer_token(chosen);
    let schema = format!("{pointer}/content/{token}/schema");
    if document.root().pointer(&schema).is_some() {
        Walk::new(document, contract, prose).schema(entry, &schema);
    } else {
        contract.insert(entry);
    }
}
