//! Which operation a request is for.

use http::Method;

use super::operation::Operation;

/// What the documents say about a path and a method.
#[derive(Debug)]
pub(crate) enum Route<'a> {
    /// An operation, with the segments that stand for its path parameters,
    /// still encoded.
    Found(&'a Operation, Vec<(String, String)>),
    /// The path is known, the method is not; what is allowed, for `Allow`.
    OtherMethod(String),
    /// No operation has such a path.
    Unknown,
}

pub(super) fn find<'a>(operations: &'a [Operation], method: &Method, path: &str) -> Route<'a> {
    let mut allowed: Vec<&str> = Vec::new();
    for operation in operations {
        if let Some(values) = operation.path.values(path) {
            if operation.method == *method {
                return Route::Found(operation, values);
            }
            allowed.push(operation.method.as_str());
        }
    }
    if allowed.is_empty() { Route::Unknown } else { Route::OtherMethod(allowed.join(", ")) }
}
