//! A local server with gift cards that speaks Dintero's "Get cards" and "Get
//! Token", for tests and for trying things out without an account.
//!
//! It is stateful: it keeps cards, derives their status from amounts, dates and a
//! clock, filters, pages, and issues access tokens that expire. The OpenAPI
//! documents say which requests it accepts; a request that breaks a rule gets 400
//! and a message that names the parameter. It shares no code with the client of
//! this workspace, so that a bug of one cannot hide a bug of the other.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! # runtime.block_on(async {
//! use dintero_cards_sandbox::{Clock, Sandbox};
//!
//! let clock = Clock::fixed("2026-03-01T12:00:00Z".parse()?);
//! let sandbox = Sandbox::builder().cards(100).clock(clock).start().await?;
//! let path = format!("accounts/{}/wallets/cards?status=unused", sandbox.account_id());
//! let request = reqwest::Client::builder().build()?
//!     .get(format!("{}/{path}", sandbox.base_url()))
//!     .bearer_auth(sandbox.access_token());
//! assert_eq!(request.send().await?.status(), 200);
//! # Ok(())
//! # })
//! # }
//! ```
//!
//! [`Faults`] is a script of faults, and [`RequestLog`] has the received requests.
#![cfg_attr(doctest, doc = include_str!("../README.md"))]

mod accessors;
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
mod named;
mod object;
mod operation_id;
mod response;
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
