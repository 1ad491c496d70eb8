//! The way of a request through the sandbox, from its head and body to an
//! answer, without any input or output.
//!
//! The order of the checks is part of the behaviour: size (414, 431), path
//! (404), method (405), who asks (401), what is asked (400, 413, 415), whether
//! they may (403), and only then the data (404 for an unknown cursor). Who asks
//! comes before what is asked, so that a stranger learns nothing; whether they
//! may comes after, so that a broken request is told so with any good token.

use std::sync::{PoisonError, RwLock};

use bytes::Bytes;
use http::header::{self, HeaderValue};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::{Answer, Refusal};
use crate::card::Shown;
use crate::clock::Clock;
use crate::contract::{Arguments, BodyFault, Contract, Operation, Route, Security, Task};
use crate::credentials;
use crate::list::{self, Query};
use crate::store::Store;
use crate::token::{Claims, Invalid, Signer};

/// The longest path and query that are read, in bytes.
const MAX_TARGET: usize = 16 * 1024;
/// The most that names and values of all headers may have, in bytes.
const MAX_HEADERS: usize = 32 * 1024;

/// What every token of the token endpoint allows.
pub(crate) const SCOPE: &str = "read:wallets";

const BEARER: &str = r#"Bearer realm="dintero-cards-sandbox""#;
const BEARER_INVALID: &str = r#"Bearer realm="dintero-cards-sandbox", error="invalid_token""#;
const BEARER_SCOPE: &str = r#"Bearer realm="dintero-cards-sandbox", error="insufficient_scope""#;
const BASIC: &str = r#"Basic realm="dintero-cards-sandbox", charset="UTF-8""#;

/// Everything that an answer depends on.
pub(crate) struct App {
    pub(crate) contract: Contract,
    pub(crate) account_id: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) signer: Signer,
    pub(crate) issuer: String,
    pub(crate) clock: Clock,
    pub(crate) store: RwLock<Store>,
}

#[derive(Serialize)]
struct ShownPage<'a> {
    cards: Vec<Shown<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    starting_after: Option<Uuid>,
}

/// Who asks, once that is proved.
enum Caller {
    Anyone,
    Client,
    Token(Claims),
}

impl App {
    /// Answers a request.
    pub(crate) fn answer(&self, head: &Parts, body: Result<Bytes, BodyFault>) -> Answer {
        self.carry_out(head, body).unwrap_or_else(Answer::from)
    }

    fn carry_out(&self, head: &Parts, body: Result<Bytes, BodyFault>) -> Result<Answer, Refusal> {
        check_size(head)?;
        let (operation, path) = match self.contract.route(&head.method, head.uri.path()) {
            Route::Found(operation, path) => (operation, path),
            Route::OtherMethod(allowed) => {
                let refusal = Refusal::new(
                    StatusCode::METHOD_NOT_ALLOWED,
                    format!("this path has other methods: {allowed}"),
                );
                let allowed = HeaderValue::from_str(&allowed).expect("methods are ASCII words");
                return Err(refusal.with(header::ALLOW, allowed));
            }
            Route::Unknown => {
                return Err(Refusal::new(StatusCode::NOT_FOUND, "no operation has this path"));
            }
        };
        let caller = self.identify(operation, &head.headers)?;
        let query = head.uri.query().unwrap_or_default();
        let arguments = operation.arguments(&path, query, &head.headers)?;
        let payload = operation.payload(&head.headers, body)?;
        match operation.task {
            Task::ListCards => self.list_cards(operation, &caller, &arguments),
            Task::GiveToken => self.give_token(&arguments, payload.as_ref()),
        }
    }

    fn identify(&self, operation: &Operation, headers: &HeaderMap) -> Result<Caller, Refusal> {
        match operation.security {
            Security::Open => Ok(Caller::Anyone),
            Security::Basic => {
                let right = credentials::basic(headers).is_some_and(|(id, secret)| {
                    // Both are compared, whatever the first comparison says.
                    self.signer.same(&id, &self.client_id)
                        & self.signer.same(&secret, &self.client_secret)
                });
                let refuse = || Refusal::unauthorized("client id or client secret is wrong", BASIC);
                right.then_some(Caller::Client).ok_or_else(refuse)
            }
            Security::Bearer => {
                let Some(token) = credentials::bearer(headers) else {
                    return Err(if credentials::are_given(headers) {
                        let message = "the header Authorization must be Bearer and an access token";
                        Refusal::unauthorized(message, BEARER_INVALID)
                    } else {
                        Refusal::unauthorized("an access token is required", BEARER)
                    });
                };
                self.signer.check(token, self.clock.now()).map(Caller::Token).map_err(|invalid| {
                    let message = match invalid {
                        Invalid::Unknown => "the access token is not one of this server",
                        Invalid::Expired => "the access token has expired",
                    };
                    Refusal::unauthorized(message, BEARER_INVALID)
                })
            }
        }
    }

