//! The server and the paths of a document: together they are the URL of a request.

use dintero_cards_openapi::{Document, Operation};
use serde_json::Value;

use crate::Error;

/// Methods for which the HTTP client of the generated code has no function.
const METHODS: [&str; 2] = ["OPTIONS", "TRACE"];

/// Checks the first server, which is the base URL of the client.
pub(super) fn server(document: &Document) -> Result<(), Error> {
    let pointer = "/servers/0/url";
    let Some(url) = document.root().pointer(pointer).and_then(Value::as_str) else {
        let problem = "the document names no server";
        return Err(Error::at(document, "/servers", problem, "add servers/0/url"));
    };
    let refuse = |problem: &str, remedy| Err(Error::at(document, pointer, problem, remedy));
    if url.contains('{') {
        return refuse("a server with variables is not supported", "write the URL out");
    }
    let lower = url.to_ascii_lowercase();
    let rest = ["https://", "http://"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    let Some(rest) = rest else {
        let problem = "the server URL does not begin with https:// or http://, and a client has \
                       no page that it could be relative to";
        return refuse(problem, "write the URL out, with scheme and host");
    };
    if rest.contains(['?', '#']) {
        let remedy = "end the URL with its path, and declare parameters";
        return refuse(
            "the server URL has a query or a fragment, where paths are appended",
            remedy,
        );
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (host, None),
    };
    if host.contains('@') {
        return refuse("the server URL has credentials", "leave them out");
    }
    if name.is_empty() || port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return refuse("the server URL has no valid host and port", "correct it");
    }
    if !is_plain(rest) || path.split('/').any(is_dots) {
        let problem = "the server URL has spaces, backslashes, or the segments . or ..";
        return refuse(problem, "write it as requests are sent");
    }
    Ok(())
}

/// Checks the path and the method of an operation.
pub(super) fn operation(operation: &Operation<'_>) -> Result<(), Error> {
    let item = &operation.path_item;
    let path = operation.path;
    let refuse = |problem: &str, remedy| {
        Err(Error::at(item.document, &item.origin, format!("the path {path} {problem}"), remedy))
    };
    if !path.starts_with('/') {
        return refuse("does not begin with a slash", "begin it with one");
    }
    if path.contains(['?', '#']) {
        let remedy = "declare what follows as parameters";
        return refuse("has a query or a fragment", remedy);
    }
    if !is_plain(path) || path.split('/').any(is_dots) {
        let problem = "has spaces, backslashes, or the segments . or ..";
        return refuse(problem, "write it as requests are sent");
    }
    let mut open = false;
    for brace in path.chars().filter(|c| matches!(c, '{' | '}')) {
        if open == (brace == '{') {
            return refuse("has braces that do not fit", "write each parameter as {name}");
        }
        open = !open;
    }
    if open || path.contains("{}") {
        return refuse("has braces that do not fit", "write each parameter as {name}");
    }
    if METHODS.contains(&operation.method) {
        let problem = format!("the method {} is not supported", operation.method);
        return Err(Error::of_node(&operation.node, problem, "leave the operation out"));
    }
    Ok(())
}

fn is_plain(text: &str) -> bool {
    !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\')
}

/// A segment that URLs drop together with the one before it, however it is encoded.
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}
