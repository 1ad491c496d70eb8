//! The authentication of an operation, as it shows on the wire.

use std::collections::BTreeSet;

use dintero_cards_openapi::{Operation, RequiredScheme};
use serde_json::Value;

use super::prose::text;
use super::schema::Reader;
use super::{Prose, scopes};
use crate::contract::{Entry, Facet, Fact, Subject, set};

impl Reader<'_> {
    /// Reads the scopes: listed by us, in published prose, or required by `security`.
    pub(super) fn scopes(&self, operation: &Operation<'_>) -> Fact {
        let (pointer, node) = (&operation.node.pointer, operation.node.value);
        let at = |key: &str| self.at(pointer, key);
        let listed = node.pointer("/x-required-scopes/any-of").and_then(Value::as_array);
        if let Some(scopes) = listed {
            return Fact::stated(set(scopes.iter().cloned()), at("x-required-scopes/any-of"));
        }
        let published = self.prose == Prose::Published;
        let in_prose = text(node, "description").filter(|_| published).and_then(scopes::of);
        if let Some(scopes) = in_prose {
            return Fact::stated(set(scopes.into_iter().map(Value::from)), at("description"));
        }
        let Ok(security) = operation.security() else { return Fact::not_stated(at("")) };
        let all = |schemes: &[RequiredScheme<'_>]| {
            together(schemes.iter().flat_map(|one| &one.scopes).map(|scope| (*scope).to_owned()))
        };
        let required: Vec<Value> = security
            .alternatives
            .iter()
            .map(|one| all(&one.schemes))
            .filter(|scopes| !scopes.is_empty())
            .map(Value::from)
            .collect();
        match required.is_empty() {
            true => Fact::not_stated(self.place(pointer)),
            false => Fact::stated(set(required), self.place(&security.pointer)),
        }
    }

    /// Reads how callers authenticate.
    pub(super) fn security(&mut self, operation: &Operation<'_>) {
        let security = operation.security();
        let mut pointer =
            security.as_ref().map_or(operation.node.pointer.as_str(), |one| &one.pointer);
        let mut entry = Entry::new(Subject::security(), self.place(pointer));
        let (mut schemes, mut carriers) = (Vec::new(), Vec::new());
        let mut problem = security.as_ref().err().map(|error| error.message().to_owned());
        let mut description = None;
        for alternative in security.as_ref().into_iter().flat_map(|one| &one.alternatives) {
            let mut parts = Vec::new();
            for required in &alternative.schemes {
                match &required.scheme {
                    Ok(node) => {
                        parts.push(on_the_wire(node.value));
                        description
                            .get_or_insert_with(|| self.described(&node.pointer, node.value));
                        pointer = &node.pointer;
                    }
                    Err(error) => problem = Some(error.message().to_owned()),
                }
            }
            let (scheme, carrier): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
            if scheme.is_empty() {
                schemes.push("none".into());
            } else {
                schemes.push(together(scheme).into());
                carriers.push(together(carrier).into());
            }
        }
        let at = self.place(pointer);
        for (facet, values) in [(Facet::Scheme, schemes), (Facet::Carrier, carriers)] {
            let fact = match &problem {
                Some(why) => Fact::unreadable(why.clone(), at.clone()),
                None => Fact::stated(set(values), at.clone()),
            };
            entry.facts.insert(facet, fact);
        }
        entry.facts.insert(Facet::Description, description.unwrap_or_else(|| Fact::not_stated(at)));
        self.contract.insert(entry);
    }
}

/// Returns what is required together as one text, in no order of its own.
pub(super) fn together(parts: impl IntoIterator<Item = String>) -> String {
    let parts: BTreeSet<String> = parts.into_iter().collect();
    parts.into_iter().collect::<Vec<_>>().join(" + ")
}

/// Returns the scheme and the place of the credentials: HTTP schemes, OAuth 2 and
/// `OpenID` Connect all use the header Authorization.
fn on_the_wire(scheme: &Value) -> (String, String) {
    let name = text(scheme, "scheme").unwrap_or("").to_ascii_lowercase();
    match text(scheme, "type").unwrap_or("") {
        "http" => (name, "header Authorization".to_owned()),
        "oauth2" | "openIdConnect" => ("bearer".to_owned(), "header Authorization".to_owned()),
        "apiKey" => {
            let place = text(scheme, "in").unwrap_or("header");
            let name = text(scheme, "name").unwrap_or("");
            ("api-key".to_owned(), format!("{place} {name}"))
        }
        other => (other.to_owned(), String::new()),
    }
}
