//! The settings of a sandbox.

mod start;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use dintero_cards_openapi::{AUTH, CARDS};

use crate::accessors::setters;
use crate::app::Observer;
use crate::card::NewCard;
use crate::clock::Clock;
use crate::faults::Faults;
use crate::log::LoggedRequest;
use crate::sandbox::Sandbox;
use crate::switches::{
    Bounds, CountHeaders, LastPage, Order, OverLimit, Precision, Switches, UnknownParameters,
};

/// Any number would do: it is fixed, so that every sandbox has the same cards by default.
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
    address: SocketAddr,
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
            address: (Ipv4Addr::LOCALHOST, 0).into(),
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
    /// Returns the settings with their defaults.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }
}

impl SandboxBuilder {
    setters! {
        /// Sets the number of cards from the seed. The default is 25: two pages of the
        /// documented default size and a half; or 0 if there is a [file](Self::data)
        /// or a [card](Self::card). Ten or more cards have every status, type and
        /// currency. A larger number begins with the cards of a smaller one; a million is
        /// the largest, which takes about a gigabyte of memory.
        fn cards(mut self, cards: usize) { self.cards = Some(cards) }

        /// Adds a card.
        fn card(mut self, card: NewCard) { self.given.push(card) }

        /// Adds a file of cards, which is read at the start: a list or a page of cards
        /// in JSON (`.json`), one card a line (`.ndjson`, `.jsonl`), or rows with a
        /// header (`.csv`), as `dintero-cards list` writes them.
        ///
        /// The fields are those of a card in the document; all may be absent, and other
        /// fields are kept and returned. `status`, `amount_available` and, if
        /// `amount_funds` and `amount_drawdown` are given, `amount_balance` follow from
        /// the other fields; [`Sandbox::notes`] says where other values were given.
        fn data(mut self, path: impl Into<PathBuf>) { self.files.push(path.into()) }

        /// Sets the seed of cards, credentials and signing key; the default is 7, an
        /// arbitrary number. The same seed gives the same cards and credentials; dates
        /// of cards are relative to the [anchor](Self::anchor).
        fn seed(mut self, seed: u64) { self.seed = seed }

        /// Sets the account of the cards; the default is `T12345678`, the example of
        /// the documentation. Both documents must allow it.
        fn account_id(mut self, account_id: impl Into<String>) {
            self.account_id = account_id.into()
        }

        /// Sets the port; the default 0 takes any free one.
        fn port(mut self, port: u16) { self.address.set_port(port) }

        /// Sets the address to listen on; the default is 127.0.0.1.
        ///
        /// With another address than one of loopback, such as 0.0.0.0 in a container,
        /// everybody who reaches the port reads and counts the cards, and tokens and
        /// secrets cross the network in the clear: use invented cards only.
        fn bind(mut self, address: impl Into<IpAddr>) { self.address.set_ip(address.into()) }

        /// Sets the clock; the default is the system clock.
        fn clock(mut self, clock: Clock) { self.clock = clock }

        /// Sets the time that dates of cards are relative to; the default is the
        /// midnight (UTC) before the time of the clock at the start, so that the cards
        /// of a seed are the same, to the byte, within a day.
        ///
        /// Cards are created in the two years before it. Of 25 cards, at least one expires
        /// in each of the twelve calendar months after it; the other active cards stay
        /// active for at least a year. Inactive cards stay inactive for at least two weeks.
        /// A test that compares bytes on different days sets an anchor or a fixed clock.
        fn anchor(mut self, anchor: DateTime<Utc>) { self.anchor = Some(anchor) }

        /// Sets the lifetime of access tokens in whole seconds, from one second to a
        /// century; the default is a day, the documented example of `expires_in`.
        fn token_lifetime(mut self, lifetime: Duration) { self.token_lifetime = lifetime }

        /// Sets the order of the listing.
        fn order(mut self, order: Order) { self.switches.order = order }

        /// Sets the mark of the last page.
        fn last_page(mut self, last_page: LastPage) { self.switches.last_page = last_page }

        /// Sets whether the bounds of ranges are inclusive.
        fn bounds(mut self, bounds: Bounds) { self.switches.bounds = bounds }

        /// Sets the precision of times.
        fn precision(mut self, precision: Precision) { self.switches.precision = precision }

        /// Sets the treatment of a `limit` above the maximum.
        fn over_limit(mut self, over_limit: OverLimit) { self.switches.over_limit = over_limit }

        /// Sets the treatment of unknown parameters.
        fn unknown_parameters(mut self, unknown_parameters: UnknownParameters) {
            self.switches.unknown_parameters = unknown_parameters
        }

        /// Sets whether a listing has headers with the number of matching cards.
        fn count_headers(mut self, count_headers: CountHeaders) {
            self.switches.count_headers = count_headers
        }

        /// Sets the fault script; the default is an empty one.
        fn faults(mut self, faults: Faults) { self.faults = faults }

        /// Sets a delay of every response, in real time; there is no delay by default.
        fn latency(mut self, latency: Duration) { self.latency = latency }

        /// Sets a function that receives every request, on the thread of the server,
        /// before the response is sent. The handle raises its panics again.
        fn on_request(mut self, observer: impl Fn(&LoggedRequest) + Send + Sync + 'static) {
            self.observer = Some(Arc::new(observer))
        }

        /// Sets the text of another document for "Get cards", YAML or JSON, to test a
        /// change of the documentation. A new query parameter is checked and has no
        /// effect on the listing.
        fn cards_document(mut self, text: impl Into<String>) { self.cards_document = text.into() }

        /// Sets the text of another document for "Get Token".
        fn auth_document(mut self, text: impl Into<String>) { self.auth_document = text.into() }
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
            .field("address", &self.address)
            .field("clock", &self.clock)
            .field("anchor", &self.anchor)
            .field("token_lifetime", &self.token_lifetime)
            .field("latency", &self.latency)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}
