//! What a sandbox can be told before it starts.

use std::fmt;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use chrono::{DateTime, NaiveTime, Utc};
use dintero_cards_openapi::{AUTH, CARDS, Document, Source};

use crate::app::{App, Observer};
use crate::clock::Clock;
use crate::contract::{Contract, Operation, Task};
use crate::error::Error;
use crate::faults::{Faults, Injector};
use crate::log::{LoggedRequest, RequestLog};
use crate::sandbox::Sandbox;
use crate::seed;
use crate::server::{Handler, Server};
use crate::token::Signer;

/// As many cards fill two pages of the documented default and half a third.
const CARDS_COUNT: usize = 25;
const SEED: u64 = 7;
/// The example of the document; T stands for a test account.
const ACCOUNT_ID: &str = "T12345678";
/// The documented example of `expires_in`: a day.
const TOKEN_LIFETIME: Duration = Duration::from_secs(86_400);
/// More than any test waits, less than time can hold.
const LONGEST_LIFETIME: Duration = Duration::from_secs(100 * 366 * 86_400);

/// Settings of a [`Sandbox`]; every one has a default.
#[derive(Clone)]
#[must_use = "a builder does nothing until it is started"]
pub struct SandboxBuilder {
    cards: usize,
    seed: u64,
    account_id: String,
    port: u16,
    clock: Clock,
    anchor: Option<DateTime<Utc>>,
    token_lifetime: Duration,
    latency: Duration,
    faults: Faults,
    observer: Option<Observer>,
    cards_document: String,
    auth_document: String,
}

impl Default for SandboxBuilder {
    fn default() -> Self {
        Self {
            cards: CARDS_COUNT,
            seed: SEED,
            account_id: ACCOUNT_ID.to_owned(),
            port: 0,
            clock: Clock::system(),
            anchor: None,
            token_lifetime: TOKEN_LIFETIME,
            latency: Duration::ZERO,
            faults: Faults::new(),
            observer: None,
            cards_document: CARDS.text.to_owned(),
            auth_document: AUTH.text.to_owned(),
        }
    }
}

impl SandboxBuilder {
    /// Number of cards, 25 if not said. Ten or more show every status, type and
    /// currency. The first cards of a larger number are those of a smaller one.
    pub fn cards(mut self, cards: usize) -> Self {
        self.cards = cards;
        self
    }

    /// Seed of cards, credentials and signing key, 7 if not said. The same seed
    /// gives the same ones; dates of cards count from the [anchor](Self::anchor).
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The account that the cards belong to, `T12345678` if not said. It must be
    /// one that both documents allow.
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = account_id.into();
        self
    }

    /// Port on 127.0.0.1; 0, the default, takes any free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The time that the sandbox believes it is; the system's if not said.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The instant that dates of cards count from; midnight (UTC) before the
    /// clock's time at the start if not said.
    ///
    /// Cards are made in the two years before it. Those that are to be active or
    /// good stay so for a year, those that are not yet active for two weeks. So
    /// a listing always shows every status, on any day, and the same seed gives
    /// the same cards to the byte within a day. A test that compares bytes on
    /// another day sets this or a fixed clock.
    pub fn anchor(mut self, anchor: DateTime<Utc>) -> Self {
        self.anchor = Some(anchor);
        self
    }

    /// Life of an access token in whole seconds, from one second to a century;
    /// 86 400, a day, if not said.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.token_lifetime = lifetime;
        self
    }

    /// What goes wrong, and for which requests; nothing if not said.
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// Every answer comes so much later, in real time; at once if not said.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Is told of every request, on the thread of the server, before the answer
    /// is sent. A panic in it is raised again by the handle.
    pub fn on_request(mut self, observer: impl Fn(&LoggedRequest) + Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Text of another document for "Get cards", YAML or JSON, to see how a
    /// change of it changes what is accepted. A query parameter that is new in
    /// it is checked and selects nothing.
    pub fn cards_document(mut self, text: impl Into<String>) -> Self {
        self.cards_document = text.into();
        self
    }

    /// Text of another document for "Get Token".
    pub fn auth_document(mut self, text: impl Into<String>) -> Self {
        self.auth_document = text.into();
        self
    }

    /// Makes the cards and starts to serve on a thread of its own.
    ///
    /// # Errors
    /// A document cannot be read or asks for what the sandbox cannot enforce,
    /// the account id or the life of a token is not allowed, or the port is
    /// taken.
    pub async fn start(self) -> Result<Sandbox, Error> {
        let cards = Document::parse(Source { file: CARDS.file, text: &self.cards_document })?;
        let auth = Document::parse(Source { file: AUTH.file, text: &self.auth_document })?;
        let contract = Contract::compile(&[&cards, &auth])?;
        let list = self.operation(&contract, Task::ListCards, "get_cards")?;
        let token = self.operation(&contract, Task::GiveToken, "get_token")?;
        if self.token_lifetime.as_secs() == 0 || self.token_lifetime > LONGEST_LIFETIME {
            return Err(Error::TokenLifetime);
        }
        let (list_path, token_path) = (list.server.clone(), token.server.clone());
        let port = self.port;
        let (server, (app, base_url, auth_url)) = Server::start(port, move |address| {
            let (base_url, auth_url) =
                (format!("http://{address}{list_path}"), format!("http://{address}{token_path}"));
            let app = Arc::new(self.app(contract, &auth_url));
            let handler = Arc::clone(&app);
            let handler: Handler = Arc::new(move |head, body| handler.answer(head, body));
            ((app, base_url, auth_url), handler)
        })
        .await
        .map_err(|source| Error::Serve { port, source })?;
        Ok(Sandbox::new(app, server, base_url, auth_url))
    }

    fn app(self, contract: Contract, issuer: &str) -> App {
        let secrets = seed::secrets(self.seed);
        let midnight = |now: DateTime<Utc>| now.date_naive().and_time(NaiveTime::MIN).and_utc();
        let anchor = self.anchor.unwrap_or_else(|| midnight(self.clock.now()));
        App {
            contract,
            account_id: self.account_id,
            client_id: secrets.client_id,
            client_secret: secrets.client_secret,
            signer: Signer::new(&secrets.signing_key, self.token_lifetime),
            issuer: issuer.to_owned(),
            clock: self.clock,
            injector: Injector::new(self.faults),
            latency: self.latency,
            log: RequestLog::new(),
            observer: self.observer,
            store: RwLock::new(seed::cards(self.seed, self.cards, anchor).collect()),
        }
    }

    /// The operation of a task, which must take the account id.
    fn operation<'a>(
        &self,
        contract: &'a Contract,
        task: Task,
        operation: &'static str,
    ) -> Result<&'a Operation, Error> {
        let found = contract.operation(task).ok_or(Error::MissingOperation { operation })?;
        found
            .check_owner(&self.account_id)
            .map_err(|violation| Error::AccountId { rule: violation.rule().to_owned() })?;
        Ok(found)
    }
}

impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("cards", &self.cards)
            .field("seed", &self.seed)
            .field("account_id", &self.account_id)
            .field("port", &self.port)
            .field("clock", &self.clock)
            .field("anchor", &self.anchor)
            .field("token_lifetime", &self.token_lifetime)
            .field("latency", &self.latency)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}
