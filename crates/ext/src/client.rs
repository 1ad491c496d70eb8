//! The client.

use std::fmt;
use std::sync::Arc;

use dintero_cards_client::cards::types::CardPage;
use dintero_cards_client::{Operation, cards};

use crate::crowd::is_crowded;
use crate::cursor::Fingerprint;
use crate::endpoint::Endpoint;
use crate::exchange::{Answer, Call, Exchange};
use crate::salvage::salvage;
use crate::settings::Settings;
use crate::token::Authorization;
use crate::{
    AccessToken, AccountId, Builder, CardFilter, Cursor, Error, ErrorKind, ListCards, Page,
    Response, Result, TokenSource,
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
    settings: Arc<Settings>,
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
        settings: Arc<Settings>,
        http: reqwest::Client,
        tokens: Arc<dyn TokenSource>,
    ) -> Self {
        Self { shared: Arc::new(Shared { account_id, endpoint, settings, http, tokens }) }
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

    /// A call of an operation, by this client's token, attempts and limits;
    /// `context` is what is being done, as errors say it. What only reads is
    /// repeated; whether something else may be is for its caller to say.
    pub(crate) fn call(&self, operation: &'static Operation, context: &'static str) -> Call {
        let Shared { settings, http, tokens, .. } = &*self.shared;
        Call {
            operation,
            context,
            settings: Arc::clone(settings),
            http: http.clone(),
            authorization: Authorization::Bearer(Arc::clone(tokens)),
            overall: settings.timeouts.overall,
            is_repeatable: operation.method == "GET",
            is_crowded: |_| false,
        }
    }

    pub(crate) fn base_url(&self) -> &str {
        self.shared.endpoint.as_str()
    }

    pub(crate) fn http(&self) -> reqwest::Client {
        self.shared.http.clone()
    }

    /// One page, read card by card if it cannot be read as a whole.
    pub(crate) async fn get_page(
        &self,
        listing: &ListCards,
        cursor: Option<&Cursor>,
        fingerprint: &Fingerprint,
    ) -> Result<Response<Page>> {
        let (page, odd_cards, parts, attempts) = match self.get_cards(listing, cursor).await {
            Ok(Answer { value, response, attempts }) => (value, Vec::new(), response, attempts),
            Err(error) if error.kind() == ErrorKind::Decode && !listing.is_strict => {
                let Some(parts) = error.response() else { return Err(error) };
                let Some((page, odd_cards)) = salvage(&parts.body) else { return Err(error) };
                (page, odd_cards, parts.clone(), error.attempts())
            }
            Err(error) => return Err(error),
        };
        let CardPage { cards, starting_after, .. } = page;
        let next = starting_after.and_then(|text| Cursor::bound(text, fingerprint));
        if next.as_ref().is_some_and(Cursor::is_oversized) {
            let error = Error::new(ErrorKind::Decode, "list cards: the cursor does not fit a URL");
            return Err(error.with_attempts(attempts).with_response(parts));
        }
        Ok(Response { value: Page { cards, odd_cards, next }, parts, attempts })
    }

    async fn get_cards(
        &self,
        listing: &ListCards,
        cursor: Option<&Cursor>,
    ) -> Result<Answer<CardPage>> {
        let call = self.call(&cards::operations::GET_CARDS, "list cards");
        let overall = listing.overall.unwrap_or(call.overall);
        let call = Call { overall, is_crowded, ..call };
        Exchange::run(call, |transport| {
            let client = cards::Client::new_with_client(self.base_url(), self.http(), transport);
            async move {
                let request = client.get_cards().aid(self.account_id().clone());
                let request = request.limit(listing.page_size.wire());
                let request = match cursor {
                    Some(cursor) => request.starting_after(cursor.as_str()),
                    None => request,
                };
                listing.filter.apply(request).send().await
            }
        })
        .await
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
