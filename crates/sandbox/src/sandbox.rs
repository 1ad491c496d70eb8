//! The handle of a running sandbox.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError};

use crate::app::{App, SCOPE};
use crate::card::Card;
use crate::clock::Clock;
use crate::faults::Faults;
use crate::log::RequestLog;
use crate::server::Server;

/// A running sandbox.
///
/// Dropping it stops the server: it waits for requests under way, at most a
/// second, and raises a panic of the server again, unless the thread is
/// panicking already. [`shutdown`](Self::shutdown) does the same without
/// blocking.
///
/// # What it answers
/// What the documents allow is answered as they say; where they leave something
/// open, this is how it is here, unless a switch of the builder says otherwise:
///
/// - **Listing**: newest `created_at` first, then by `id`. The cursor is the
///   `id` of the last card of the page, and the last page has none. An unknown
///   cursor is 404.
/// - **Filters**: all of them must hold. Bounds are inclusive, to the
///   nanosecond. A date alone is midnight UTC. A card without `expires_at` is in
///   no range of it. `customer` is `customer_id` to the letter. `currency` is
///   any of those given, to the letter. `search` is a part of `card_id` or of
///   `customer_id`, whatever the case, or `amount` to the digit.
/// - **Status**: see [`Card::status`].
/// - **Numbers** have no bound that the document does not give: an amount beyond
///   64 bits is legal and matches no card.
/// - **Parameters**: unknown ones are 400, as is one that is given twice and is
///   not a list, and malformed percent-encoding.
/// - **Methods**: what is not in the document is 405 with `Allow`, `HEAD` and
///   `OPTIONS` included.
/// - **Tokens**: HTTP Basic, else 401. An owner other than the account of this
///   sandbox is 403, and so is an audience that is not a URL ending in
///   `/accounts/` and that account. A token of another account or without a
///   documented scope is 403 at the listing.
/// - **Dates**: the header `Date` follows the clock.
/// - **Order**: size (414, 431), path (404), method (405), [faults](Faults), who
///   asks (401), what is asked (400, 413, 415), whether they may (403), data.
/// - **Bytes that are not HTTP** are 400 without a body, and a head of more than
///   64 KiB is 431 without a body; all else has the documented error body.
///
/// `Debug` shows neither credentials nor cards.
pub struct Sandbox {
    app: Arc<App>,
    server: Server,
    base_url: String,
    auth_url: String,
}

impl Sandbox {
    pub(crate) fn new(app: Arc<App>, server: Server, base_url: String, auth_url: String) -> Self {
        Self { app, server, base_url, auth_url }
    }

    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// Where "Get cards" is served: `http://127.0.0.1:…/v1`, with the path of the
    /// document's server and without an end slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Where "Get Token" is served, in the same form.
    #[must_use]
    pub fn auth_url(&self) -> &str {
        &self.auth_url
    }

    /// Address and port of the server.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// The account that the cards belong to.
    #[must_use]
    pub fn account_id(&self) -> &str {
        &self.app.account_id
    }

    /// User of HTTP Basic at the token endpoint.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.app.client_id
    }

    /// Password of HTTP Basic at the token endpoint. Whoever knows the seed
    /// knows it: it guards nothing but invented cards.
    #[must_use]
    pub fn client_secret(&self) -> &str {
        &self.app.client_secret
    }

    /// The clock that the sandbox looks at.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.app.clock
    }

    /// A new access token, as the token endpoint gives it.
    #[must_use]
    pub fn access_token(&self) -> String {
        self.access_token_for(self.account_id(), SCOPE)
    }

    /// A new access token for any account and any scopes, separated by spaces:
    /// for tests of what happens with a token that does not suffice.
    #[must_use]
    pub fn access_token_for(&self, account_id: &str, scope: &str) -> String {
        self.app.token(&format!("{}/accounts/{account_id}", self.base_url), scope, None)
    }

    /// Revokes every access token that was given so far: 401 until there is a new
    /// one.
    pub fn revoke_tokens(&self) {
        self.app.signer.revoke_all();
    }

    /// Puts another script of faults in place; its rules begin to count.
    pub fn set_faults(&self, faults: Faults) {
        self.app.injector.set(faults);
    }

    /// The requests that reached the sandbox.
    #[must_use]
    pub fn log(&self) -> &RequestLog {
        &self.app.log
    }

    /// Every card, in the order of the listing. Cards that change later do not
    /// change in what was handed out.
    #[must_use]
    pub fn cards(&self) -> Vec<Arc<Card>> {
        let store = self.app.store.read().unwrap_or_else(PoisonError::into_inner);
        store.cards().cloned().collect()
    }

    /// Stops the server: no new connections, requests under way may take a
    /// second. All is done when this returns.
    ///
    /// # Panics
    /// When the server panicked, with its message.
    pub async fn shutdown(self) {
        self.server.shutdown().await;
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("base_url", &self.base_url)
            .field("account_id", &self.app.account_id)
            .field("clock", &self.app.clock)
            .finish_non_exhaustive()
    }
}
