//! The operations of the documents by name.

use std::fmt;

use serde::Deserialize;
/// An operation by its `operationId` in the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperationId {
    /// "Get cards": lists cards.
    GetCards,
    /// "Get Token": issues an access token.
    GetToken,
}

impl OperationId {
    /// Every operation.
    pub(crate) const ALL: [Self; 2] = [Self::GetCards, Self::GetToken];

    /// Returns the name in the document, such as `get_cards`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GetCards => "get_cards",
            Self::GetToken => "get_token",
        }
    }
}

impl fmt::Display for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
