//! The kinds of facts about a subject.

use serde::{Deserialize, Serialize};

use crate::names::names;

names! {
    /// One kind of fact about a subject.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[non_exhaustive]
    pub enum Facet {
        Method = "method": "HTTP method, upper case.",
        Url = "url": "Effective URLs, server and path together, as a set.",
        Scopes = "scopes": "Scopes of which one is enough, as a set like that of the schemes.",
        Scheme = "scheme": "Alternatives of schemes (`bearer`, `basic + api-key` …), as a set.",
        Carrier = "carrier": "Places of the credentials (`header Authorization`), as a set like that of the schemes.",
        Type = "type": "JSON type, or types joined with `|`.",
        Format = "format": "Format, verbatim.",
        Required = "required": "Whether it must be present.",
        Nullable = "nullable": "Whether null is allowed.",
        Default = "default": "Value of an absent field or parameter.",
        Minimum = "minimum": r#"Smallest number; `{"above": n}` when n itself is not allowed."#,
        Maximum = "maximum": r#"Largest number; `{"below": n}` when n itself is not allowed."#,
        Length = "length": r#"Shortest and longest text in characters, `{"min": n, "max": n}`."#,
        Size = "size": r#"Fewest and most items, `{"min": n, "max": n}`."#,
        Pattern = "pattern": "Regular expression of texts.",
        Enum = "enum": "Allowed values, as a set.",
        Style = "style": "Effective serialisation style of a parameter.",
        Explode = "explode": "Effective explode of an array or object parameter.",
        Reserved = "reserved": "Whether reserved characters of a parameter may be sent as they are.",
        Discriminator = "discriminator": r#"The field that tells alternatives apart, and its values, `{"property": name, "tags": [value]}`."#,
        Closed = "closed": "Whether unlisted fields are forbidden.",
        Media = "media": "Media types of a body, as a set.",
        Deprecated = "deprecated": "Whether it is deprecated.",
        Presence = "presence": "True, for subjects without other facts (statuses, headers).",
        Title = "title": "Title of the page.",
        Description = "description": "Digest of the published description.",
    }
}

impl Facet {
    /// Whether the fact is prose. The digest of the facts leaves prose out: other words
    /// change no client.
    pub const fn is_prose(self) -> bool {
        matches!(self, Self::Title | Self::Description)
    }
}
