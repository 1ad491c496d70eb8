//! The client.

use std::sync::Arc;

use crate::session::Session;
use crate::{AccessToken, AccountId, CardFilter, ListCards, Result};

/// Lists the cards of one account.
///
/// Clones are cheap, and share connections and access token.
#[derive(Clone, Debug)]
pub struct CardsClient {
    pub(crate) session: Arc<Session>,
}

impl CardsClient {
    pub(crate) fn new(session: Session) -> Self {
        Self { session: Arc::new(session) }
    }

    /// Creates a listing of the cards that match a filter; sends nothing yet.
    pub fn list_cards(&self, filter: CardFilter) -> ListCards {
        ListCards::new(Arc::clone(&self.session), filter)
    }

    /// Returns the account whose cards are listed.
    #[must_use]
    pub fn account_id(&self) -> &AccountId {
        &self.session.account_id
    }

    /// Returns the access token that the next request will carry; requests a
    /// new one if the cache is empty or the token has expired.
    ///
    /// # Errors
    /// Returns an error if no access token could be obtained, of the kind
    /// [`ErrorKind::Token`](crate::ErrorKind::Token).
    pub async fn access_token(&self) -> Result<AccessToken> {
        self.session.tokens.token().await
    }
}
