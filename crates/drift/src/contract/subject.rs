//! What a fact is about: a place in the operation, and a name there.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The part of an operation that a fact belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Location {
    /// The operation as a whole: method, URL, scopes.
    Operation,
    /// How a caller proves who it is.
    Security,
    /// Parameters in the path.
    Path,
    /// Parameters in the query.
    Query,
    /// Parameters in request headers.
    Header,
    /// Parameters in cookies.
    Cookie,
    /// The request body; the name is the path of a field in it.
    Body,
    /// Documented response statuses; the name is the status.
    Status,
    /// The body of the first success response; the name is the path of a field.
    Response,
    /// Bodies of the other responses; the name is the status and the path of a field.
    Fault,
    /// Response headers; the name is the status and the header.
    ResponseHeader,
}

impl Location {
    /// Every location, in the order in which pages show them.
    pub const ALL: [Self; 11] = [
        Self::Operation,
        Self::Security,
        Self::Path,
        Self::Query,
        Self::Header,
        Self::Cookie,
        Self::Body,
        Self::Status,
        Self::Response,
        Self::Fault,
        Self::ResponseHeader,
    ];

    /// The four places of parameters.
    pub const PARAMETERS: [Self; 4] = [Self::Path, Self::Query, Self::Header, Self::Cookie];

    /// Whether facts here bind what a caller sends.
    #[must_use]
    pub const fn is_request(self) -> bool {
        matches!(self, Self::Path | Self::Query | Self::Header | Self::Cookie | Self::Body)
    }

    /// The name used in reports, baselines and snapshots.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Security => "security",
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body => "body",
            Self::Status => "status",
            Self::Response => "response",
            Self::Fault => "fault",
            Self::ResponseHeader => "response-header",
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A location and a name in it: what facts are keyed by.
///
/// Names of nested values are paths: `cards[].pin.format`, where `[]` stands
/// for every item and `.*` for every value of a free mapping. The name of a
/// whole body is empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// The part of the operation.
    #[serde(rename = "in")]
    pub location: Location,
    /// The name there; names of two locations have nothing to do with each other.
    pub name: String,
}

impl Subject {
    /// A subject.
    pub fn new(location: Location, name: impl Into<String>) -> Self {
        Self { location, name: name.into() }
    }

    /// The operation as a whole.
    #[must_use]
    pub fn operation() -> Self {
        Self::new(Location::Operation, "")
    }

    /// How a caller proves who it is.
    #[must_use]
    pub fn security() -> Self {
        Self::new(Location::Security, "")
    }

    /// Whether `self` stands below `other`: a field of it, or its items.
    #[must_use]
    pub fn is_below(&self, other: &Self) -> bool {
        self.location == other.location
            && self.name.len() > other.name.len()
            && self.name.starts_with(&other.name)
            && (other.name.is_empty()
                || self.name[other.name.len()..].starts_with(['.', '[']) && other.location.nests())
    }

    /// The subject that holds this one, when it is nested.
    #[must_use]
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
    /// Whether dots in names are steps into a value. In a query they are part
    /// of the name: `created_at.gte` is not a field of `created_at`.
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
