//! What a sandbox can be told before it starts.

mod start;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use dintero_cards_openapi::{AUTH, CARDS};

use crate::app::Observer;
use crate::card::NewCard;
use crate::clock::Clock;
use crate::faults::Faults;
use crate::log::LoggedRequest;
use crate::sandbox::Sandbox;
use crate::switches::{
    Bounds, CountHeaders, LastPage, Order, OverLimit, Precision, Switches, UnknownParameters,
};

const SEED: u64 = 7;
/// The example of the document; T stands for a test account.
const ACCOUNT_ID: &str = "T12345678";
/// The documented example of `expires_in`: a day.
const TOKEN_LIFETIME: Duration = Duration::from_secs(86_400);

/// Settings of a [`Sandbox`]; every one has a default.
#[derive(Clone)]
#[must_use = "a builder does nothing until it is started"]
pub struct SandboxBuilder {
    cards: Option<usize>,
    given: Vec<NewCard>,
    files: Vec<PathBuf>,
    switches: Switches,
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
            cards: None,
            given: Vec::new(),
            files: Vec::new(),
            switches: Switches::default(),
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

impl Sandbox {
    /// Settings with their defaults.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }
}

impl SandboxBuilder {
    /// Number of cards from the seed; 25 if not said, and none if cards come from
    /// a [file](Self::data) or are [given](Self::card). Ten or more show every
    /// status, type and currency. The first cards of a larger number are those
    /// of a smaller one.
    pub fn cards(mut self, cards: usize) -> Self {
        self.cards = Some(cards);
        self
    }

    /// One more card.
    pub fn card(mut self, card: NewCard) -> Self {
        self.given.push(card);
        self
    }

    /// Cards from one more file, read at the start: a list or a page of cards in
    /// JSON (`.json`), a card a line (`.ndjson`, `.jsonl`), or rows with a header
    /// (`.csv`), as `dintero-cards list` writes them.
    ///
    /// The fields are those of a card in the document; all may be absent, and
    /// others are passed over. `status` and `amount_available` are not read, as
    /// they follow from the rest, and `amount_balance` only where
    /// `amount_funds` or `amount_drawdown` is absent.
    pub fn data(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(path.into());
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

    /// Order of the listing.
    pub fn order(mut self, order: Order) -> Self {
        self.switches.order = order;
        self
    }

    /// How the last page is marked.
    pub fn last_page(mut self, last_page: LastPage) -> Self {
        self.switches.last_page = last_page;
        self
    }

    /// Whether the ends of ranges belong to them.
    pub fn bounds(mut self, bounds: Bounds) -> Self {
        self.switches.bounds = bounds;
        self
    }

    /// What becomes of fractions of a second.
    pub fn precision(mut self, precision: Precision) -> Self {
        self.switches.precision = precision;
        self
    }

    /// What becomes of a `limit` above the maximum.
    pub fn over_limit(mut self, over_limit: OverLimit) -> Self {
        self.switches.over_limit = over_limit;
        self
    }

    /// What becomes of unknown parameters.
    pub fn unknown_parameters(mut self, unknown_parameters: UnknownParameters) -> Self {
        self.switches.unknown_parameters = unknown_parameters;
        self
    }

    /// Whether a listing says how many cards match.
    pub fn count_headers(mut self, count_headers: CountHeaders) -> Self {
        self.switches.count_headers = count_headers;
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
}

impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("cards", &self.cards)
            .field("given", &self.given.len())
            .field("files", &self.files)
            .field("switches", &self.switches)
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
