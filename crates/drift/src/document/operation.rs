//! The operations of a document as contracts.

use dintero_cards_openapi::{self as openapi, Document, MediaType, Node, OpenApi, Parameter};
use serde_json::Value;

use super::prose::{place, text};
use super::route::{host_of, without_port};
use super::schema::Reader;
use super::{Prose, Route, Unreadable};
use crate::contract::{Contract, Entry, Facet, Fact, Form, Location, Note, Subject, set};
use crate::sanitise;

/// The most subjects of all operations of a document together: ten times the largest
/// published document.
const MAX_SUBJECTS: usize = 20_000;

/// The place of the page's title in our documents.
const TITLE: &str = "/x-provenance/title";

/// One operation of a document.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Method and URL.
    pub route: Route,
    /// JSON pointer to the operation.
    pub pointer: String,
    /// The facts about the operation.
    pub contract: Contract,
}

/// Reads every operation of a document.
///
/// # Errors
/// The document is no OpenAPI 3 document: it has no `openapi: 3…` at its top, or
/// no mapping `paths`. Or it has more than 20,000 parameters
/// and fields.
pub fn operations(
    document: &Document,
    form: Form,
    prose: Prose,
) -> Result<Vec<Operation>, Unreadable> {
    let root = document.root();
    let fault = |line, message: String| Err(Unreadable::new(document.file(), line, message));
    let written = |key: &str| match root.get(key) {
        Some(Value::String(version)) => version.clone(),
        other => other.map_or(String::new(), Value::to_string),
    };
    let (version, swagger) = (written("openapi"), written("swagger"));
    if version != "3" && !version.starts_with("3.") {
        let (key, what) = match (version.as_str(), swagger.as_str()) {
            ("", "") => {
                ("", "there is no `openapi:` at the top: not an OpenAPI document".to_owned())
            }
            ("", swagger) => {
                ("/swagger", format!("this is Swagger {swagger}; only OpenAPI 3 is read"))
            }
            (other, _) => ("/openapi", format!("this is OpenAPI {other}; only OpenAPI 3 is read")),
        };
        return fault(place(document, key).line, sanitise::line(&what));
    }
    if !root.get("paths").is_some_and(Value::is_object) {
        return fault(place(document, "/paths").line, "`paths` is no mapping".to_owned());
    }
    let mut found = Vec::new();
    let mut subjects = 0_usize;
    for operation in OpenApi::new(document).operations().into_iter().flatten() {
        let line = operation.node.position().line;
        let operation = read(&operation, form, prose);
        subjects += operation.contract.len();
        if subjects > MAX_SUBJECTS {
            return fault(line, "too many operations or fields".to_owned());
        }
        found.push(operation);
    }
    Ok(found)
}

fn read(operation: &openapi::Operation<'_>, form: Form, prose: Prose) -> Operation {
    let pointer = operation.node.pointer.clone();
    let servers: Vec<_> = operation.servers().into_iter().flatten().collect();
    let first = servers.first();
    let url = first.map_or("".into(), |server| without_port(&server.url));
    let route = Route {
        method: operation.method.to_owned(),
        host: host_of(&url).to_owned(),
        base: first.map_or("", |server| server.base_path()).to_owned(),
        path: operation.path.to_owned(),
    };
    let mut contract = Contract::new(form);
    contract.complete.extend(Location::ALL);
    let document = operation.node.document;
    let mut reader = Reader { document, contract: &mut contract, prose };
    reader.whole(operation, &route, &servers);
    reader.security(operation);
    for parameter in operation.parameters() {
        match parameter {
            Ok(parameter) => reader.parameter(&parameter),
            Err(error) => {
                reader.contract.notes.push(Note::broken(error.position().line, error.message()));
            }
        }
    }
    reader.request(operation);
    reader.responses(operation);
    Operation { route, pointer, contract }
}

