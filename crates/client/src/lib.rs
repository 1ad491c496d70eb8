//! The generated client and types of Dintero's "Get cards" and "Get Token".
//!
//! - [`cards`] and [`auth`] are generated from the documents, each with its
//!   `Client`, its `types`, and its [`Document`] as the constant `DOCUMENT`.
//! - [`DOCUMENTS`] and [`is_documented`] cover all documents.
//! - Every request passes through a [`Transport`].
//! - [`ExtraFields`], [`JsonObject`], [`Timestamp`] and [`UnlistedValue`] are parts of generated types.
//!
//! Tokens, retries and paging are not here. Programs that list cards depend on
//! `dintero-cards`, which adds them.

/// The code of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod decode;
mod document;
mod extra_fields;
mod generated;
mod json;
mod json_object;
#[cfg(test)]
#[path = "json/tests.rs"]
mod json_tests;
mod timestamp;
mod transport;
mod unlisted;

pub use document::{Document, Operation};
pub use extra_fields::ExtraFields;
pub use json_object::JsonObject;
pub use timestamp::{ParseTimestampError, Timestamp};
pub use transport::{Direct, Transport};
pub use unlisted::UnlistedValue;

use generated::generated;

generated! {
    /// "Get cards": the client and types of `openapi/cards.yaml`.
    cards from "cards.rs";
    /// "Get Token": the client and types of `openapi/auth.yaml`.
    auth from "auth.rs";
}
