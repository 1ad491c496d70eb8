//! A server that operations are called at.

use std::collections::HashMap;

use serde_json::Value;

use crate::{Error, Node};

/// Servers of an operation; published documents have a handful.
const MAX_SERVERS: usize = 256;

/// The longest URL that defaults of variables may make; common servers take 8 KiB.
const MAX_URL_BYTES: usize = 8 * 1024;

/// A server of an operation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Server<'a> {
    /// The server object.
    pub node: Node<'a>,
    /// The URL as the document writes it, with variables in braces.
    pub template: &'a str,
    /// The URL with variables at their defaults.
    pub url: String,
}

impl<'a> Server<'a> {
    /// Reads the servers of the first owner that has any. More than 256 are one problem.
    pub(crate) fn of(owners: &[&Node<'a>]) -> Vec<Result<Self, Error>> {
        let has_any = |owner: &&&Node<'a>| {
            owner.value.get("servers").is_some_and(|list| list != &Value::Array(Vec::new()))
        };
        let Some(owner) = owners.iter().find(has_any) else { return Vec::new() };
        if owner.value["servers"].as_array().is_some_and(|list| list.len() > MAX_SERVERS) {
            let message = format!("more than {MAX_SERVERS} servers; leave some out");
            return vec![Err(owner.error(message))];
        }
        let servers = owner.elements_of("servers");
        servers.into_iter().map(|node| Self::read(node?)).collect()
    }

    fn read(node: Node<'a>) -> Result<Self, Error> {
        let template = node.require("url")?.text()?;
        let mut defaults = HashMap::new();
        for variable in node.members_of("variables") {
            let (name, variable) = variable?;
            defaults.insert(name, variable.require("default")?.text()?);
        }
        // A default is not searched for further names: that search might have no end.
        let mut parts = template.split('{');
        let mut url = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            match part.split_once('}').map(|(name, rest)| (defaults.get(name), rest)) {
                Some((Some(default), rest)) => url.extend([*default, rest]),
                _ => url.extend(["{", part]),
            }
            if url.len() > MAX_URL_BYTES {
                return Err(node.error(format!("the URL is longer than {MAX_URL_BYTES} bytes")));
            }
        }
        Ok(Self { node, template, url })
    }

    /// Returns the path of the URL without a slash at its end; empty if it has none.
    #[must_use]
    pub fn base_path(&self) -> &str {
        split_url(&self.url).1
    }
}

/// Splits a URL into scheme and host, and path without a slash at its end. The
/// first part of a relative URL is empty.
#[must_use]
pub fn split_url(url: &str) -> (&str, &str) {
    let path = match url.find("//") {
        Some(0) => Some(2),
        Some(at) if url[..at].ends_with(':') => Some(at + 2),
        _ => None,
    };
    let path = path.map_or(0, |host| url[host..].find('/').map_or(url.len(), |at| host + at));
    (&url[..path], url[path..].trim_end_matches('/'))
}
