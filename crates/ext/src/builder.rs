//! Makes a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use dintero_cards_client::{auth, cards};

use crate::endpoint::Endpoint;
use crate::token::Refresh;
use crate::{AccountId, CardsClient, ClientCredentials, Error, ErrorKind, Result, TokenSource};

/// A connection within a country takes a tenth of a second; this is for bad days.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Longest silence of a server while its response is read.
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// Longest time from the request to the end of its response.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Settings of a [`CardsClient`]; made by [`CardsClient::builder`].
///
/// | setting | default | reason |
/// |---|---|---|
/// | base URLs | those of the documents | |
/// | time to connect | 10 s | |
/// | silence while reading | 30 s | a page takes seconds at most |
/// | a whole request | 60 s | |
/// | redirects | never followed | a token must not go elsewhere |
pub struct Builder {
    account_id: String,
    tokens: Option<Tokens>,
    base_url: String,
    auth_url: String,
}

enum Tokens {
    Credentials(ClientCredentials),
    Source(Arc<dyn TokenSource>),
}

impl Builder {
    pub(crate) fn new(account_id: String) -> Self {
        Self {
            account_id,
            tokens: None,
            base_url: cards::DOCUMENT.base_url.to_owned(),
            auth_url: auth::DOCUMENT.base_url.to_owned(),
        }
    }

    /// Gets access tokens with the credentials of a client.
    #[must_use]
    pub fn credentials(mut self, credentials: ClientCredentials) -> Self {
        self.tokens = Some(Tokens::Credentials(credentials));
        self
    }

    /// Gets access tokens from a source: a fixed
    /// [`AccessToken`](crate::AccessToken), or one of your own.
    #[must_use]
    pub fn token_source(mut self, source: impl TokenSource + 'static) -> Self {
        self.tokens = Some(Tokens::Source(Arc::new(source)));
        self
    }

    /// Base URL of "Get cards", without `/accounts`: https, or http on this machine.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// Base URL of "Get Token", without `/accounts`: https, or http on this machine.
    #[must_use]
    pub fn auth_url(mut self, url: impl Into<String>) -> Self {
        self.auth_url = url.into();
        self
    }

    /// The client; nothing is sent yet.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for an account id that is none,
    /// [`ErrorKind::Configuration`] without credentials or token source, or
    /// with a base URL that a token must not be sent to.
    pub fn build(self) -> Result<CardsClient> {
        let account_id = AccountId::try_from(self.account_id.as_str()).map_err(|_| {
            Error::invalid("an account id is P or T and eight digits, such as T12345678")
        })?;
        let endpoint = Endpoint::parse("the base URL of Get cards", &self.base_url)?;
        let auth = Endpoint::parse("the base URL of Get Token", &self.auth_url)?;
        let http = http(endpoint.is_loopback() && auth.is_loopback())?;
        let tokens = match self.tokens {
            Some(Tokens::Source(source)) => source,
            Some(Tokens::Credentials(credentials)) => {
                Arc::new(Refresh::new(credentials, &account_id, auth, http.clone())?)
            }
            None => {
                let context = "neither credentials nor a token source are set";
                return Err(Error::new(ErrorKind::Configuration, context));
            }
        };
        Ok(CardsClient::new(account_id, endpoint, http, tokens))
    }
}

fn http(stays_here: bool) -> Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .timeout(TIMEOUT);
    // What stays on this machine must not go through a proxy elsewhere.
    let builder = if stays_here { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| {
        Error::new(ErrorKind::Configuration, "the HTTP client cannot be made").with_source(error)
    })
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").finish_non_exhaustive()
    }
}
