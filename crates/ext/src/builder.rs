//! The builder of a client.

use std::fmt;
use std::sync::Arc;

use dintero_cards_client::{auth, cards};
use dintero_cards_http::{Endpoint, InvalidEndpoint};

use crate::authorization::{Authorization, TokenSource};
use crate::exchange::Settings;
use crate::rate_limit::RateLimit;
use crate::retry::RetryBudget;
use crate::session::Session;
use crate::setters::setters;
use crate::system;
use crate::token::token_source;
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
    authorization: Option<Authorization>,
    base_url: String,
    auth_url: String,
    allows_http: bool,
    http: Option<reqwest::Client>,
    timeouts: Timeouts,
    retry: RetryPolicy,
    /// Least time between two requests.
    rate_limit: RateLimit,
    max_body: usize,
    application: Option<String>,
    /// Headers that name the calling system and plugin.
    system: Vec<(&'static str, String)>,
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
            authorization: None,
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
    setters! {
        /// Obtains access tokens from "Get Token" with the credentials of a client.
        credentials(credentials: ClientCredentials) =>
            authorization = Some(Authorization::Basic(credentials));

        /// Obtains access tokens from a source: a fixed
        /// [`AccessToken`](crate::AccessToken), or a type of your own.
        token_source(source: impl TokenSource + 'static) =>
            authorization = Some(Authorization::Bearer(Arc::new(source)));

        /// Sets the base URL of "Get cards", without `/accounts`: https, or http to this
        /// machine.
        base_url(url: impl Into<String>) => base_url = url.into();

        /// Sets the base URL of "Get Token", without `/accounts`: https, or http to this
        /// machine.
        auth_url(url: impl Into<String>) => auth_url = url.into();

        /// Allows base URLs with `http` to other machines, such as a sandbox in a container.
        ///
        /// Credentials, tokens and cards then cross the network as plain text: everyone on the
        /// way can read and change them, and use the token. No environment variable sets this.
        allow_http() => allows_http = true;

        /// Sets the time limits.
        timeouts(timeouts: Timeouts) => timeouts = timeouts;

        /// Sets the retry policy.
        retry(policy: RetryPolicy) => retry = policy;

        /// Sets the size of the largest response body that is read, in bytes after
        /// decompression.
        max_body(bytes: usize) => max_body = bytes;

        /// Sets the most requests per second, evenly spaced. The limit counts the
        /// requests of all clones of the client, those for tokens included.
        #[cfg(feature = "rate-limit")]
        rate_limit(requests: std::num::NonZeroU32) =>
            rate_limit = RateLimit::per_second(requests);

        /// Sets the name of the calling program, such as `my-shop/1.2`; it follows this
        /// crate's own name in `User-Agent`.
        application(name: impl Into<String>) => application = Some(name.into());

        /// Uses an HTTP client of your own: its proxies, certificates and pool.
        ///
        /// It must not follow redirects; a request that it redirects is an error of the
        /// kind [`ErrorKind::Configuration`]. The limits `connect` and `read` of
        /// [`Timeouts`] are those of your client, and it decides whether requests to this
        /// machine go through a proxy.
        http_client(client: reqwest::Client) => http = Some(client);
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
        let tokens = match self.authorization {
            Some(Authorization::Bearer(source)) => source,
            Some(credentials @ Authorization::Basic(_)) => Arc::new(token_source(Session {
                account_id: account_id.clone(),
                endpoint: auth,
                settings: Arc::clone(&settings),
                http: for_tokens,
                authorization: credentials,
            })?),
            None => {
                let context = "neither credentials nor a token source are set";
                return Err(Error::new(ErrorKind::Configuration, context));
            }
        };
        let authorization = Authorization::Bearer(Arc::clone(&tokens));
        let session = Session { account_id, endpoint, settings, http: for_cards, authorization };
        Ok(CardsClient { session: Arc::new(session), tokens })
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
