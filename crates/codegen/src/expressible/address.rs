//! The server and the paths of a document: together they are the URL of a request.

use dintero_cards_openapi::{Document, Operation};
use serde_json::Value;

use crate::Error;

/// Methods for which the HTTP client of the generated code has no function.
const METHODS: [&str; 2] = ["OPTIONS", "TRACE"];
const NOT_PLAIN: &str = "has spaces, backslashes, or the segments . or ..";
const AS_SENT: &str = "write it as requests are sent";

/// Checks the first server, which is the base URL of the client.
pub(super) fn server(document: &Document) -> Result<(), Error> {
    let pointer = "/servers/0/url";
    let Some(url) = document.root().pointer(pointer).and_then(Value::as_str) else {
        let problem = "the document names no server";
        return Err(Error::at(document, "/servers", problem, "add servers/0/url"));
    };
    if url.contains('{') {
        let problem = "a server with variables is not supported";
        return Err(Error::at(document, pointer, problem, "write the URL out"));
    }
    let lower = url.to_ascii_lowercase();
    let rest = ["https://", "http://"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    let (host, path) = rest.map(|rest| rest.split_once('/').unwrap_or((rest, ""))).unzip();
    let (host, path) = (host.unwrap_or_default(), path.unwrap_or_default());
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (host, None),
    };
    let is_host = !name.is_empty() && port.is_none_or(|port| port.parse::<u16>().is_ok());
    let scheme = "does not begin with https:// or http://, and a client has no page that it \
                  could be relative to";
    let query = "has a query or a fragment, where paths are appended";
    let rules = [
        (rest.is_some(), scheme, "write the URL out, with scheme and host"),
        (!lower.contains(['?', '#']), query, "end the URL with its path, and declare parameters"),
        (!host.contains('@'), "has credentials", "leave them out"),
        (is_host, "has no valid host and port", "correct it"),
        (is_plain(&lower, path), NOT_PLAIN, AS_SENT),
    ];
    Error::unless_all((document, pointer, "the server URL"), &rules)
}

/// Checks the path and the method of an operation.
pub(super) fn operation(operation: &Operation<'_>) -> Result<(), Error> {
    let item = &operation.path_item;
    let path = operation.path;
    let braces: String = path.chars().filter(|c| matches!(c, '{' | '}')).collect();
    let are_pairs = braces.replace("{}", "").is_empty() && !path.contains("{}");
    let query = "has a query or a fragment";
    let rules = [
        (path.starts_with('/'), "does not begin with a slash", "begin it with one"),
        (!path.contains(['?', '#']), query, "declare what follows as parameters"),
        (is_plain(path, path), NOT_PLAIN, AS_SENT),
        (are_pairs, "has braces that do not fit", "write each parameter as {name}"),
    ];
    Error::unless_all((item.document, &item.origin, &format!("the path {path}")), &rules)?;
    if METHODS.contains(&operation.method) {
        let problem = format!("the method {} is not supported", operation.method);
        return Err(Error::of_node(&operation.node, problem, "leave the operation out"));
    }
    Ok(())
}

/// Whether a text has no character that URLs change, and its path no segment that they
/// drop together with the one before it, however it is encoded.
fn is_plain(text: &str, path: &str) -> bool {
    let dots = |segment: &str| segment.to_ascii_lowercase().replace("%2e", ".");
    !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\')
        && !path.split('/').any(|segment| matches!(dots(segment).as_str(), "." | ".."))
}
