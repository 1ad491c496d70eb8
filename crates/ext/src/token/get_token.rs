//! "Get Token", called with client credentials.

use std::sync::Arc;
use std::time::Duration;

use dintero_cards_client::auth::types::{self, GrantType, OwnerId};
use dintero_cards_client::{auth, cards};
use dintero_cards_http::Endpoint;
use futures_util::future::BoxFuture;

use super::refresh::Issuer;
use crate::authorization::{AccessToken, Authorization, ClientCredentials};
use crate::exchange::{Call, Exchange, Settings};
use crate::{AccountId, Error, ErrorKind, Response, Result};

/// Issues access tokens.
#[derive(Clone)]
pub(crate) struct GetToken(Arc<TokenRequest>);

struct TokenRequest {
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
            let context = "Get Token does not accept the account id";
            Error::new(ErrorKind::Configuration, context)
        })?;
        // The audience names the account, not the way to it: it stays the
        // documented URL when requests go elsewhere.
        let audience = format!("{}/accounts/{}", cards::DOCUMENT.base_url, account_id.as_str());
        let request = TokenRequest { credentials, owner, audience, endpoint, settings, http };
        Ok(Self(Arc::new(request)))
    }
}

impl Issuer for GetToken {
    fn issue(&self) -> BoxFuture<'static, Result<(AccessToken, Duration)>> {
        let request = Arc::clone(&self.0);
        Box::pin(async move { request.send().await.map_err(Error::into_token_error) })
    }
}

impl TokenRequest {
    async fn send(&self) -> Result<(AccessToken, Duration)> {
        let call = Call {
            operation: &auth::operations::GET_TOKEN,
            context: "get a token",
            settings: Arc::clone(&self.settings),
            http: self.http.clone(),
            authorization: Authorization::Basic(self.credentials.clone()),
            overall: self.settings.timeouts.overall,
            // An issued token that nobody uses does no harm.
            is_idempotent: true,
            refuse_body: |_| None,
            on_body: None,
        };
        let response = Exchange::run(call, |transport| {
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
        let Response { value: token, attempts, .. } = response;
        let types::AccessToken { access_token, token_type, expires_in, .. } = token;
        let invalid = |context| Error::new(ErrorKind::Token, context).with_attempts(attempts);
        if !token_type.as_str().eq_ignore_ascii_case("bearer") {
            return Err(invalid("get a token: the type of the token is not Bearer"));
        }
        if access_token.is_empty() || !access_token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(invalid("get a token: the token is empty or has invalid characters"));
        }
        // A negative lifetime has ended.
        let lifetime = u64::try_from(expires_in).unwrap_or(0);
        Ok((AccessToken::new(access_token), Duration::from_secs(lifetime)))
    }
}
