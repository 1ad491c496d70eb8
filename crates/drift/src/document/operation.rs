//! The operations of a document as contracts.

use dintero_cards_openapi::{Document, pointer_token};
use serde_json::Value;

use super::limits::MAX_ALL_SUBJECTS;
use super::prose::{place, text};
use super::{Prose, Route, Unreadable, body, parameter, route, scopes, security};
use crate::contract::{Contract, Entry, Facet, Fact, Form, Location, Subject, set};

/// The methods that a path can have, as documents write them.
const METHODS: [&str; 8] = ["get", "post", "put", "patch", "delete", "head", "options", "trace"];

/// One operation of a document.
#[derive(Clone, Debug)]
pub struct Operation {
    /// How it is called.
    pub route: Route,
    /// JSON pointer to it.
    pub pointer: String,
    /// JSON pointer to the list of its parameters, whether it is there or not.
    pub parameters: String,
    /// Everything the document says about it.
    pub contract: Contract,
}

/// Reads every operation of a document.
///
/// # Errors
/// The document is no OpenAPI 3 document: no `openapi: 3…` at its top, or no
/// `paths` that is a mapping.
pub fn operations(
    document: &Document,
    form: Form,
    prose: Prose,
) -> Result<Vec<Operation>, Unreadable> {
    let root = document.root();
    let fault = |line, message: &str| Unreadable::new(document.file(), line, message);
    let version = root.get("openapi").map(|version| match version {
        Value::String(version) => version.clone(),
        other => other.to_string(),
    });
    match version {
        Some(version) if version == "3" || version.starts_with("3.") => {}
        Some(_) => return Err(fault(place(document, "/openapi").line, "only OpenAPI 3 is read")),
        None => return Err(fault(1, "there is no `openapi:` at the top: not an OpenAPI document")),
    }
    let paths = root
        .get("paths")
        .and_then(Value::as_object)
        .ok_or_else(|| fault(place(document, "/paths").line, "`paths` is no mapping"))?;
    let mut found = Vec::new();
    let mut subjects = 0_usize;
    for path in paths.keys() {
        let token = pointer_token(path);
        let Some((item, node)) = document.resolve(&format!("/paths/{token}")) else { continue };
        for method in METHODS {
            if node.get(method).is_some_and(Value::is_object) {
                let operation = read(document, form, prose, &item, path, method);
                subjects += operation.contract.len();
                if subjects > MAX_ALL_SUBJECTS {
                    return Err(fault(
                        place(document, &item).line,
                        "too many operations or fields",
                    ));
                }
                found.push(operation);
            }
        }
    }
    Ok(found)
}

fn read(
    document: &Document,
    form: Form,
    prose: Prose,
    item: &str,
    path: &str,
    method: &str,
) -> Operation {
    let pointer = format!("{item}/{method}");
    let (servers, servers_at) = route::servers(document, item, &pointer);
    let first = servers.first().map_or("", String::as_str);
    let (host, base) = route::split(first);
    let route = Route {
        method: method.to_ascii_uppercase(),
        host: host.to_owned(),
        base: base.to_owned(),
        path: path.to_owned(),
    };
    let mut contract = Contract::new(form);
    contract.complete.extend(Location::ALL);
    contract.insert(whole(document, prose, &route, &pointer, &servers, &servers_at));
    contract.insert(security::read(document, prose, &pointer));
    parameter::read(document, &mut contract, prose, item, &pointer);
    body::request(document, &mut contract, prose, &pointer);
    body::responses(document, &mut contract, prose, &pointer);
    Operation { route, parameters: format!("{pointer}/parameters"), pointer, contract }
}

/// The facts about the operation as a whole.
fn whole(
    document: &Document,
    prose: Prose,
    route: &Route,
    pointer: &str,
    servers: &[String],
    servers_at: &str,
) -> Entry {
    let here = place(document, pointer);
    let node = document.root().pointer(pointer).unwrap_or(&Value::Null);
    let mut entry = Entry::new(Subject::operation(), here.clone());
    let mut put = |facet, fact| entry.facts.insert(facet, fact);

    put(Facet::Method, Fact::stated(route.method.clone(), here.clone()));
    let urls = servers.iter().map(|server| format!("{server}{}", route.path).into());
    let url = if route.host.is_empty() {
        Fact::unreadable("no server with a host is given", place(document, servers_at))
    } else {
        Fact::stated(set(urls), place(document, &format!("{servers_at}/0/url")))
    };
    put(Facet::Url, url);

    let title = match prose {
        Prose::Ours => document
            .root()
            .pointer("/x-provenance/title")
            .and_then(Value::as_str)
            .map(|title| (title, "/x-provenance/title".to_owned())),
        Prose::Published => None,
    };
    let title = title.or_else(|| Some((text(node, "summary")?, format!("{pointer}/summary"))));
    put(
        Facet::Title,
        match title {
            Some((title, at)) => Fact::stated(title, place(document, &at)),
            None => Fact::not_stated(here.clone()),
        },
    );

    let any_of = format!("{pointer}/x-required-scopes/any-of");
    let listed = document.root().pointer(&any_of).and_then(Value::as_array).cloned();
    let in_prose = || match prose {
        Prose::Published => scopes::of(text(node, "description")?)
            .map(|scopes| scopes.into_iter().map(Value::from).collect()),
        Prose::Ours => None,
    };
    let in_security = || {
        let scopes = security::scopes(document, pointer);
        (!scopes.is_empty()).then_some(scopes)
    };
    let scopes = match (listed, in_prose().or_else(in_security)) {
        (Some(scopes), _) => Fact::stated(set(scopes), place(document, &any_of)),
        (None, Some(scopes)) => {
            Fact::stated(set(scopes), place(document, &format!("{pointer}/description")))
        }
        (None, None) => Fact::not_stated(here.clone()),
    };
    put(Facet::Scopes, scopes);

    let deprecated = node.get("deprecated").and_then(Value::as_bool) == Some(true);
    let at = place(document, &format!("{pointer}/deprecated"));
    put(Facet::Deprecated, if deprecated { Fact::stated(true, at) } else { Fact::absent(here) });
    put(Facet::Description, prose.description(document, pointer, node));
    entry
}
