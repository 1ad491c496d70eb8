//! "Get Token", asked with client credentials.

use std::sync::Arc;
use std::time::Duration;

use dintero_cards_client::auth;
use dintero_cards_client::auth::types::{GrantType, OwnerId};
use dintero_cards_client::cards;
use futures_util::future::BoxFuture;

use super::refresh::Issuer;
use super::{AccessToken, Authorization, ClientCredentials};
use crate::endpoint::Endpoint;
use crate::exchange::{Call, Exchange};
use crate::settings::Settings;
use crate::{AccountId, Error, ErrorKind, Result};

/// Asks for access tokens.
#[derive(Clone)]
pub(crate) struct GetToken {
    asked: Arc<Asked>,
}

struct Asked {
    credentials: ClientCredentials,
    owner: OwnerId,
    audience: String,
    endpoint: Endpoint,
    settings: Arc<Settings>,
    http: reqwest::Client,
}

impl GetToken {
    pub(crate) fn new(
        credentials: ClientCredentials,
        account_id: &AccountId,
        endpoint: Endpoint,
        settings: Arc<Settings>,
        http: reqwest::Client,
    ) -> Result<Self> {
        let owner = OwnerId::try_from(account_id.as_str()).map_err(|_| {
            Error::new(ErrorKind::Configuration, "the account id is none for Get Token")
        })?;
        // The audience names the account, not the way to it: it stays the
        // documented URL when requests go elsewhere.
        let audience = format!("{}/accounts/{}", cards::DOCUMENT.base_url, account_id.as_str());
        let asked = Arc::new(Asked { credentials, owner, audience, endpoint, settings, http });
        Ok(Self { asked })
    }
}

impl Issuer for GetToken {
    fn issue(&self) -> BoxFuture<'static, Result<(AccessToken, Duration)>> {
        let asked = Arc::clone(&self.asked);
        Box::pin(async move { asked.ask().await.map_err(Error::into_token_error) })
    }
}

impl Asked {
    async fn ask(&self) -> Result<(AccessToken, Duration)> {
        let call = Call {
            operation: &auth::operations::GET_TOKEN,
            context: "get a token",
            settings: Arc::clone(&self.settings),
            http: self.http.clone(),
            authorization: Authorization::Basic(self.credentials.clone()),
            overall: self.settings.timeouts.overall,
            // A token that nobody uses harms nobody.
            is_repeatable: true,
            is_crowded: |_| false,
        };
        let answer = Exchange::run(call, |transport| {
            let http = self.http.clone();
            let client = auth::Client::new_with_client(self.endpoint.as_str(), http, transport);
            async move {
                let request = client.get_token().oid(self.owner.clone()).body_map(|body| {
                    let body = body.audience(self.audience.clone());
                    body.grant_type(GrantType::ClientCredentials)
                });
                request.send().await
            }
        })
        .await?;
        let auth::types::AccessToken { access_token, token_type, .. } = &answer.value;
        let bad = |what| Error::new(ErrorKind::Token, what).with_attempts(answer.attempts);
        if !token_type.as_str().eq_ignore_ascii_case("bearer") {
            return Err(bad("get a token: the token is of no known type"));
        }
        if access_token.is_empty() || !access_token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(bad("get a token: the token is empty or garbled"));
        }
        // A life that is negative is over.
        let life = u64::try_from(answer.value.expires_in).unwrap_or(0);
        Ok((AccessToken::new(answer.value.access_token), Duration::from_secs(life)))
    }
}
