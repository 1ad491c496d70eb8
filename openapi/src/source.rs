//! A document as text with the name it is known by, and a place in it.

use std::fmt;

/// "Get cards": `GET /accounts/{aid}/wallets/cards`.
pub const CARDS: Source<'static> =
    Source { file: "openapi/cards.yaml", text: include_str!("../cards.yaml") };

/// "Get Token": `POST /accounts/{oid}/auth/token`.
pub const AUTH: Source<'static> =
    Source { file: "openapi/auth.yaml", text: include_str!("../auth.yaml") };

/// Every document of this workspace.
pub const DOCUMENTS: [Source<'static>; 2] = [CARDS, AUTH];

/// The text of a document and the file name that messages call it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// Path as a person would type it, relative to the root of the workspace.
    pub file: &'a str,
    /// The whole text, YAML or JSON.
    pub text: &'a str,
}

/// A place in a text; both numbers begin at 1, columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}
