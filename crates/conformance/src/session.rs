//! The session with a server: it sends requests and counts them.

use std::time::Duration;

use dintero_cards_http::Endpoint;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

use crate::error::Error;
use crate::facts::Facts;
use crate::report::Report;
use crate::target::{Kind, Target, published};

/// A request without a response after this time fails: as long as one attempt of the client.
const TIMEOUT: Duration = Duration::from_secs(30);
/// Bytes of a body that are read: a page of 100 cards has about 60 kB, and
/// metadata may make it a hundred times as large.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A server, an account, and the number of requests that may still be sent.
pub(crate) struct Session<'a> {
    target: &'a Target,
    /// The servers of "Get cards" and "Get Token".
    servers: [Server; 2],
    pub(crate) token: Option<HeaderValue>,
    max_requests: usize,
    pub(crate) facts: Facts,
    /// The results so far, with the number of requests.
    pub(crate) report: Report,
}

/// A server that credentials may be sent to, and the HTTP client for it.
struct Server {
    endpoint: Endpoint,
    client: Client,
}

/// The reason why no more requests are sent.
pub(crate) enum Stop {
    Limit,
    Failed(Error),
}

pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The body; null if it is not JSON.
    pub(crate) body: Value,
}

impl<'a> Session<'a> {
    pub(crate) fn open(target: &'a Target, max_requests: usize) -> Result<Self, Error> {
        let servers = [Server::new(&target.base_url)?, Server::new(&target.auth_url)?];
        let token = match &target.credentials.0 {
            Kind::Token(token) => Some(bearer(token)?),
            Kind::Client { .. } => None,
        };
        let facts = Facts::read().expect("the tests read the same document");
        Ok(Self { target, servers, token, max_requests, facts, report: Report::default() })
    }

    pub(crate) async fn request_token(&mut self) -> Result<Response, Stop> {
        let Target { account_id, credentials, .. } = self.target;
        let Kind::Client { id, secret } = &credentials.0 else {
            return Err(Stop::Failed(Error::Unsendable));
        };
        let url = self.servers[1].endpoint.join(&["accounts", account_id, "auth", "token"]);
        // The audience is the documented URL of the account, whatever server is checked.
        let audience = format!("{}/accounts/{account_id}", published().0);
        let body = json!({ "grant_type": "client_credentials", "audience": audience });
        let request = self.servers[1].client.post(url).basic_auth(id, Some(secret));
        let request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
        self.send(request).await
    }

    pub(crate) async fn list(&mut self, query: &[(&str, &str)]) -> Result<Response, Stop> {
        self.list_of(&self.target.account_id, query, self.token.clone()).await
    }

    /// Lists cards of any account, with or without a token.
    pub(crate) async fn list_of(
        &mut self,
        account: &str,
        query: &[(&str, &str)],
        token: Option<HeaderValue>,
    ) -> Result<Response, Stop> {
        let server = &self.servers[0];
        let mut url = server.endpoint.join(&["accounts", account, "wallets", "cards"]);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let mut request = server.client.get(url);
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, token);
        }
        self.send(request).await
    }

    async fn send(&mut self, request: RequestBuilder) -> Result<Response, Stop> {
        if self.report.requests >= self.max_requests {
            return Err(Stop::Limit);
        }
        self.report.requests += 1;
        // Without the URL, which holds ids of cards and customers.
        let failed = |error: reqwest::Error| Stop::Failed(Error::Transport(error.without_url()));
        let mut response =
            request.header(ACCEPT, "application/json").send().await.map_err(failed)?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let mut bytes = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(failed)? {
            if bytes.len() + piece.len() > MAX_BYTES {
                // A truncated body is not JSON, and the checks see that.
                break;
            }
            bytes.extend_from_slice(&piece);
        }
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Ok(Response { status, headers, body })
    }
}

impl Server {
    fn new(base_url: &str) -> Result<Self, Error> {
        let endpoint = Endpoint::parse(base_url, false)?;
        let client = dintero_cards_http::client(&endpoint, |builder| {
            let agent = concat!("dintero-cards-conformance/", env!("CARGO_PKG_VERSION"));
            builder.timeout(TIMEOUT).user_agent(agent)
        })?;
        Ok(Self { endpoint, client })
    }
}

impl Response {
    pub(crate) fn cards(&self) -> &[Value] {
        self.body["cards"].as_array().map_or(&[], Vec::as_slice)
    }

    /// Returns the cursor of the next page; null and an empty text mark the last page.
    pub(crate) fn cursor(&self) -> Option<&str> {
        self.body["starting_after"].as_str().filter(|cursor| !cursor.is_empty())
    }

    /// Returns the status as a problem, unless it is 200.
    pub(crate) fn status_problem(&self) -> Option<String> {
        (self.status != 200).then(|| format!("status {}", self.status))
    }

    /// Returns the problem of a refusal, if it has one: the status must be 4xx, and
    /// the body the documented one.
    pub(crate) fn refusal_problem(&self) -> Option<String> {
        if !(400..500).contains(&self.status) {
            return Some(format!("status {}", self.status));
        }
        let error = &self.body["error"];
        let has = |name: &str| error[name].is_string();
        (!has("code") && !has("message"))
            .then(|| format!("status {} without the documented body", self.status))
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Returns the value of the authorization header for a token.
pub(crate) fn bearer(token: &str) -> Result<HeaderValue, Error> {
    let mut value =
        HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| Error::Unsendable)?;
    value.set_sensitive(true);
    Ok(value)
}
