//! An operation of a document, compiled to check requests.

use std::collections::BTreeSet;

use bytes::Bytes;
use dintero_cards_openapi::Location;
use http::{HeaderMap, Method};
use serde_json::Value;

use super::body::Payload;
use super::check::Violation;
use super::parameter::{self, Arguments, Leniency, Parameter};
use super::paths::Path;
use super::template::Template;
use crate::operation_id::OperationId;

/// An operation: its route, security, parameters and body.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) id: OperationId,
    /// Path of the server, without a slash at its end.
    pub(crate) server: String,
    pub(crate) security: Security,
    /// The scopes, of which a token needs one; an empty list needs none.
    pub(crate) scopes: Vec<String>,
    pub(super) method: Method,
    pub(super) path: Template,
    pub(super) parameters: Vec<Parameter>,
    pub(super) payload: Option<Payload>,
    /// The paths of the properties that no response may have.
    pub(crate) write_only: BTreeSet<Path>,
    /// The paths of the objects in responses.
    pub(crate) objects: BTreeSet<Path>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Security {
    /// Anyone may call.
    Open,
    /// HTTP Basic with the credentials of the client.
    Basic,
    /// An access token.
    Bearer,
}

impl Operation {
    /// Checks path and query against the document, and returns their values.
    pub(crate) fn arguments(
        &self,
        path: &[(String, String)],
        query: &str,
        leniency: Leniency,
    ) -> Result<Arguments, Violation> {
        parameter::read(&self.parameters, path, query, leniency)
    }

    /// Checks the body against the document, and returns its JSON. An operation
    /// without a body ignores it.
    pub(crate) fn payload(
        &self,
        headers: &HeaderMap,
        body: Result<Bytes, Violation>,
    ) -> Result<Option<Value>, Violation> {
        self.payload.as_ref().map_or(Ok(None), |payload| payload.read(headers, body))
    }

    /// Checks a text as the value of each parameter in the path.
    pub(crate) fn check_owner(&self, owner: &str) -> Result<(), Violation> {
        let mut in_path = self.parameters.iter().filter(|p| p.location == Location::Path);
        in_path.try_for_each(|parameter| parameter.value(&[owner], false).map(drop))
    }
}
