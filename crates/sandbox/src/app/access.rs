//! Authentication and authorization of a caller.

use http::header::{self, HeaderValue};
use http::{HeaderMap, StatusCode};

use super::App;
use crate::contract::{Operation, Security};
use crate::credentials;
use crate::response::{Refusal, Response};
use crate::token::Claims;

const BEARER: &str = r#"Bearer realm="dintero-cards-sandbox""#;
const BEARER_INVALID: &str = r#"Bearer realm="dintero-cards-sandbox", error="invalid_token""#;
const BEARER_SCOPE: &str = r#"Bearer realm="dintero-cards-sandbox", error="insufficient_scope""#;
const BASIC: &str = r#"Basic realm="dintero-cards-sandbox", charset="UTF-8""#;

impl App {
    /// Authenticates the caller by the security scheme of the operation, and returns
    /// the claims of its token, if the scheme asks for one.
    pub(super) fn identify(
        &self,
        operation: &Operation,
        headers: &HeaderMap,
    ) -> Result<Option<Claims>, Refusal> {
        let unauthorized =
            |message: &str, scheme| challenge(StatusCode::UNAUTHORIZED, message, scheme);
        match operation.security {
            Security::Open => Ok(None),
            Security::Basic => {
                let right = credentials::basic(headers).is_some_and(|(id, secret)| {
                    // Both are compared, whatever the result of the first comparison.
                    self.signer.same(&id, &self.client_id)
                        & self.signer.same(&secret, &self.client_secret)
                });
                let refuse = || unauthorized("client id or client secret is wrong", BASIC);
                right.then_some(None).ok_or_else(refuse)
            }
            Security::Bearer => {
                if !headers.contains_key(header::AUTHORIZATION) {
                    return Err(unauthorized("an access token is required", BEARER));
                }
                let token = credentials::bearer(headers).ok_or_else(|| {
                    let message = "the header Authorization must be Bearer and an access token";
                    unauthorized(message, BEARER_INVALID)
                })?;
                let claims = self.signer.check(token, self.clock.now());
                claims.map(Some).map_err(|error| unauthorized(&error.to_string(), BEARER_INVALID))
            }
        }
    }
}

/// Checks that a token is for an account and has a scope of an operation.
pub(super) fn allow(operation: &Operation, claims: &Claims, account: &str) -> Result<(), Refusal> {
    if account_of(&claims.aud) != Some(account) {
        return Err(forbidden("the access token is for another account"));
    }
    let mut given = claims.scope.split(' ');
    let wanted = &operation.scopes;
    if wanted.is_empty() || given.any(|scope| wanted.iter().any(|wanted| wanted == scope)) {
        return Ok(());
    }
    let message = format!("the access token allows none of {}", wanted.join(", "));
    Err(challenge(StatusCode::FORBIDDEN, &message, BEARER_SCOPE))
}

/// Returns the account of an audience: the last segment of a URL with any host
/// whose path ends in `/accounts/{account}`.
pub(super) fn account_of(audience: &str) -> Option<&str> {
    let rest = audience.strip_prefix("https://").or_else(|| audience.strip_prefix("http://"))?;
    let (base, account) = rest.rsplit_once("/accounts/")?;
    (!base.starts_with('/') && !base.is_empty() && !account.contains('/')).then_some(account)
}

pub(super) fn forbidden(message: &str) -> Refusal {
    Response::error(StatusCode::FORBIDDEN, message).into()
}

/// Refuses with the challenge `WWW-Authenticate`.
fn challenge(status: StatusCode, message: &str, challenge: &'static str) -> Refusal {
    let challenge = HeaderValue::from_static(challenge);
    Response::error(status, message).with(header::WWW_AUTHENTICATE, challenge).into()
}

#[cfg(test)]
mod tests {
    use super::account_of;

    #[test]
    fn an_audience_is_the_url_of_an_account() {
        for audience in [
            "https://api.dintero.com/v1/accounts/T12345678",
            "http://127.0.0.1:8080/v1/accounts/T12345678",
            "https://test/accounts/T12345678",
        ] {
            assert_eq!(account_of(audience), Some("T12345678"), "{audience}");
        }
        for audience in [
            "",
            "T12345678",
            "/accounts/T12345678",
            "ftp://api/v1/accounts/T12345678",
            "https:///accounts/T12345678",
            "https://api.dintero.com/v1/accounts/T12345678/",
            "https://api.dintero.com/v1/accounts/T12345678?x=1",
        ] {
            assert_ne!(account_of(audience), Some("T12345678"), "{audience}");
        }
    }
}
