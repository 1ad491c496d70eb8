//! The client.

use std::fmt;
use std::sync::Arc;

use dintero_cards_client::cards;

use crate::endpoint::Endpoint;
use crate::exchange::Exchange;
use crate::token::Authorization;
use crate::{
    AccessToken, AccountId, Builder, CardFilter, Cursor, ListCards, Page, PageSize, Result,
    TokenSource,
};

/// Lists the cards of one account.
///
/// Clones are cheap and share connections and access token.
#[derive(Clone)]
pub struct CardsClient {
    shared: Arc<Shared>,
}

struct Shared {
    account_id: AccountId,
    endpoint: Endpoint,
    http: reqwest::Client,
    tokens: Arc<dyn TokenSource>,
}

impl CardsClient {
    /// A client for the account with this id: `P` or `T` and eight digits.
    ///
    /// ```
    /// use dintero_cards::{CardsClient, ClientCredentials};
    ///
    /// let client = CardsClient::builder("T12345678")
    ///     .credentials(ClientCredentials::new("client id", "client secret"))
    ///     .build()?;
    /// # Ok::<(), dintero_cards::Error>(())
    /// ```
    #[must_use]
    pub fn builder(account_id: impl Into<String>) -> Builder {
        Builder::new(account_id.into())
    }

    pub(crate) fn new(
        account_id: AccountId,
        endpoint: Endpoint,
        http: reqwest::Client,
        tokens: Arc<dyn TokenSource>,
    ) -> Self {
        Self { shared: Arc::new(Shared { account_id, endpoint, http, tokens }) }
    }

    /// A listing of the cards that match a filter; nothing is sent yet.
    pub fn list_cards(&self, filter: CardFilter) -> ListCards {
        ListCards::new(self.clone(), filter)
    }

    /// The account whose cards are listed.
    #[must_use]
    pub fn account_id(&self) -> &AccountId {
        &self.shared.account_id
    }

    /// The access token that the next request will carry.
    ///
    /// # Errors
    /// There is none to be had; see [`Error::kind`](crate::Error::kind).
    pub async fn access_token(&self) -> Result<AccessToken> {
        self.shared.tokens.token().await
    }

    /// One request for one page.
    pub(crate) async fn get_page(
        &self,
        filter: &CardFilter,
        page_size: PageSize,
        cursor: Option<&Cursor>,
    ) -> Result<Page> {
        let Shared { account_id, endpoint, http, tokens } = &*self.shared;
        let authorization = Authorization::Bearer(Arc::clone(tokens));
        let page = Exchange::run("list cards", authorization, |transport| {
            let client = cards::Client::new_with_client(endpoint.as_str(), http.clone(), transport);
            async move {
                let request = client.get_cards().aid(account_id.clone()).limit(page_size.wire());
                let request = match cursor {
                    Some(cursor) => request.starting_after(cursor.as_str()),
                    None => request,
                };
                filter.apply(request).send().await
            }
        })
        .await?;
        Ok(Page::new(page))
    }
}

impl fmt::Debug for CardsClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardsClient")
            .field("account_id", &self.shared.account_id.as_str())
            .field("base_url", &self.shared.endpoint.as_str())
            .finish_non_exhaustive()
    }
}
