//! The path of a request through the sandbox, from its head and body to a
//! response, without input or output.
//!
//! The order of the checks is part of the behaviour: [`Sandbox`](crate::Sandbox) has it.
//! Authentication comes before parameters, so that an unknown caller learns nothing;
//! authorization comes after them, so that any valid token shows that a request is
//! malformed.
//!
//! `access` authenticates and authorizes, `tasks` carries out operations, and
//! `faults` applies the fault script.

mod access;
mod faults;
mod tasks;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use bytes::Bytes;
use http::header::{self, HeaderValue};
use http::request::Parts;
use http::{HeaderMap, StatusCode};

use crate::card::{Card, NewCard};
use crate::clock::Clock;
use crate::contract::{Arguments, Contract, Leniency, Operation, Violation, remove};
use crate::faults::{Action, Injector};
use crate::log::{LoggedRequest, RequestLog};
use crate::operation_id::OperationId;
use crate::response::{Refusal, Response};
use crate::seed;
use crate::store::Store;
use crate::switches::{OverLimit, Switches, UnknownParameters};
use crate::token::Signer;

/// Maximum length of path and query, in bytes: longer than a query with every filter.
const MAX_TARGET: usize = 16 * 1024;
/// Maximum length of the names and values of all headers, in bytes: more than proxies add.
const MAX_HEADERS: usize = 32 * 1024;

/// The scope of every token of the token endpoint.
pub(crate) const SCOPE: &str = "read:wallets";

/// Receives every request before its response is sent.
pub(crate) type Observer = Arc<dyn Fn(&LoggedRequest) + Send + Sync>;

/// Everything that a response depends on.
pub(crate) struct App {
    pub(crate) contract: Arc<Contract>,
    /// Address and port of the server.
    pub(crate) address: SocketAddr,
    pub(crate) base_url: String,
    pub(crate) auth_url: String,
    pub(crate) account_id: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) signer: Signer,
    /// Seed of the ids of cards that are inserted without an id.
    pub(crate) seed: u64,
    pub(crate) ids: AtomicU64,
    pub(crate) clock: Clock,
    pub(crate) store: RwLock<Store>,
    pub(crate) injector: Injector,
    pub(crate) latency: Duration,
    pub(crate) log: RequestLog,
    pub(crate) observer: Option<Observer>,
    pub(crate) switches: Switches,
    /// What was changed in the cards of files.
    pub(crate) notes: Vec<String>,
}

/// A request whose operation is known.
struct RoutedRequest<'a> {
    operation: &'a Operation,
    /// Values of the path parameters by name, still encoded.
    path: Vec<(String, String)>,
    query: String,
    headers: &'a HeaderMap,
}

impl App {
    /// Responds to a request and logs it.
    pub(crate) fn respond(&self, head: &Parts, body: Result<Bytes, Violation>) -> Response {
        let request = check_size(head).and_then(|()| self.route(head));
        let operation = request.as_ref().ok().map(|request| request.operation.id);
        let (mut response, actions) = match request {
            Ok(request) => self.respond_with_faults(request, body),
            Err(refusal) => (*refusal, Vec::new()),
        };
        self.date(&mut response, &actions);
        response.delay = response.delay.saturating_add(self.latency);
        let names = actions.iter().map(Action::name).collect();
        let status = response.visible_status();
        let logged = self.log.add(LoggedRequest::new(head, operation, status, names));
        if let Some(observer) = &self.observer {
            observer(&logged);
        }
        response
    }

    fn route<'a>(&'a self, head: &'a Parts) -> Result<RoutedRequest<'a>, Refusal> {
        match self.contract.route(&head.method, head.uri.path()) {
            Ok((operation, path)) => {
                let query = head.uri.query().unwrap_or_default().to_owned();
                Ok(RoutedRequest { operation, path, query, headers: &head.headers })
            }
            Err(allowed) if allowed.is_empty() => {
                Err(Response::error(StatusCode::NOT_FOUND, "no operation has this path").into())
            }
            Err(allowed) => {
                let allowed = allowed.join(", ");
                let message = format!("this path has other methods: {allowed}");
                let allowed = HeaderValue::from_str(&allowed).expect("methods are ASCII words");
                let refusal = Response::error(StatusCode::METHOD_NOT_ALLOWED, &message);
                Err(refusal.with(header::ALLOW, allowed).into())
            }
        }
    }

    fn carry_out(
        &self,
        request: &RoutedRequest<'_>,
        body: Result<Bytes, Violation>,
        actions: &[Action],
    ) -> Result<Response, Refusal> {
        let operation = request.operation;
        let caller = self.identify(operation, request.headers)?;
        let arguments = request.arguments(&self.switches)?;
        let payload = operation.payload(request.headers, body)?;
        let mut response = match operation.id {
            OperationId::GetCards => self.list_cards(operation, caller.as_ref(), &arguments),
            OperationId::GetToken => {
                let lifetime = actions.iter().rev().find_map(|action| match action {
                    Action::TokenExpiresEarly(lifetime) => Some(*lifetime),
                    _ => None,
                });
                self.issue_token(&arguments, payload.as_ref(), lifetime)
            }
        }?;
        if !operation.write_only.is_empty()
            && let Ok(mut body) = serde_json::from_slice(&response.body)
        {
            operation.write_only.iter().for_each(|path| remove(&mut body, path));
            response.body = body.to_string().into();
        }
        Ok(response)
    }

    /// Returns the card, with a time and an id if it has none.
    pub(crate) fn finished(&self, card: NewCard) -> Card {
        card.finish(self.clock.now(), || {
            seed::id(self.seed, self.ids.fetch_add(1, Ordering::Relaxed))
        })
    }

    /// Issues a token for an audience, with the usual lifetime or another.
    pub(crate) fn token(&self, audience: &str, scope: &str, lifetime: Option<Duration>) -> String {
        self.signer.issue(audience, scope, self.clock.now(), lifetime)
    }
}

impl RoutedRequest<'_> {
    fn arguments(&self, switches: &Switches) -> Result<Arguments, Violation> {
        let leniency = Leniency {
            ignores_unknown: switches.unknown_parameters == UnknownParameters::Ignored,
            caps: (switches.over_limit == OverLimit::Capped).then_some("limit"),
        };
        self.operation.arguments(&self.path, &self.query, leniency)
    }
}

fn check_size(head: &Parts) -> Result<(), Refusal> {
    if head.uri.path_and_query().is_some_and(|target| target.as_str().len() > MAX_TARGET) {
        let message = format!("path and query must have at most {MAX_TARGET} bytes");
        return Err(Response::error(StatusCode::URI_TOO_LONG, &message).into());
    }
    let length =
        |(name, value): (&header::HeaderName, &HeaderValue)| name.as_str().len() + value.len();
    if head.headers.iter().map(length).sum::<usize>() > MAX_HEADERS {
        let message = format!("headers must have at most {MAX_HEADERS} bytes");
        let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
        return Err(Response::error(status, &message).into());
    }
    Ok(())
}
