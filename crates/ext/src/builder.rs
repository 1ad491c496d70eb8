//! Makes a client.

use std::fmt;
use std::sync::Arc;

use dintero_cards_client::{auth, cards};

use crate::endpoint::Endpoint;
use crate::rate_limit::RateLimit;
use crate::retry::RetryBudget;
use crate::settings::Settings;
use crate::system::{System, user_agent};
use crate::token::{GetToken, Refresh};
use crate::{
    AccountId, CardsClient, ClientCredentials, Error, ErrorKind, Result, RetryPolicy, Timeouts,
    TokenSource,
};

/// A page of a hundred cards is some hundred kilobytes.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// Settings of a [`CardsClient`]; made by [`CardsClient::builder`].
///
/// | setting | default | reason |
/// |---|---|---|
/// | base URLs | those of the documents | |
/// | time limits | those of [`Timeouts`] | |
/// | repeating | that of [`RetryPolicy`] | |
/// | largest body | 16 MiB | a page of a hundred cards is some hundred kilobytes |
/// | requests a second | no limit | no quota is documented |
/// | redirects | never followed | a token must not go elsewhere |
pub struct Builder {
    account_id: String,
    tokens: Option<Tokens>,
    base_url: String,
    auth_url: String,
    http: Option<reqwest::Client>,
    timeouts: Timeouts,
    retry: RetryPolicy,
    rate_limit: RateLimit,
    max_body: usize,
    application: Option<String>,
    system: System,
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
            http: None,
            timeouts: Timeouts::default(),
            retry: RetryPolicy::default(),
            rate_limit: RateLimit::none(),
            max_body: MAX_BODY,
            application: None,
            system: System::default(),
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

    /// Time limits.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// How requests are repeated.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Largest response body that is read, in bytes, after it was unpacked.
    #[must_use]
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// No more than so many requests a second, evenly spaced, over all clones
    /// of the client and its requests for tokens.
    #[cfg(feature = "rate-limit")]
    #[must_use]
    pub fn rate_limit(mut self, requests: std::num::NonZeroU32) -> Self {
        self.rate_limit = RateLimit::per_second(requests);
        self
    }

    /// Who asks, such as `my-shop/1.2`: stands behind this crate's own name in
    /// `User-Agent`.
    #[must_use]
    pub fn application(mut self, name: impl Into<String>) -> Self {
        self.application = Some(name.into());
        self
    }

    /// The system that asks, as `Dintero-System-Name` and
    /// `Dintero-System-Version`, which the documentation recommends.
    #[must_use]
    pub fn system(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        self.system.system = Some((name.into(), version.into()));
        self
    }

    /// The plugin that asks, as `Dintero-System-Plugin-Name` and
    /// `Dintero-System-Plugin-Version`, which the documentation recommends.
    #[must_use]
    pub fn plugin(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        self.system.plugin = Some((name.into(), version.into()));
        self
    }

    /// Uses an HTTP client of your own: its proxies, certificates and pool.
    ///
    /// It must not follow redirects; one that did is noticed and is an error of
    /// the kind [`ErrorKind::Configuration`]. The limits `connect` and `read` of
    /// [`Timeouts`] are up to it, and so is whether requests to this machine go
    /// through a proxy.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// The client; nothing is sent yet.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for an account id that is none,
    /// [`ErrorKind::Configuration`] without credentials or token source, with a
    /// base URL that a token must not be sent to, or with a name that no header
    /// can carry.
    pub fn build(self) -> Result<CardsClient> {
        let account_id = AccountId::try_from(self.account_id.as_str()).map_err(|_| {
            Error::invalid("an account id is P or T and eight digits, such as T12345678")
        })?;
        let endpoint = Endpoint::parse("the base URL of Get cards", &self.base_url)?;
        let auth = Endpoint::parse("the base URL of Get Token", &self.auth_url)?;
        let timeouts = self.timeouts.bounded();
        // What stays on this machine must not go through a proxy elsewhere, so
        // the two servers may need two clients.
        let for_cards = match &self.http {
            Some(client) => client.clone(),
            None => http(timeouts, endpoint.is_loopback())?,
        };
        let for_tokens = match &self.http {
            None if auth.is_loopback() != endpoint.is_loopback() => {
                http(timeouts, auth.is_loopback())?
            }
            _ => for_cards.clone(),
        };
        let settings = Arc::new(Settings {
            user_agent: user_agent(self.application.as_deref())?,
            system: self.system.headers()?,
            timeouts,
            retry: self.retry,
            budget: RetryBudget::new(),
            rate_limit: self.rate_limit,
            max_body: self.max_body,
        });
        let tokens = match self.tokens {
            Some(Tokens::Source(source)) => source,
            Some(Tokens::Credentials(credentials)) => {
                let settings = Arc::clone(&settings);
                let issuer = GetToken::new(credentials, &account_id, auth, settings, for_tokens)?;
                Arc::new(Refresh::new(issuer))
            }
            None => {
                let context = "neither credentials nor a token source are set";
                return Err(Error::new(ErrorKind::Configuration, context));
            }
        };
        Ok(CardsClient::new(account_id, endpoint, settings, for_cards, tokens))
    }
}

fn http(timeouts: Timeouts, stays_here: bool) -> Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        // Attempts are repeated in one place, where they are counted.
        .retry(reqwest::retry::never())
        .connect_timeout(timeouts.connect)
        .read_timeout(timeouts.read);
    let builder = if stays_here { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| {
        Error::new(ErrorKind::Configuration, "the HTTP client cannot be made").with_source(error)
    })
}

/// Shows where requests go, and nothing that was given in confidence.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .field("max_body", &self.max_body)
            .finish_non_exhaustive()
    }
}
