//! Finds the operation of a request.

use http::Method;

use super::{Contract, Operation};

/// The result for a path and a method.
#[derive(Debug)]
pub(crate) enum Route<'a> {
    /// An operation, with its path parameters and their segments, still encoded.
    Found(&'a Operation, Vec<(String, String)>),
    /// The path has other methods; the value of `Allow`.
    OtherMethod(String),
    /// No operation has this path.
    Unknown,
}

impl Contract {
    /// Finds the operation of a request by path and method.
    pub(crate) fn route(&self, method: &Method, path: &str) -> Route<'_> {
        let mut allowed: Vec<&str> = Vec::new();
        for operation in &self.operations {
            if let Some(values) = operation.path.values(path) {
                if operation.method == *method {
                    return Route::Found(operation, values);
                }
                allowed.push(operation.method.as_str());
            }
        }
        if allowed.is_empty() { Route::Unknown } else { Route::OtherMethod(allowed.join(", ")) }
    }
}
