//! Lists the gift cards and credit notes of a Dintero account.
//!
//! - [`CardsClient`] is made by its [`Builder`] and asks for cards with
//!   [`CardsClient::list_cards`].
//! - [`CardFilter`] has every filter of the documentation, typed.
//! - [`ListCards`] gives one [`Page`], a stream of [`Pages`], or a stream of
//!   [`Items`]; a [`Cursor`] goes on where another program left off.
//! - [`ClientCredentials`], [`AccessToken`] and [`TokenSource`] say who asks.
//! - [`Error`] is the one error type, [`Money`] an amount with its currency.
//!
//! The types of the document ([`Card`], [`CardStatus`], …) are the generated
//! ones of `dintero-cards-client`, re-exported.

#[cfg(feature = "blocking")]
pub mod blocking;
mod builder;
mod client;
mod cursor;
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
pub use dintero_cards_client::{
    Document, ParseTimestampError, Timestamp, UnlistedValue, auth, cards,
};
