//! The single facts that can be said about a subject.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One kind of fact about a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Facet {
    /// HTTP method, upper case.
    Method,
    /// Effective URLs, server and path together, as a set.
    Url,
    /// Scopes of which one is enough, as a set.
    Scopes,
    /// Authentication schemes on the wire (`bearer`, `basic`, `api-key` …), as a set.
    Scheme,
    /// Where the proof travels (`header Authorization`), as a set.
    Carrier,
    /// JSON type, or types joined with `|`.
    Type,
    /// Format, verbatim.
    Format,
    /// Whether it must be there.
    Required,
    /// Whether null is allowed.
    Nullable,
    /// Value that an absent one stands for.
    Default,
    /// Smallest number; `{"above": n}` when n itself is not allowed.
    Minimum,
    /// Largest number; `{"below": n}` when n itself is not allowed.
    Maximum,
    /// Shortest and longest text in characters, `{"min": n, "max": n}`.
    Length,
    /// Fewest and most items, `{"min": n, "max": n}`.
    Size,
    /// Regular expression of texts.
    Pattern,
    /// Allowed values, as a set.
    Enum,
    /// Effective serialisation style of a parameter.
    Style,
    /// Effective explode of an array or object parameter.
    Explode,
    /// Whether unlisted fields are forbidden.
    Closed,
    /// Media types of a body, as a set.
    Media,
    /// Whether it is announced to go away.
    Deprecated,
    /// That it is there at all, for what has no other facts (statuses, headers).
    Presence,
    /// Title of the page.
    Title,
    /// Digest of the published description.
    Description,
}

impl Facet {
    /// The name used in reports, baselines and snapshots.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Url => "url",
            Self::Scopes => "scopes",
            Self::Scheme => "scheme",
            Self::Carrier => "carrier",
            Self::Type => "type",
            Self::Format => "format",
            Self::Required => "required",
            Self::Nullable => "nullable",
            Self::Default => "default",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::Length => "length",
            Self::Size => "size",
            Self::Pattern => "pattern",
            Self::Enum => "enum",
            Self::Style => "style",
            Self::Explode => "explode",
            Self::Closed => "closed",
            Self::Media => "media",
            Self::Deprecated => "deprecated",
            Self::Presence => "presence",
            Self::Title => "title",
            Self::Description => "description",
        }
    }

    /// Whether the fact is about words for readers. Such facts are no part of
    /// the facts digest: rewording changes no client.
    #[must_use]
    pub const fn is_prose(self) -> bool {
        matches!(self, Self::Title | Self::Description)
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