    /// Lists the cards that the arguments select.
    fn list_cards(
        &self,
        operation: &Operation,
        caller: &Caller,
        arguments: &Arguments,
    ) -> Result<Answer, Refusal> {
        let account = arguments.path("aid").unwrap_or_default();
        if let Caller::Token(claims) = caller {
            allow(operation, claims, account)?;
        }
        if account != self.account_id {
            return Err(forbidden("the account is not the one of this server"));
        }
        let now = self.clock.now();
        let query = Query::read(arguments);
        let page = {
            let store = self.store.read().unwrap_or_else(PoisonError::into_inner);
            list::select(&store, &query, now)
        };
        let page = page.map_err(|list::UnknownCursor| {
            Refusal::new(StatusCode::NOT_FOUND, "starting_after is not the id of a card")
        })?;
        let cards = page.cards.iter().map(|card| card.shown(now)).collect();
        Ok(Answer::ok(&ShownPage { cards, starting_after: page.starting_after }))
    }

    /// Gives a token for the account of this sandbox, and for no other.
    fn give_token(
        &self,
        arguments: &Arguments,
        payload: Option<&Value>,
    ) -> Result<Answer, Refusal> {
        if arguments.path("oid") != Some(self.account_id.as_str()) {
            return Err(forbidden("the client does not belong to this account"));
        }
        let audience = payload.and_then(|body| body.get("audience")).and_then(Value::as_str);
        let audience = audience.unwrap_or_default();
        if account_of(audience) != Some(self.account_id.as_str()) {
            return Err(forbidden("audience is not the URL of an account of this client"));
        }
        Ok(Answer::ok(&json!({
            "access_token": self.token(audience, SCOPE),
            "token_type": "Bearer",
            "expires_in": self.signer.lifetime(),
        }))
        .with(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
    }

    /// A new token for an audience.
    pub(crate) fn token(&self, audience: &str, scope: &str) -> String {
        self.signer.give(&self.issuer, &self.client_id, audience, scope, self.clock.now())
    }
}

fn check_size(head: &Parts) -> Result<(), Refusal> {
    if head.uri.path_and_query().is_some_and(|target| target.as_str().len() > MAX_TARGET) {
        let message = format!("path and query must have at most {MAX_TARGET} bytes");
        return Err(Refusal::new(StatusCode::URI_TOO_LONG, message));
    }
    let length =
        |(name, value): (&header::HeaderName, &HeaderValue)| name.as_str().len() + value.len();
    if head.headers.iter().map(length).sum::<usize>() > MAX_HEADERS {
        return Err(Refusal::new(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            format!("headers must have at most {MAX_HEADERS} bytes"),
        ));
    }
    Ok(())
}

/// Whether a token is for an account and allows an operation.
fn allow(operation: &Operation, claims: &Claims, account: &str) -> Result<(), Refusal> {
    if account_of(&claims.aud) != Some(account) {
        return Err(forbidden("the access token is for another account"));
    }
    let mut given = claims.scope.split(' ');
    let wanted = &operation.scopes;
    if wanted.is_empty() || given.any(|scope| wanted.iter().any(|wanted| wanted == scope)) {
        return Ok(());
    }
    let message = format!("the access token allows none of {}", wanted.join(", "));
    let challenge = HeaderValue::from_static(BEARER_SCOPE);
    Err(Refusal::new(StatusCode::FORBIDDEN, message).with(header::WWW_AUTHENTICATE, challenge))
}

/// The account that an audience names: the last segment of a URL whose path
/// ends in `/accounts/{account}`, whatever the host.
fn account_of(audience: &str) -> Option<&str> {
    let rest = audience.strip_prefix("https://").or_else(|| audience.strip_prefix("http://"))?;
    let (base, account) = rest.rsplit_once("/accounts/")?;
    (!base.starts_with('/') && !base.is_empty() && !account.contains('/')).then_some(account)
}

fn forbidden(message: &str) -> Refusal {
    Refusal::new(StatusCode::FORBIDDEN, message)
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
