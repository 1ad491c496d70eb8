//! The builder of a client.

use std::fmt;
use std::sync::Arc;

use dintero_cards_client::{auth, cards};
use dintero_cards_http::{Endpoint, InvalidEndpoint};

use crate::authorization::TokenSource;
use crate::exchange::Settings;
use crate::rate_limit::RateLimit;
use crate::retry::RetryBudget;
use crate::session::Session;
use crate::system;
use crate::token::{GetToken, Refresh};
use crate::{
    AccountId, CardsClient, ClientCredentials, Error, ErrorKind, Result, RetryPolicy, Timeouts,
};

/// A page of a hundred cards has about sixty kilobytes. The largest page that a listing accepts
/// has 10,000 cards, about six megabytes; metadata can more than double that.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// Settings of a [`CardsClient`]; made by [`CardsClient::builder`].
///
/// | setting | default | reason |
/// |---|---|---|
/// | base URLs | those of the documents | |
/// | time limits | [`Timeouts::default`] | see there |
/// | retries | [`RetryPolicy::default`] | see there |
/// | largest body | 16 MiB | a page of a hundred cards has about sixty kilobytes; a body of a million fields is refused, too |
/// | requests per second | no limit | the documentation states no quota |
/// | TLS | the platform's certificates, read by the first connection that needs them | connections to this machine need none |
/// | redirects | never followed | they would send the token elsewhere |
pub struct Builder {
    account_id: String,
    tokens: Option<Tokens>,
    base_url: String,
    auth_url: String,
    allows_http: bool,
    http: Option<reqwest::Client>,
    timeouts: Timeouts,
    retry: RetryPolicy,
    rate_limit: RateLimit,
    max_body: usize,
    application: Option<String>,
    /// Headers that name the calling system and plugin.
    system: Vec<(&'static str, String)>,
}

enum Tokens {
    Credentials(ClientCredentials),
    Source(Arc<dyn TokenSource>),
}

impl CardsClient {
    /// Creates a builder for the account with this id: `P` or `T` and eight digits.
    ///
    /// ```
    /// use dintero_cards::{CardsClient, ClientCredentials};
    ///
    /// let client = CardsClient::builder("T12345678")
    ///     .credentials(ClientCredentials::new("client id", "client secret"))
    ///     .build()?;
    /// # Ok::<(), dintero_cards::Error>(())
    /// ```
    #[must_use]
    pub fn builder(account_id: impl Into<String>) -> Builder {
        Builder {
            account_id: account_id.into(),
            tokens: None,
            base_url: cards::DOCUMENT.base_url.to_owned(),
            auth_url: auth::DOCUMENT.base_url.to_owned(),
            allows_http: false,
            http: None,
            timeouts: Timeouts::default(),
            retry: RetryPolicy::default(),
            rate_limit: RateLimit::none(),
            max_body: MAX_BODY,
            application: None,
            system: Vec::new(),
        }
    }
}

impl Builder {
    /// Obtains access tokens from "Get Token" with the credentials of a client.
    #[must_use]
    pub fn credentials(mut self, credentials: ClientCredentials) -> Self {
        self.tokens = Some(Tokens::Credentials(credentials));
        self
    }

    /// Obtains access tokens from a source: a fixed
    /// [`AccessToken`](crate::AccessToken), or a type of your own.
    #[must_use]
    pub fn token_source(mut self, source: impl TokenSource + 'static) -> Self {
        self.tokens = Some(Tokens::Source(Arc::new(source)));
        self
    }

    /// Sets the base URL of "Get cards", without `/accounts`: https, or http to this
    /// machine.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// Sets the base URL of "Get Token", without `/accounts`: https, or http to this
    /// machine.
    #[must_use]
    pub fn auth_url(mut self, url: impl Into<String>) -> Self {
        self.auth_url = url.into();
        self
    }

    /// Allows base URLs with `http` to other machines, such as a sandbox in a container.
    ///
    /// Credentials, tokens and cards then cross the network as plain text: everyone on the
    /// way can read and change them, and use the token. No environment variable sets this.
    #[must_use]
    pub fn allow_http(mut self) -> Self {
        self.allows_http = true;
        self
    }

