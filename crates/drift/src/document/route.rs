//! Method and effective URL of an operation.

use std::borrow::Cow;

use dintero_cards_openapi::split_url;
use serde::{Deserialize, Serialize};

/// Methods as pages print them.
pub(crate) const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// The method and URL of an operation. Documents split the URL into server and path
/// in different ways; callers see the whole.
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
    /// Returns the whole URL, with its placeholders.
    pub fn url(&self) -> String {
        format!("{}{}{}", self.host, self.base, self.path)
    }

    /// Returns method and path, the name of an operation in reports.
    pub fn key(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Returns method and path without the names of placeholders, which nobody sends.
    pub fn shape(&self) -> String {
        format!("{} {}", self.method, anonymous(&self.path))
    }
}

/// Returns scheme and host of a URL; empty if it has none.
pub(crate) fn host_of(url: &str) -> &str {
    split_url(url).0
}

/// Returns the path of a URL as it is written, with a slash at its end.
pub(crate) fn path_of(url: &str) -> &str {
    &url[host_of(url).len()..]
}

/// Returns the URL without a port that its scheme has anyway.
pub(crate) fn without_port(url: &str) -> Cow<'_, str> {
    let host = host_of(url);
    let folded = host.to_ascii_lowercase();
    let port = [("https:", ":443"), ("http:", ":80")]
        .into_iter()
        .find(|(scheme, port)| folded.starts_with(scheme) && folded.ends_with(port));
    match port {
        Some((_, port)) => format!("{}{}", &host[..host.len() - port.len()], path_of(url)).into(),
        None => url.into(),
    }
}

/// Removes the names of placeholders: `{aid}` and `{account}` are the same.
pub(crate) fn anonymous(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().replace('}', "");
    parts.fold(first, |out, part| {
        let (_, after) = part.split_once('}').unwrap_or_default();
        out + "{}" + &after.replace('}', "")
    })
}

/// Returns the names of the placeholders of a path, in order.
pub(crate) fn placeholders(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}
