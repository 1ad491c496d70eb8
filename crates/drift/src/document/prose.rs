//! The origin of the descriptions in a document.

use dintero_cards_openapi::Document;
use serde_json::Value;

use super::scopes;
use crate::contract::{Fact, Place};
use crate::prose;

/// The origin of the descriptions in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prose {
    /// The descriptions are published.
    Published,
    /// The descriptions are our own, and `x-description-digest` has the digest of the
    /// published one.
    Ours,
}

/// Returns the place of a node.
pub(crate) fn place(document: &Document, pointer: &str) -> Place {
    let position = document.position(pointer);
    Place { line: position.line, column: position.column, pointer: pointer.into() }
}

impl Prose {
    /// Returns the fact about the description of a node.
    pub(super) fn description(self, document: &Document, pointer: &str, node: &Value) -> Fact {
        let at = |key: &str| place(document, &format!("{pointer}/{key}"));
        match self {
            Self::Published => match text(node, "description").map(scopes::without) {
                Some(words) if !words.trim().is_empty() => {
                    Fact::stated(prose::digest(&words), at("description"))
                }
                _ => Fact::absent(place(document, pointer)),
            },
            Self::Ours => match text(node, "x-description-digest") {
                Some(digest) => Fact::stated(digest, at("x-description-digest")),
                None => Fact::not_stated(place(document, pointer)),
            },
        }
    }
}

pub(super) fn text<'a>(node: &'a Value, key: &str) -> Option<&'a str> {
    node.get(key)?.as_str()
}
