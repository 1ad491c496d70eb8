//! The origin of the descriptions in a document.

use dintero_cards_openapi::Document;
use serde_json::Value;

use crate::contract::Place;

/// The origin of the descriptions in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prose {
    /// The descriptions are published.
    Published,
    /// The descriptions are our own, and `x-description-digest` has the digest of the
    /// published one.
    Ours,
}

impl Prose {
    /// Returns the keyword that has the description or its digest.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Published => "description",
            Self::Ours => "x-description-digest",
        }
    }
}

pub(crate) fn place(document: &Document, pointer: &str) -> Place {
    let position = document.position(pointer);
    Place { line: position.line, column: position.column, pointer: pointer.into() }
}

pub(super) fn text<'a>(node: &'a Value, key: &str) -> Option<&'a str> {
    node.get(key)?.as_str()
}
