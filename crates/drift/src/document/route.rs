//! Method and effective URL of an operation.

use serde::{Deserialize, Serialize};

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
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}{}", self.host, self.base, self.path)
    }

    /// Returns method and path, the name of an operation in reports.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// Removes the names of placeholders: `{aid}` and `{account}` are the same.
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

/// Returns the names of the placeholders of a path, in order.
pub(crate) fn placeholders(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}
