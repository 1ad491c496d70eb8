//! The kinds of facts about a subject.

use serde::{Deserialize, Serialize};

use crate::names::names;

names! {
    /// One kind of fact about a subject.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[non_exhaustive]
    pub enum Facet {
        /// HTTP method, upper case.
        Method = "method",
        /// Effective URLs, server and path together, as a set.
        Url = "url",
        /// Scopes of which one is enough, as a set like that of the schemes.
        Scopes = "scopes",
        /// Authentication schemes on the wire (`bearer`, `basic`, `api-key` …), as a set of
        /// alternatives; ` + ` joins those that are required together.
        Scheme = "scheme",
        /// Places of the credentials (`header Authorization`), as a set like that.
        Carrier = "carrier",
        /// JSON type, or types joined with `|`.
        Type = "type",
        /// Format, verbatim.
        Format = "format",
        /// Whether it must be present.
        Required = "required",
        /// Whether null is allowed.
        Nullable = "nullable",
        /// Value of an absent field or parameter.
        Default = "default",
        /// Smallest number; `{"above": n}` when n itself is not allowed.
        Minimum = "minimum",
        /// Largest number; `{"below": n}` when n itself is not allowed.
        Maximum = "maximum",
        /// Shortest and longest text in characters, `{"min": n, "max": n}`.
        Length = "length",
        /// Fewest and most items, `{"min": n, "max": n}`.
        Size = "size",
        /// Regular expression of texts.
        Pattern = "pattern",
        /// Allowed values, as a set.
        Enum = "enum",
        /// Effective serialisation style of a parameter.
        Style = "style",
        /// Effective explode of an array or object parameter.
        Explode = "explode",
        /// Whether reserved characters of a parameter may be sent as they are.
        Reserved = "reserved",
        /// The field that tells alternatives apart, and its values,
        /// `{"property": name, "tags": [value]}`.
        Discriminator = "discriminator",
        /// Whether unlisted fields are forbidden.
        Closed = "closed",
        /// Media types of a body, as a set.
        Media = "media",
        /// Whether it is deprecated.
        Deprecated = "deprecated",
        /// True, for subjects without other facts (statuses, headers).
        Presence = "presence",
        /// Title of the page.
        Title = "title",
        /// Digest of the published description.
        Description = "description",
    }
}

impl Facet {
    /// Whether the fact is prose. The digest of the facts leaves prose out: other words
    /// change no client.
    #[must_use]
    pub const fn is_prose(self) -> bool {
        matches!(self, Self::Title | Self::Description)
    }
}
