//! The text and the name of a document, and a place in it.

use std::fmt;

/// Declares the documents, and the list of them.
macro_rules! documents {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)+) => {
        $(
            $(#[$doc])*
            pub const $name: Source<'static> = Source {
                file: concat!("openapi/", $file),
                text: include_str!(concat!("../", $file)),
            };
        )+

        /// Every document of this workspace.
        pub const DOCUMENTS: &[Source<'static>] = &[$($name),+];
    };
}

documents! {
    /// "Get cards": `GET /accounts/{aid}/wallets/cards`.
    CARDS = "cards.yaml";
    /// "Get Token": `POST /accounts/{oid}/auth/token`.
    AUTH = "auth.yaml";
}

/// The text of a document and its file name in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// Path relative to the root of the workspace.
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
