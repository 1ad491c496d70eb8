//! Lists the gift cards and credit notes of a Dintero account.
//!
#![doc = include_str!("overview.md")]

mod authorization;
#[cfg(feature = "blocking")]
pub mod blocking;
mod builder;
mod client;
mod cursor;
pub mod documents;
pub mod env;
mod error;
mod exchange;
mod filter;
mod listing;
mod money;
mod partition;
mod rate_limit;
mod response;
mod retry;
mod reveal;
mod session;
mod setters;
mod sums;
mod system;
mod timeouts;
mod token;

pub use authorization::{AccessToken, ClientCredentials, TokenFuture, TokenSource};
pub use builder::Builder;
pub use client::CardsClient;
pub use cursor::Cursor;
pub use error::{Error, ErrorKind, Result};
pub use filter::{
    AmountRange, CardFilter, FilterDefinition, FilterKind, TimeBound, TimeEnd, TimeRange,
};
pub use listing::{Items, ListCards, MalformedCard, Page, PageSize, Pages, Report, UnknownFields};
pub use money::{CardAmounts, CardCurrency, Currency, Money, ParseMoneyError, UnknownCurrency};
pub use partition::{ListingPlan, Partitioned, Window, WindowState};
pub use response::Response;
pub use retry::RetryPolicy;
pub use reveal::{Reveal, Revealed};
pub use sums::Sums;
pub use timeouts::Timeouts;

pub use dintero_cards_client::cards::types::{
    AccountId, Card, CardStatus, CardType, Pin, PinFormat,
};
pub use dintero_cards_client::{
    Document, ExtraFields, JsonObject, ParseTimestampError, Timestamp, UnlistedValue,
};
