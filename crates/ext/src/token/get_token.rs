//! "Get Token", called with client credentials.

use std::sync::Arc;
use std::time::Duration;

use dintero_cards_client::auth::types::{self, GrantType, OwnerId};
use dintero_cards_client::{auth, cards};

use super::refresh::Refresh;
use crate::exchange::{Call, Exchange};
use crate::session::Session;
use crate::{AccessToken, Error, ErrorKind, Response, Result};

/// Creates the source of the tokens that are issued to the client of a session.
pub(crate) fn token_source(session: Session) -> Result<Refresh> {
    let owner = OwnerId::try_from(session.account_id.as_str()).map_err(|_| {
        let context = "Get Token does not accept the account id";
        Error::new(ErrorKind::Configuration, context)
    })?;
    // The audience names the account, not the way to it: it stays the
    // documented URL when requests go elsewhere.
    let audience = format!("{}/accounts/{}", cards::DOCUMENT.base_url, owner.as_str());
    let request = Arc::new(TokenRequest { session, owner, audience });
    Ok(Refresh::new(move || {
        let request = Arc::clone(&request);
        Box::pin(async move { request.send().await.map_err(Error::into_token_error) })
    }))
}

struct TokenRequest {
    session: Session,
    owner: OwnerId,
    audience: String,
}

impl TokenRequest {
    async fn send(&self) -> Result<(AccessToken, Duration)> {
        let session = &self.session;
        let call = session.call(&auth::operations::GET_TOKEN, "get a token");
        // An issued token that nobody uses does no harm.
        let call = Call { is_idempotent: true, ..call };
        let response = Exchange::run(call, |transport| {
            let (url, http) = (session.base_url(), session.http());
            let client = auth::Client::new_with_client(url, http, transport);
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
