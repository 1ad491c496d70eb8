//! From settings to a running sandbox.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, OnceLock, RwLock};
use std::time::Duration;

use chrono::{DateTime, NaiveTime, Utc};
use dintero_cards_openapi::{AUTH, CARDS, Document, Source};

use super::SandboxBuilder;
use crate::app::App;
use crate::contract::{Contract, Operation};
use crate::data;
use crate::error::Error;
use crate::faults::Injector;
use crate::log::RequestLog;
use crate::operation_id::OperationId;
use crate::sandbox::Sandbox;
use crate::seed;
use crate::server::Server;
use crate::store::Store;
use crate::token::Signer;

/// Two pages of the documented default size and half a page.
const CARDS_COUNT: usize = 25;
/// More cards would take more than the memory of a small machine.
const MAX_CARDS: usize = 1_000_000;
/// A century: longer than any test, and within the range of dates.
const MAX_LIFETIME: Duration = Duration::from_secs(100 * 366 * 86_400);

impl SandboxBuilder {
    /// Creates and reads the cards and starts to serve on a thread of its own.
    ///
    /// # Errors
    /// A document cannot be read or has a rule that the sandbox cannot enforce,
    /// the account id or the lifetime of tokens is not allowed, a file has an
    /// invalid card, or the port is taken.
    pub async fn start(self) -> Result<Sandbox, Error> {
        let contract = self.contract()?;
        let list = self.operation(&contract, OperationId::GetCards)?;
        let token = self.operation(&contract, OperationId::GetToken)?;
        if self.token_lifetime.as_secs() == 0 || self.token_lifetime > MAX_LIFETIME {
            return Err(Error::TokenLifetime);
        }
        if self.cards.is_some_and(|cards| cards > MAX_CARDS) {
            return Err(Error::TooManyCards { most: MAX_CARDS });
        }
        let paths = [list.server.clone(), token.server.clone()];
        let (server, app) =
            Server::start(self.address, move |address| self.app(contract, address, paths)).await?;
        Ok(Sandbox { app, server })
    }

    /// Compiles the documents; those of this package once in a process, since tests start
    /// many sandboxes.
    fn contract(&self) -> Result<Arc<Contract>, Error> {
        static DOCUMENTED: OnceLock<Arc<Contract>> = OnceLock::new();
        let given = [
            Source { file: CARDS.file, text: &self.cards_document },
            Source { file: AUTH.file, text: &self.auth_document },
        ];
        let is_documented = given.map(|source| source.text) == [CARDS.text, AUTH.text];
        if let Some(contract) = DOCUMENTED.get().filter(|_| is_documented) {
            return Ok(Arc::clone(contract));
        }
        let [cards, auth] = given.map(Document::parse);
        let contract = Arc::new(Contract::compile(&[&cards?, &auth?])?);
        if is_documented {
            return Ok(Arc::clone(DOCUMENTED.get_or_init(|| contract)));
        }
        Ok(contract)
    }

    fn app(
        self,
        contract: Arc<Contract>,
        address: SocketAddr,
        paths: [String; 2],
    ) -> Result<App, Error> {
        let [base_url, auth_url] = paths.map(|path| format!("http://{}{path}", reachable(address)));
        let (client_id, client_secret, signing_key) = seed::secrets(self.seed);
        let mut app = App {
            contract,
            address,
            account_id: self.account_id,
            signer: Signer::new(signing_key, &auth_url, &client_id, self.token_lifetime),
            base_url,
            auth_url,
            client_id,
            client_secret,
            seed: self.seed,
            ids: AtomicU64::new(0),
            clock: self.clock,
            store: RwLock::default(),
            injector: Injector::new(self.faults),
            latency: self.latency,
            log: RequestLog::new(),
            observer: self.observer,
            switches: self.switches,
            notes: Vec::new(),
        };
        let midnight = |now: DateTime<Utc>| now.date_naive().and_time(NaiveTime::MIN).and_utc();
        let anchor = self.anchor.unwrap_or_else(|| midnight(app.clock.now()));
        let alone = self.given.is_empty() && self.files.is_empty();
        let count = self.cards.unwrap_or(if alone { CARDS_COUNT } else { 0 });
        let mut store = Store::new(app.switches.order, app.switches.precision);
        for card in seed::cards(self.seed, count, anchor) {
            store.put(card);
        }
        for file in &self.files {
            // The number of cards whose field is not as given.
            let mut replaced = BTreeMap::<_, usize>::new();
            data::read(file, &mut |given| {
                let card = app.finished(given.card);
                let same_id = store.get(card.id()).map(|_| "id");
                for field in
                    given.derived.replaced(&card, app.clock.now()).into_iter().chain(same_id)
                {
                    *replaced.entry(field).or_default() += 1;
                }
                store.put(card);
            })?;
            let note = |(field, count)| {
                let why = match field {
                    "id" => "replaces an earlier card with the same id",
                    _ => "is not as given: it follows from the other fields",
                };
                format!("{}: {field} {why} (cards: {count})", file.display())
            };
            app.notes.extend(replaced.into_iter().map(note));
        }
        for card in self.given {
            store.put(app.finished(card));
        }
        app.store = RwLock::new(store);
        Ok(app)
    }

    /// Returns an operation, which must allow the account id.
    fn operation<'a>(
        &self,
        contract: &'a Contract,
        id: OperationId,
    ) -> Result<&'a Operation, Error> {
        let missing = Error::MissingOperation { operation: id.as_str() };
        let found = contract.operation(id).ok_or(missing)?;
        found
            .check_owner(&self.account_id)
            .map_err(|violation| Error::AccountId { rule: violation.rule().to_owned() })?;
        Ok(found)
    }
}

/// Returns the address that clients on this machine use: that of loopback if the
/// server listens on all addresses.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => (Ipv4Addr::LOCALHOST, address.port()).into(),
        IpAddr::V6(ip) if ip.is_unspecified() => (Ipv6Addr::LOCALHOST, address.port()).into(),
        _ => address,
    }
}
