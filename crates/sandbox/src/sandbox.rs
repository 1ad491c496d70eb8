//! The handle of a running sandbox.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError};

use crate::accessors::getters;
use crate::app::{App, SCOPE};
use crate::card::Card;
use crate::clock::Clock;
use crate::faults::Faults;
use crate::log::RequestLog;
use crate::server::Server;

/// A running sandbox.
///
/// Dropping it stops the server: it waits for open requests, at most a second, and
/// raises a panic of the server again, unless the thread is panicking already.
/// [`shutdown`](Self::shutdown) does the same without blocking.
///
/// # Responses
/// Valid requests get the documented responses. The documents leave these points
/// open; switches of the builder change some of them:
///
/// - **Listing**: newest `created_at` first, then by `id`. The cursor is the
///   `id` of the last card of the page, and the last page has none. An unknown
///   cursor is 404.
/// - **Filters**: all of them must hold. Bounds are inclusive, to the
///   nanosecond. A date alone is midnight UTC. A card without `expires_at` is in
///   no range of it. `customer` is exactly `customer_id`. `currency` is exactly
///   one of the given ones. `search` is a part of `card_id` or `customer_id`, in
///   any case, or exactly `amount`.
/// - **Status**: see [`Card::status`].
/// - **Numbers** have the documented bounds only: an amount beyond 64 bits is legal
///   and matches no card.
/// - **Parameters**: an unknown parameter, a repeated one that is not a list, and
///   malformed percent-encoding are 400.
/// - **Methods**: a method without an operation is 405 with `Allow`, including
///   `HEAD` and `OPTIONS`.
/// - **Tokens**: the token endpoint needs HTTP Basic, else 401. An owner other than
///   the account of this sandbox is 403, and so is an audience that is not a URL
///   ending in `/accounts/` and that account. A token of another account or
///   without a documented scope is 403 at the listing.
/// - **Dates**: the header `Date` follows the clock.
/// - **Order of checks**: size (414, 431), path (404), method (405),
///   [faults](Faults), authentication (401), parameters and body (400, 413, 415),
///   authorization (403), data (404).
/// - **Error bodies** are the documented one, except for bytes that are not HTTP
///   (400) and a head of more than 64 KiB (431), which have no body.
///
/// `Debug` shows neither credentials nor cards.
pub struct Sandbox {
    pub(crate) app: Arc<App>,
    pub(crate) server: Server,
}

impl Sandbox {
    getters! {
        /// Returns the base URL of "Get cards" on this machine, `http://127.0.0.1:…/v1`,
        /// with the path of the server in the document and without a slash at its end.
        fn base_url(&self) -> &str { &self.app.base_url }

        /// Returns the base URL of "Get Token", in the same form.
        fn auth_url(&self) -> &str { &self.app.auth_url }

        /// Returns address and port of the server.
        fn address(&self) -> SocketAddr { self.app.address }

        /// Returns the account of the cards.
        fn account_id(&self) -> &str { &self.app.account_id }

        /// Returns the user of HTTP Basic at the token endpoint.
        fn client_id(&self) -> &str { &self.app.client_id }

        /// Returns the password of HTTP Basic at the token endpoint. It follows from the
        /// seed and protects only invented cards.
        fn client_secret(&self) -> &str { &self.app.client_secret }

        /// Returns the clock of the sandbox.
        fn clock(&self) -> &Clock { &self.app.clock }

        /// Returns what the sandbox changed in the cards of its [files]: a sentence for
        /// each file and field, with the number of cards.
        ///
        /// [files]: crate::SandboxBuilder::data
        fn notes(&self) -> &[String] { &self.app.notes }

        /// Returns the log of received requests.
        fn log(&self) -> &RequestLog { &self.app.log }

        /// Issues an access token, as the token endpoint does.
        fn access_token(&self) -> String { self.access_token_for(self.account_id(), SCOPE) }
    }

    /// Issues an access token for any account and any scopes, separated by spaces,
    /// for tests with a token that does not suffice.
    #[must_use]
    pub fn access_token_for(&self, account_id: &str, scope: &str) -> String {
        self.app.token(&format!("{}/accounts/{account_id}", self.app.base_url), scope, None)
    }

    /// Revokes every access token that was issued so far: 401 until there is a new
    /// one.
    pub fn revoke_tokens(&self) {
        self.app.signer.revoke_all();
    }

    /// Replaces the fault script; its rules begin to count.
    pub fn set_faults(&self, faults: Faults) {
        self.app.injector.set(faults);
    }

    /// Returns every card, in the order of the listing. Later changes do not change
    /// the returned cards.
    #[must_use]
    pub fn cards(&self) -> Vec<Arc<Card>> {
        let store = self.app.store.read().unwrap_or_else(PoisonError::into_inner);
        store.cards().cloned().collect()
    }

    /// Stops the server: it accepts no new connections and waits for open requests,
    /// at most a second.
    ///
    /// # Panics
    /// If the server panicked, with its message.
    pub async fn shutdown(self) {
        self.server.shutdown().await;
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("base_url", &self.app.base_url)
            .field("account_id", &self.app.account_id)
            .field("clock", &self.app.clock)
            .finish_non_exhaustive()
    }
}
