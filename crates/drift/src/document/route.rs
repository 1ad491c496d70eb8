//! Method and effective URL of an operation.

use dintero_cards_openapi::Document;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where an operation is called: server and path are one URL to a caller, and
/// documents split it as they like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// HTTP method, upper case.
    pub method: String,
    /// Scheme and host of the first server, `https://api.example.com`.
    pub host: String,
    /// Path of the first server, `/v1`; empty when it has none.
    pub base: String,
    /// Path of the operation, `/things/{id}`.
    pub path: String,
}

impl Route {
    /// The whole URL, with its placeholders.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}{}", self.host, self.base, self.path)
    }

    /// Method and path: what an operation is called in reports.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// A URL as scheme and host, and path without a slash at its end.
pub(crate) fn split(url: &str) -> (&str, &str) {
    let after = url.find("://").map_or(0, |at| at + 3);
    let path = url[after..].find('/').map_or(url.len(), |at| after + at);
    (&url[..path], url[path..].trim_end_matches('/'))
}

/// Placeholders without their names: `{aid}` and `{account}` are the same place.
pub(crate) fn anonymous(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        match c {
            '{' => {
                inside = true;
                out.push_str("{}");
            }
            '}' => inside = false,
            _ if inside => {}
            _ => out.push(c),
        }
    }
    out
}

/// The names of the placeholders of a path, in order.
pub(crate) fn placeholders(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

/// The URLs of the servers of an operation, with variables at their defaults,
/// and the pointer to the list that counts: the innermost one.
pub(super) fn servers(document: &Document, item: &str, operation: &str) -> (Vec<String>, String) {
    for holder in [operation, item, ""] {
        let pointer = format!("{holder}/servers");
        let Some(list) = document.root().pointer(&pointer).and_then(Value::as_array) else {
            continue;
        };
        let urls: Vec<String> = list.iter().filter_map(server).collect();
        if !urls.is_empty() {
            return (urls, pointer);
        }
    }
    (Vec::new(), "/servers".to_owned())
}

fn server(server: &Value) -> Option<String> {
    let mut url = server.get("url")?.as_str()?.trim_end_matches('/').to_owned();
    if let Some(variables) = server.get("variables").and_then(Value::as_object) {
        for (name, variable) in variables {
            if let Some(default) = variable.get("default").and_then(Value::as_str) {
                url = url.replace(&format!("{{{name}}}"), default);
            }
        }
    }
    Some(url)
}