impl Reader<'_> {
    /// Reads the facts about the operation as a whole.
    fn whole(
        &mut self,
        operation: &openapi::Operation<'_>,
        route: &Route,
        servers: &[openapi::Server<'_>],
    ) {
        let (pointer, node) = (&operation.node.pointer, operation.node.value);
        let here = self.place(pointer);
        let mut entry = Entry::new(Subject::operation(), here.clone());
        let mut put = |facet, fact| entry.facts.insert(facet, fact);

        put(Facet::Method, Fact::stated(route.method.clone(), here.clone()));
        let url = |server: &openapi::Server<'_>| {
            format!("{}{}", without_port(server.url.trim_end_matches('/')), route.path).into()
        };
        let url = match servers.first() {
            Some(server) => {
                let at = self.at(&server.node.pointer, "url");
                Fact::stated(set(servers.iter().map(url)), at)
            }
            // Without servers, the operation is on the host of the document.
            None => Fact::stated(set([route.path.clone().into()]), here.clone()),
        };
        put(Facet::Url, url);

        let own = self.document.root().pointer(TITLE).and_then(Value::as_str);
        let own = own.filter(|_| self.prose == Prose::Ours);
        let title = match (own, text(node, "summary")) {
            (Some(title), _) => Fact::stated(title, self.place(TITLE)),
            (None, Some(title)) => Fact::stated(title, self.at(pointer, "summary")),
            (None, None) => Fact::not_stated(here.clone()),
        };
        put(Facet::Title, title);
        put(Facet::Scopes, self.scopes(operation));

        let deprecated = node.get("deprecated").and_then(Value::as_bool) == Some(true);
        let state = match deprecated {
            true => Fact::stated(true, self.at(pointer, "deprecated")),
            false => Fact::absent(here),
        };
        put(Facet::Deprecated, state);
        put(Facet::Description, self.described(pointer, node));
        self.contract.insert(entry);
    }

    fn parameter(&mut self, parameter: &Parameter<'_>) {
        let Parameter { node, name, .. } = parameter;
        let pointer = &node.pointer;
        let location = match parameter.location {
            openapi::Location::Path => Location::Path,
            openapi::Location::Query => Location::Query,
            openapi::Location::Header => Location::Header,
            openapi::Location::Cookie => Location::Cookie,
        };
        let at = |key: &str| place(self.document, &format!("{pointer}/{key}"));
        let here = self.place(pointer);
        let mut entry = Entry::new(Subject::new(location, *name), here.clone());
        let required = parameter.required || location == Location::Path;
        entry.facts.insert(Facet::Required, Fact::stated(required, at("required")));
        if node.value.get("deprecated").and_then(Value::as_bool) == Some(true) {
            entry.facts.insert(Facet::Deprecated, Fact::stated(true, at("deprecated")));
        }
        if self.prose == Prose::Ours || node.value.get("description").is_some() {
            entry.facts.insert(Facet::Description, self.described(pointer, node.value));
        }
        let (style, schema) = match MediaType::of(node).into_iter().flatten().next() {
            Some(media) => {
                (format!("content {}", media.name), format!("{}/schema", media.node.pointer))
            }
            None => (parameter.style.to_owned(), format!("{pointer}/schema")),
        };
        entry.facts.insert(Facet::Style, Fact::stated(style, at("style")));
        let is_reserved = node.value.get("allowReserved").and_then(Value::as_bool) == Some(true);
        let reserved = match is_reserved && location == Location::Query {
            true => Fact::stated(true, at("allowReserved")),
            false => Fact::absent(here.clone()),
        };
        entry.facts.insert(Facet::Reserved, reserved);
        let explode = Fact::stated(parameter.explode, at("explode"));
        let subject = entry.subject.clone();
        self.schema(entry, &schema);

        let Some(entry) = self.contract.entry_mut(&subject) else { return };
        // Explode concerns lists and objects only.
        if matches!(entry.text(Facet::Type), Some("array" | "object")) {
            entry.facts.insert(Facet::Explode, explode);
        }
        // The parameter is named here and not in its schema.
        entry.place = here;
    }

    fn request(&mut self, operation: &openapi::Operation<'_>) {
        let Ok(Some(body)) = operation.request_body() else { return };
        let mut entry = Entry::new(Subject::new(Location::Body, ""), self.place(&body.pointer));
        let required = body.value.get("required").and_then(Value::as_bool).unwrap_or(false);
        let required = Fact::stated(required, self.at(&body.pointer, "required"));
        entry.facts.insert(Facet::Required, required);
        entry.facts.insert(Facet::Media, self.media(&body));
        self.content(entry, &body);
    }

    fn responses(&mut self, operation: &openapi::Operation<'_>) {
        let responses: Vec<_> = operation.responses().into_iter().flatten().collect();
        // The body of a success is that of the lowest 2xx.
        let statuses = responses.iter().map(|response| response.status);
        let success = statuses.filter(|status| status.starts_with('2')).min();
        for openapi::Response { status, node } in responses {
            let here = self.place(&node.pointer);
            let name = status.to_ascii_uppercase();
            let mut listed = Entry::new(Subject::new(Location::Status, &name), here.clone());
            listed.facts.insert(Facet::Presence, Fact::stated(true, here.clone()));
            listed.facts.insert(Facet::Media, self.media(&node));
            self.contract.insert(listed);
            self.headers(status, &node);
            let root = match success {
                Some(success) if success == status => Subject::new(Location::Response, ""),
                _ => Subject::new(Location::Fault, name),
            };
            let mut root = Entry::new(root, here);
            root.facts.insert(Facet::Description, self.described(&node.pointer, node.value));
            self.content(root, &node);
        }
    }

    fn headers(&mut self, status: &str, response: &Node<'_>) {
        let headers = response.value.get("headers").and_then(Value::as_object);
        let at = self.at(&response.pointer, "headers");
        for name in headers.into_iter().flat_map(|headers| headers.keys()) {
            // Header names have no case.
            let name = format!("{status} {}", name.to_ascii_lowercase());
            let mut header = Entry::new(Subject::new(Location::ResponseHeader, name), at.clone());
            header.facts.insert(Facet::Presence, Fact::stated(true, at.clone()));
            self.contract.insert(header);
        }
    }

    fn media(&self, owner: &Node<'_>) -> Fact {
        let media = MediaType::of(owner).into_iter().flatten();
        let types: Vec<Value> = media.map(|media| media.essence().into()).collect();
        let at = self.at(&owner.pointer, "content");
        if types.is_empty() { Fact::absent(at) } else { Fact::stated(set(types), at) }
    }

    /// Reads the schema of the JSON media type, or else of the first one.
    fn content(&mut self, entry: Entry, owner: &Node<'_>) {
        let all: Vec<_> = MediaType::of(owner).into_iter().flatten().collect();
        let json = all.iter().find(|media| media.essence().contains("json"));
        match json.or(all.first()).and_then(|media| media.node.child("schema")) {
            Some(schema) => self.schema(entry, &schema.pointer),
            None => self.contract.insert(entry),
        }
    }
}
