//! A local server with gift cards that speaks Dintero's "Get cards" and "Get
//! Token", for tests and for trying things out without an account.
//!
//! It is stateful, not a set of canned answers: it keeps cards, derives their
//! status from amounts, dates and a clock, filters, pages, and gives out access
//! tokens that expire. What it accepts is read from the OpenAPI documents; a
//! request that breaks one of their rules gets 400 and a message that names the
//! parameter. It knows nothing of the client of this workspace, so that a bug
//! of the one cannot hide a bug of the other.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! # runtime.block_on(async {
//! use dintero_cards_sandbox::{CardStatus, Clock, Sandbox};
//!
//! let clock = Clock::fixed("2026-03-01T12:00:00Z".parse()?);
//! let sandbox = Sandbox::builder().cards(100).clock(clock.clone()).start().await?;
//!
//! let url = format!(
//!     "{}/accounts/{}/wallets/cards?status=unused&limit=5",
//!     sandbox.base_url(),
//!     sandbox.account_id(),
//! );
//! let page = reqwest::Client::builder().build()?
//!     .get(url)
//!     .bearer_auth(sandbox.access_token())
//!     .send()
//!     .await?;
//! assert_eq!(page.status(), 200);
//!
//! // What a plain filter selects is what the listing must give.
//! let now = clock.now();
//! let unused = sandbox.cards().iter().filter(|c| c.status(now) == CardStatus::Unused).count();
//! assert!(unused > 5);
//!
//! sandbox.shutdown().await;
//! # Ok(())
//! # })
//! # }
//! ```
//!
//! What goes wrong on purpose is a script of [`Faults`]; what reached the sandbox
//! is in its [`RequestLog`].
//!
//! The rooms: `contract` compiles the documents, `card`, `store`, `list`, `seed`,
//! `data` and `changes` are the cards, `switches` is what no document says,
//! `token` and `credentials` say who asks, `faults` is what goes wrong, `log` is
//! what was asked, `app` puts a request through all of them without any input or
//! output, and `server` and `wire` are the only ones that know sockets.

/// The code of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod answer;
mod app;
mod builder;
mod card;
mod changes;
mod clock;
mod contract;
mod credentials;
mod data;
mod error;
mod faults;
mod list;
mod log;
mod operation_id;
mod sandbox;
mod seed;
mod server;
mod store;
mod switches;
mod token;
mod wire;

pub use builder::SandboxBuilder;
pub use card::{Card, CardStatus, CardType, NewCard, PinFormat};
pub use changes::ChangeError;
pub use clock::Clock;
pub use error::Error;
pub use faults::{Action, Faults, Rule};
pub use log::{LoggedRequest, RequestLog};
pub use operation_id::OperationId;
pub use sandbox::Sandbox;
pub use switches::{
    Bounds, CountHeaders, LastPage, Order, OverLimit, Precision, UnknownParameters, UnknownPosition,
};
