//! The operations of the documents by name.

use crate::named::named;

named! {
    /// An operation by its `operationId` in the documents.
    OperationId {
        /// "Get cards": lists cards.
        GetCards = "get_cards",
        /// "Get Token": issues an access token.
        GetToken = "get_token",
    }
}
