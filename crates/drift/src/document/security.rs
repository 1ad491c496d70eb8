//! How a caller proves who it is, as it shows on the wire.

use dintero_cards_openapi::Document;
use serde_json::Value;

use super::Prose;
use super::prose::{place, text};
use crate::contract::{Entry, Facet, Fact, Subject, set};

/// The requirements of an operation: its own, or those of the whole document.
fn requirements<'a>(document: &'a Document, operation: &str) -> (String, &'a [Value]) {
    for pointer in [format!("{operation}/security"), "/security".to_owned()] {
        if let Some(Value::Array(list)) = document.root().pointer(&pointer) {
            return (pointer, list);
        }
    }
    (operation.to_owned(), &[])
}

/// The scopes that the requirements name.
pub(super) fn scopes(document: &Document, operation: &str) -> Vec<Value> {
    let (_, list) = requirements(document, operation);
    let schemes = list.iter().filter_map(Value::as_object).flat_map(|schemes| schemes.values());
    schemes.filter_map(Value::as_array).flatten().cloned().collect()
}

pub(super) fn read(document: &Document, prose: Prose, operation: &str) -> Entry {
    let (pointer, list) = requirements(document, operation);
    let mut entry = Entry::new(Subject::security(), place(document, &pointer));
    let (mut schemes, mut carriers) = (Vec::new(), Vec::new());
    let mut unreadable = None;
    let mut where_scheme = pointer.clone();
    let mut description = None;
    for requirement in list.iter().filter_map(Value::as_object) {
        if requirement.is_empty() {
            schemes.push("none".into());
        }
        for name in requirement.keys() {
            let Some((at, node)) = document.child("/components/securitySchemes", name) else {
                unreadable = Some(format!("the security scheme {name} is not described"));
                continue;
            };
            let (scheme, carrier) = on_the_wire(node);
            schemes.push(scheme.into());
            carriers.push(carrier.into());
            description.get_or_insert_with(|| prose.description(document, &at, node));
            where_scheme = at;
        }
    }
    let at = place(document, &where_scheme);
    let (scheme, carrier) = match unreadable {
        Some(why) => (Fact::unreadable(why.clone(), at.clone()), Fact::unreadable(why, at.clone())),
        None => (Fact::stated(set(schemes), at.clone()), Fact::stated(set(carriers), at.clone())),
    };
    entry.facts.insert(Facet::Scheme, scheme);
    entry.facts.insert(Facet::Carrier, carrier);
    entry.facts.insert(Facet::Description, description.unwrap_or_else(|| Fact::not_stated(at)));
    entry
}

/// The scheme and what carries it: HTTP schemes, OAuth 2 and `OpenID` Connect
/// all travel in the header Authorization.
fn on_the_wire(node: &Value) -> (String, String) {
    let scheme = text(node, "scheme").unwrap_or("").to_ascii_lowercase();
    match text(node, "type").unwrap_or("") {
        "http" => (scheme, "header Authorization".to_owned()),
        "oauth2" | "openIdConnect" => ("bearer".to_owned(), "header Authorization".to_owned()),
        "apiKey" => {
            let place = text(node, "in").unwrap_or("header");
            let name = text(node, "name").unwrap_or("");
            ("api-key".to_owned(), format!("{place} {name}"))
        }
        other => (other.to_owned(), String::new()),
    }
}
