//! Lists the gift cards and credit notes of a Dintero account.
//!
//! ```no_run
//! use chrono::NaiveDate;
//! use dintero_cards::{CardAmounts as _, CardFilter, CardStatus, CardsClient, ErrorKind};
//! use futures_util::TryStreamExt as _;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = CardsClient::from_env()?.application("my-shop/1.2").build()?;
//!
//! let january = NaiveDate::from_ymd_opt(2026, 1, 1).ok_or("no such day")?;
//! let filter = CardFilter::new().status(CardStatus::PartiallyUsed).created_at(january..);
//! let mut cards = client.list_cards(filter).items();
//! loop {
//!     match cards.try_next().await {
//!         Ok(Some(card)) => println!("{:?} {:?}", card.card_id, card.balance()),
//!         Ok(None) => break,
//!         Err(error) if error.kind() == ErrorKind::InvalidInput => return Err(error.into()),
//!         // Every card before it was delivered; this is where to go on.
//!         Err(error) => return Err(format!("{error}; go on at {:?}", error.cursor()).into()),
//!     }
//! }
//! println!("{} cards on {} pages", cards.report().items, cards.report().pages);
//! # Ok(())
//! # }
//! ```
//!
//! - [`CardsClient`] is made by its [`Builder`], or from the environment
//!   ([`env`](mod@env)), and asks for cards with [`CardsClient::list_cards`].
//! - [`CardFilter`] has every filter of the documentation, typed.
//! - [`ListCards`] gives one [`Page`], a stream of [`Pages`], or a stream of
//!   [`Items`]; a [`Cursor`] goes on where another program left off, and a
//!   [`Report`] says what a listing came by.
//! - [`ClientCredentials`], [`AccessToken`] and [`TokenSource`] say who asks.
//! - [`RetryPolicy`] and [`Timeouts`] say how patiently.
//! - [`Error`] is the one error type, [`Money`] an amount with its currency.
//!
//! The types of the document ([`Card`], [`CardStatus`], …) are the generated
//! ones of `dintero-cards-client`, re-exported. Facts are those of the
//! documentation as [`documents`] names it.
//!
//! # Features
//!
//! | feature | default | what |
//! |---|---|---|
//! | `generate` | yes | generates the client while it is built; without it the committed text is compiled |
//! | `rustls` | yes | TLS by rustls, with the platform's certificates |
//! | `rustls-no-provider` | | TLS by rustls with the cryptography that the program installs itself |
//! | `blocking` | | the module `blocking`: the same client without async |
//! | `rate-limit` | | `Builder::rate_limit`: no more than so many requests a second |
//! | `schemars` | | JSON Schemas of the generated types |
//!
//! # Traces
//!
//! Each attempt is a `tracing` span with OpenTelemetry's names for HTTP
//! (`http.request.method`, `url.template`, `server.address`,
//! `http.response.status_code`, `error.type`); waits are events. No URL, query,
//! header or body is among the fields.

#[cfg(feature = "blocking")]
pub mod blocking;
mod builder;
mod client;
mod crowd;
mod cursor;
pub mod documents;
mod endpoint;
pub mod env;
mod error;
mod exchange;
mod filter;
mod listing;
mod money;
mod page;
mod page_size;
mod rate_limit;
mod response;
mod retry;
mod retry_after;
mod salvage;
mod settings;
mod system;
mod timeouts;
mod token;

pub use builder::Builder;
pub use client::CardsClient;
pub use cursor::Cursor;
pub use error::{Error, ErrorKind, Result};
pub use filter::{AmountRange, CardFilter, TimeBound, TimeRange};
pub use listing::{Items, ListCards, Pages, Report};
pub use money::{CardAmounts, Currency, Money, ParseMoneyError, UnknownCurrency};
pub use page::{OddCard, Page};
pub use page_size::PageSize;
pub use response::Response;
pub use retry::RetryPolicy;
pub use timeouts::Timeouts;
pub use token::{AccessToken, ClientCredentials, TokenFuture, TokenSource};

pub use dintero_cards_client::cards::types::{
    AccountId, Card, CardStatus, CardType, Pin, PinFormat,
};
pub use dintero_cards_client::{Document, ParseTimestampError, Timestamp, UnlistedValue};
