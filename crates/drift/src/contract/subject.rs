//! The subject of a fact: a part of the operation, and a name in it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::names::names;

names! {
    /// The part of an operation that a fact belongs to.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[non_exhaustive]
    pub enum Location {
        Operation = "operation": "The operation as a whole: method, URL, scopes.",
        Security = "security": "The authentication.",
        Path = "path": "Parameters in the path.",
        Query = "query": "Parameters in the query.",
        Header = "header": "Parameters in request headers.",
        Cookie = "cookie": "Parameters in cookies.",
        Body = "body": "The request body; the name is the path of a field in it.",
        Status = "status": "Documented response statuses; the name is the status.",
        Response = "response": "The body of the success response; the name is the path of a field in it.",
        Fault = "fault": "Bodies of the other responses; the name is the status and the path of a field.",
        ResponseHeader = "response-header": "Response headers; the name is the status and the header.",
    }
}

impl Location {
    /// The locations of parameters.
    pub const PARAMETERS: [Self; 4] = [Self::Path, Self::Query, Self::Header, Self::Cookie];
}

/// A location and a name in it, the key of facts.
///
/// Names of nested values are paths, such as `cards[].pin.format`: `[]` is every
/// item, and `.*` every value of a free mapping. The name of a whole body is empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// The part of the operation.
    #[serde(rename = "in")]
    pub location: Location,
    /// The name in that part. Names of different locations are unrelated.
    pub name: String,
}

impl Subject {
    /// Returns a subject.
    pub fn new(location: Location, name: impl Into<String>) -> Self {
        Self { location, name: name.into() }
    }

    /// Returns the operation as a whole.
    pub fn operation() -> Self {
        Self::new(Location::Operation, "")
    }

    /// Returns the authentication.
    pub fn security() -> Self {
        Self::new(Location::Security, "")
    }

    pub(crate) fn items(&self) -> Self {
        Self::new(self.location, format!("{}[]", self.name))
    }

    pub(crate) fn field(&self, name: &str) -> Self {
        let holder = &self.name;
        let is_whole = holder.is_empty();
        Self::new(
            self.location,
            if is_whole { name.to_owned() } else { format!("{holder}.{name}") },
        )
    }

    /// Whether `self` is a field or an item of `other`, or below one.
    pub fn is_below(&self, other: &Self) -> bool {
        self.location == other.location
            && self.name.len() > other.name.len()
            && self.name.starts_with(&other.name)
            && (other.name.is_empty()
                || self.name[other.name.len()..].starts_with(['.', '[']) && other.location.nests())
    }

    /// Returns the subject that contains this one, if it is nested.
    pub fn parent(&self) -> Option<Self> {
        if self.name.is_empty() || !self.location.nests() {
            return None;
        }
        let end = match self.name.strip_suffix("[]") {
            Some(before) => before.len(),
            None => self.name.rfind('.').unwrap_or(0),
        };
        Some(Self::new(self.location, &self.name[..end]))
    }
}

impl Location {
    /// Whether dots in names lead into a value. In a query they are part of the name:
    /// `created_at.gte` is not a field of `created_at`.
    const fn nests(self) -> bool {
        matches!(self, Self::Body | Self::Response | Self::Fault)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.location.fmt(f)?;
        if self.name.is_empty() { Ok(()) } else { write!(f, " {}", self.name) }
    }
}
