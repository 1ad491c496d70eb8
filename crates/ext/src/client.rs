//! The client.

use std::fmt;
use std::sync::Arc;

use futures_util::StreamExt as _;

use crate::listing::Only;
use crate::session::Session;
use crate::{
    AccessToken, AccountId, Card, CardFilter, Error, ErrorKind, ListCards, Result, TokenSource,
};

/// Lists the cards of one account.
///
/// Clones are cheap, and share connections and access token.
#[derive(Clone)]
pub struct CardsClient {
    pub(crate) session: Arc<Session>,
    pub(crate) tokens: Arc<dyn TokenSource>,
}

/// Without the source of tokens, whose `Debug` may be anybody's.
impl fmt::Debug for CardsClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardsClient").field("session", &self.session).finish_non_exhaustive()
    }
}

impl CardsClient {
    /// Creates a listing of the cards that match a filter; sends nothing yet.
    pub fn list_cards(&self, filter: CardFilter) -> ListCards {
        ListCards::new(Arc::clone(&self.session), filter)
    }

    /// Returns the first card with this `card_id`; None if there is none.
    ///
    /// The documented search also finds other cards, by parts of their ids and by
    /// amounts; those are left out.
    ///
    /// # Errors
    /// As for [`ListCards::page`]; of the kind [`ErrorKind::Decode`] if the card was not
    /// found and a malformed card may be the one.
    pub async fn find_card(&self, card_id: &str) -> Result<Option<Card>> {
        let listing = self.list_cards(CardFilter::new().search(card_id));
        // A page ahead is rarely needed.
        let listing = listing.only(Only::CardId(card_id.to_owned())).pages_ahead(0);
        let mut items = listing.items();
        if let Some(card) = items.next().await {
            return card.map(Some);
        }
        match items.take_malformed_cards().first() {
            None => Ok(None),
            Some(card) => {
                let context = "find card: a malformed card may be the one";
                let error = Error::new(ErrorKind::Decode, context);
                Err(error.with_path(Some(card.path().to_owned())))
            }
        }
    }

    /// Creates a listing of the cards of one customer; sends nothing yet. Cards with
    /// another `customer_id` are left out, whatever the server sends.
    pub fn customer(&self, customer_id: impl Into<String>) -> ListCards {
        let customer_id = customer_id.into();
        let listing = self.list_cards(CardFilter::new().customer(customer_id.clone()));
        listing.only(Only::CustomerId(customer_id))
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
        self.tokens.token().await
    }
}
