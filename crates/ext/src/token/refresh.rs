//! Access tokens by client credentials, kept until shortly before they expire.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use dintero_cards_client::auth;
use dintero_cards_client::auth::types::{GrantType, OwnerId, TokenRequest};
use dintero_cards_client::cards::types::AccountId;
use tokio::time::Instant;

use super::{AccessToken, Authorization, ClientCredentials, TokenFuture, TokenSource};
use crate::endpoint::Endpoint;
use crate::exchange::Exchange;
use crate::{Error, ErrorKind, Result};

/// A token is renewed this long before it expires, so that a request on its
/// way does not arrive with an expired one …
const MARGIN: Duration = Duration::from_secs(60);
/// … but a short-lived one no earlier than in the last tenth of its life.
const MARGIN_PART: u32 = 10;

/// Asks "Get Token" for access tokens and keeps the newest.
pub(crate) struct Refresh {
    credentials: ClientCredentials,
    owner: OwnerId,
    audience: String,
    endpoint: Endpoint,
    http: reqwest::Client,
    kept: Mutex<Option<Kept>>,
    /// Held while a token is asked for, so that one request serves all waiters.
    flight: tokio::sync::Mutex<()>,
}

struct Kept {
    token: AccessToken,
    renew_at: Instant,
}

impl Refresh {
    pub(crate) fn new(
        credentials: ClientCredentials,
        account_id: &AccountId,
        endpoint: Endpoint,
        http: reqwest::Client,
    ) -> Result<Self> {
        let owner = OwnerId::try_from(account_id.as_str()).map_err(|_| {
            Error::new(ErrorKind::Configuration, "the account id is none for Get Token")
        })?;
        // The audience names the account, not the way to it: it stays the
        // documented URL when requests go elsewhere.
        let base_url = dintero_cards_client::cards::DOCUMENT.base_url;
        let audience = format!("{base_url}/accounts/{}", account_id.as_str());
        let (kept, flight) = (Mutex::default(), tokio::sync::Mutex::default());
        Ok(Self { credentials, owner, audience, endpoint, http, kept, flight })
    }

    async fn get(&self) -> Result<AccessToken> {
        if let Some(token) = self.good() {
            return Ok(token);
        }
        let _flight = self.flight.lock().await;
        // Whoever flew before may have brought one for all.
        if let Some(token) = self.good() {
            return Ok(token);
        }
        let asked_at = Instant::now();
        let answer = self.ask().await.map_err(Error::into_token_error)?;
        let life = Duration::from_secs(u64::try_from(answer.expires_in).unwrap_or(0));
        let token = AccessToken::new(answer.access_token);
        let life = life.saturating_sub(MARGIN.min(life / MARGIN_PART));
        // A life beyond what the clock can count is no life at all.
        let renew_at = asked_at.checked_add(life).unwrap_or(asked_at);
        *self.kept() = Some(Kept { token: token.clone(), renew_at });
        Ok(token)
    }

    fn good(&self) -> Option<AccessToken> {
        let kept = self.kept();
        kept.as_ref().filter(|kept| Instant::now() < kept.renew_at).map(|kept| kept.token.clone())
    }

    async fn ask(&self) -> Result<auth::types::AccessToken> {
        let authorization = Authorization::Basic(self.credentials.clone());
        Exchange::run("get a token", authorization, |transport| {
            let client =
                auth::Client::new_with_client(self.endpoint.as_str(), self.http.clone(), transport);
            let body = TokenRequest {
                audience: self.audience.clone(),
                grant_type: GrantType::ClientCredentials,
            };
            async move { client.get_token().oid(self.owner.clone()).body(body).send().await }
        })
        .await
    }

    fn kept(&self) -> MutexGuard<'_, Option<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenSource for Refresh {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self.get())
    }

    fn rejected(&self, token: &AccessToken) {
        let mut kept = self.kept();
        if kept.as_ref().is_some_and(|kept| kept.token.expose() == token.expose()) {
            *kept = None;
        }
    }
}

impl fmt::Debug for Refresh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Refresh(..)")
    }
}