    /// Sets the time limits.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Sets the retry policy.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets the size of the largest response body that is read, in bytes after
    /// decompression.
    #[must_use]
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Sets the most requests per second, evenly spaced. The limit counts the
    /// requests of all clones of the client, those for tokens included.
    #[cfg(feature = "rate-limit")]
    #[must_use]
    pub fn rate_limit(mut self, requests: std::num::NonZeroU32) -> Self {
        self.rate_limit = RateLimit::per_second(requests);
        self
    }

    /// Sets the name of the calling program, such as `my-shop/1.2`; it follows this
    /// crate's own name in `User-Agent`.
    #[must_use]
    pub fn application(mut self, name: impl Into<String>) -> Self {
        self.application = Some(name.into());
        self
    }

    /// Sets the calling system: the headers `Dintero-System-Name` and
    /// `Dintero-System-Version`, which the documentation recommends.
    #[must_use]
    pub fn system(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        self.system.push(("dintero-system-name", name.into()));
        self.system.push(("dintero-system-version", version.into()));
        self
    }

    /// Sets the calling plugin: the headers `Dintero-System-Plugin-Name` and
    /// `Dintero-System-Plugin-Version`, which the documentation recommends.
    #[must_use]
    pub fn plugin(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        self.system.push(("dintero-system-plugin-name", name.into()));
        self.system.push(("dintero-system-plugin-version", version.into()));
        self
    }

    /// Uses an HTTP client of your own: its proxies, certificates and pool.
    ///
    /// It must not follow redirects; a request that it redirects is an error of the
    /// kind [`ErrorKind::Configuration`]. The limits `connect` and `read` of
    /// [`Timeouts`] are those of your client, and it decides whether requests to this
    /// machine go through a proxy.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// Builds the client; sends nothing yet.
    ///
    /// # Errors
    /// Returns an error of the kind [`ErrorKind::InvalidInput`] for an invalid account
    /// id, and of the kind [`ErrorKind::Configuration`] without credentials and token
    /// source, for a base URL that a token must not be sent to, and for a name that a
    /// header cannot carry.
    pub fn build(self) -> Result<CardsClient> {
        let account_id = AccountId::try_from(self.account_id.as_str()).map_err(|_| {
            Error::invalid("an account id is P or T and eight digits, such as T12345678")
        })?;
        let endpoint = parse("the base URL of Get cards", &self.base_url, self.allows_http)?;
        let auth = parse("the base URL of Get Token", &self.auth_url, self.allows_http)?;
        let timeouts = self.timeouts.bounded();
        // Requests to this machine must not go through a proxy elsewhere, so the two
        // servers may need two HTTP clients.
        let for_cards = match &self.http {
            Some(client) => client.clone(),
            None => http(timeouts, &endpoint)?,
        };
        let for_tokens = match &self.http {
            None if auth.avoids_proxies() != endpoint.avoids_proxies() => http(timeouts, &auth)?,
            _ => for_cards.clone(),
        };
        let settings = Arc::new(Settings {
            user_agent: system::user_agent(self.application.as_deref())?,
            system: system::headers(self.system)?,
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
        Ok(CardsClient::new(Session { account_id, endpoint, settings, http: for_cards, tokens }))
    }
}

/// Parses a base URL; `name` is its name in the error.
fn parse(name: &str, text: &str, allows_http: bool) -> Result<Endpoint> {
    Endpoint::parse(text, allows_http).map_err(|invalid| {
        let error = Error::new(ErrorKind::Configuration, format!("{name}: {invalid}"));
        match invalid {
            InvalidEndpoint::NotUrl(cause) => error.with_source(cause),
            _ => error,
        }
    })
}

fn http(timeouts: Timeouts, endpoint: &Endpoint) -> Result<reqwest::Client> {
    let client = dintero_cards_http::client(endpoint, |builder| {
        builder.connect_timeout(timeouts.connect).read_timeout(timeouts.read)
    });
    client.map_err(|error| {
        let context = "the HTTP client cannot be created";
        Error::new(ErrorKind::Configuration, context).with_source(error)
    })
}

/// Shows the time limits, the retry policy and the largest body; the other settings
/// may hold secrets.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .field("max_body", &self.max_body)
            .finish_non_exhaustive()
    }
}
