//! Sends requests and counts them.

use std::fmt::Write as _;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Client, Method, RequestBuilder, Url};
use serde_json::{Value, json};

use crate::error::Error;
use crate::target::{Kind, Target};

/// An answer that takes longer counts as none.
const TIMEOUT: Duration = Duration::from_secs(30);
/// A page of 100 cards has some 60 kB.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// A server, an account, and the requests that may still be sent.
pub(crate) struct Session {
    client: Client,
    target: Target,
    token: Option<HeaderValue>,
    sent: usize,
    most: usize,
}

/// Why no more requests are sent.
pub(crate) enum Stop {
    Limit,
    Failed(Error),
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The body, if it is JSON.
    pub(crate) body: Value,
}

/// Whether a request carries the token.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Stranger,
    Client,
}

impl Session {
    pub(crate) fn open(target: &Target, most: usize) -> Result<Self, Error> {
        for url in [&target.base_url, &target.auth_url] {
            check_url(url)?;
        }
        let client = Client::builder()
            .timeout(TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("dintero-cards-conformance/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(Error::Transport)?;
        let token = match &target.credentials.0 {
            Kind::Token(token) => Some(bearer(token)?),
            Kind::Client { .. } => None,
        };
        Ok(Self { client, target: target.clone(), token, sent: 0, most })
    }

    /// Number of requests so far.
    pub(crate) fn sent(&self) -> usize {
        self.sent
    }

    pub(crate) fn has_token(&self) -> bool {
        self.token.is_some()
    }

    pub(crate) fn take_token(&mut self, token: &str) -> Result<(), Stop> {
        self.token = Some(bearer(token).map_err(Stop::Failed)?);
        Ok(())
    }

    /// Asks for a token.
    pub(crate) async fn ask_token(&mut self) -> Result<Answer, Stop> {
        let Kind::Client { id, secret } = &self.target.credentials.0 else {
            return Err(Stop::Failed(Error::Unsendable));
        };
        let account = &self.target.account_id;
        let url = format!("{}/accounts/{account}/auth/token", base(&self.target.auth_url));
        // The audience is the URL of the account, as the documentation writes it.
        let audience = format!("https://api.dintero.com/v1/accounts/{account}");
        let body = json!({ "grant_type": "client_credentials", "audience": audience });
        let request = self
            .client
            .request(Method::POST, url)
            .basic_auth(id, Some(secret))
            .header(CONTENT_TYPE, "application/json")
            .body(body.to_string());
        self.send(request).await
    }

    /// Lists cards of the account.
    pub(crate) async fn list(&mut self, query: &[(&str, &str)]) -> Result<Answer, Stop> {
        let account = self.target.account_id.clone();
        self.list_of(&account, query, Who::Client).await
    }

    /// Lists cards of any account.
    pub(crate) async fn list_of(
        &mut self,
        account: &str,
        query: &[(&str, &str)],
        who: Who,
    ) -> Result<Answer, Stop> {
        let base = base(&self.target.base_url);
        let mut url = format!("{base}/accounts/{}/wallets/cards", encoded(account));
        for (number, (name, value)) in query.iter().enumerate() {
            let before = if number == 0 { '?' } else { '&' };
            let _ = write!(url, "{before}{}={}", encoded(name), encoded(value));
        }
        let mut request = self.client.request(Method::GET, url);
        if let Some(token) = self.token.clone().filter(|_| who == Who::Client) {
            request = request.header(AUTHORIZATION, token);
        }
        self.send(request).await
    }

    pub(crate) fn account(&self) -> &str {
        &self.target.account_id
    }

    async fn send(&mut self, request: RequestBuilder) -> Result<Answer, Stop> {
        if self.sent >= self.most {
            return Err(Stop::Limit);
        }
        self.sent += 1;
        // Without the URL, which holds ids of cards and customers.
        let failed = |error: reqwest::Error| Stop::Failed(Error::Transport(error.without_url()));
        let mut response =
            request.header(ACCEPT, "application/json").send().await.map_err(failed)?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let mut bytes = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(failed)? {
            if bytes.len() + piece.len() > MOST_BYTES {
                // What is cut is no JSON, and counts as such.
                break;
            }
            bytes.extend_from_slice(&piece);
        }
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Ok(Answer { status, headers, body })
    }
}

impl Answer {
    /// The cards of a page.
    pub(crate) fn cards(&self) -> &[Value] {
        self.body["cards"].as_array().map_or(&[], Vec::as_slice)
    }

    /// The cursor of the next page; null and an empty text are none.
    pub(crate) fn cursor(&self) -> Option<&str> {
        self.body["starting_after"].as_str().filter(|cursor| !cursor.is_empty())
    }

    /// What is wrong with a refusal, if anything: it must be 4xx, with the
    /// documented body.
    pub(crate) fn is_no_refusal(&self) -> Option<String> {
        if !(400..500).contains(&self.status) {
            return Some(format!("status {}", self.status));
        }
        let error = &self.body["error"];
        let has = |name: &str| error[name].is_string();
        (!has("code") && !has("message"))
            .then(|| format!("status {} without the documented body", self.status))
    }
}

fn bearer(token: &str) -> Result<HeaderValue, Error> {
    let mut value =
        HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| Error::Unsendable)?;
    value.set_sensitive(true);
    Ok(value)
}

fn base(url: &str) -> &str {
    url.trim_end_matches('/')
}

fn check_url(url: &str) -> Result<(), Error> {
    let url = Url::parse(url).map_err(|_| Error::InvalidUrl)?;
    let host = url.host_str().unwrap_or_default();
    let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    match url.scheme() {
        "https" => Ok(()),
        "http" if here => Ok(()),
        _ => Err(Error::InsecureUrl),
    }
}

/// A text as a part of a path or query.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}
