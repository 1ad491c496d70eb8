//! One operation of a document, ready to check requests.

use bytes::Bytes;
use dintero_cards_openapi::Location;
use http::{HeaderMap, Method};
use serde_json::Value;

use super::body::{BodyFault, Payload, Refused};
use super::check::Violation;
use super::parameter::{self, Arguments, Leniency, Parameter};
use super::template::Template;
use crate::operation_id::OperationId;

/// An operation: how it is asked for, by whom, and with what.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) id: OperationId,
    /// Path of the document's server, without an end slash.
    pub(crate) server: String,
    pub(crate) security: Security,
    /// A token needs one of these; none when the list is empty.
    pub(crate) scopes: Vec<String>,
    pub(super) method: Method,
    pub(super) path: Template,
    pub(super) parameters: Vec<Parameter>,
    pub(super) payload: Option<Payload>,
}

/// How a caller proves who it is.
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
    /// Checks path and query against the document.
    pub(crate) fn arguments(
        &self,
        path: &[(String, String)],
        query: &str,
        leniency: Leniency,
    ) -> Result<Arguments, Violation> {
        let path: Vec<_> =
            path.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        parameter::read(&self.parameters, &path, query, leniency)
    }

    /// Checks the body against the document. An operation without a body takes
    /// any and looks at none.
    pub(crate) fn payload(
        &self,
        headers: &HeaderMap,
        body: Result<Bytes, BodyFault>,
    ) -> Result<Option<Value>, Refused> {
        match &self.payload {
            Some(payload) => payload.read(headers, body),
            None => Ok(None),
        }
    }

    /// Whether the document takes a text as the only value of the path.
    pub(crate) fn check_owner(&self, owner: &str) -> Result<(), Violation> {
        let path: Vec<_> = self.path.parameters().map(|name| (name, owner)).collect();
        let in_path = |p: &&Parameter| p.location == Location::Path;
        let parameters: Vec<_> = self.parameters.iter().filter(in_path).cloned().collect();
        parameter::read(&parameters, &path, "", Leniency::default()).map(|_| ())
    }
}
