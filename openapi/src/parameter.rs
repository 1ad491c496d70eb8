//! A parameter of an operation.

use crate::{Error, Node};

/// A parameter, identified by name and location.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Parameter<'a> {
    /// The parameter object.
    pub node: Node<'a>,
    /// Its name.
    pub name: &'a str,
    /// Its location.
    pub location: Location,
    /// What the document states; false if it states nothing, in the path too.
    pub required: bool,
    /// The effective style: `simple` in path and headers and `form` in query and
    /// cookies if the document states none.
    pub style: &'a str,
    /// The effective value: true for the style `form` and false for every other if
    /// the document states none.
    pub explode: bool,
}

/// The part of a request that a parameter is sent in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// A segment of the path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

impl<'a> Parameter<'a> {
    pub(crate) fn read(node: Node<'a>) -> Result<Self, Error> {
        let name = node.require("name")?.text()?;
        let place = node.require("in")?;
        let (location, style) = match place.text()? {
            "path" => (Location::Path, "simple"),
            "query" => (Location::Query, "form"),
            "header" => (Location::Header, "simple"),
            "cookie" => (Location::Cookie, "form"),
            _ => return Err(place.error("path, query, header or cookie was expected here")),
        };
        let required = node.flag_of("required")?.unwrap_or(false);
        let style = node.text_of("style")?.unwrap_or(style);
        let explode = node.flag_of("explode")?.unwrap_or(style == "form");
        Ok(Self { node, name, location, required, style, explode })
    }

    /// Returns what no two parameters of an operation share. Names of headers have no case.
    pub(crate) fn identity(&self) -> (Location, String) {
        let is_header = self.location == Location::Header;
        let name = if is_header { self.name.to_ascii_lowercase() } else { self.name.to_owned() };
        (self.location, name)
    }
}
