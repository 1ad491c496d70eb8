//! The generated client and types of Dintero's "Get cards" and "Get Token".
//!
//! - [`cards`] and [`auth`] are generated from the documents, each with its
//!   `Client`, its `types`, and its [`Document`] as the constant `DOCUMENT`.
//! - [`Transport`] is the one seam through which every request goes.
//! - [`Timestamp`] and [`UnlistedValue`] are what generated types are made of.
//!
//! Nothing here decides anything: no token, no retry, no paging. Programs that
//! list cards depend on `dintero-cards`, which adds those.

mod document;
mod timestamp;
mod transport;
mod unlisted;

pub use document::{Document, Operation};
pub use timestamp::{ParseTimestampError, Timestamp};
pub use transport::{Direct, Transport};
pub use unlisted::UnlistedValue;

/// A generated module: what was just generated, or else the committed text.
macro_rules! generated {
    ($(#[$doc:meta])* $module:ident from $file:literal) => {
        $(#[$doc])*
        #[allow(
            clippy::all,
            clippy::allow_attributes_without_reason,
            clippy::unwrap_used,
            clippy::doc_markdown,
            clippy::str_to_string,
            clippy::wildcard_imports,
            elided_lifetimes_in_paths,
            missing_docs,
            unreachable_patterns,
            unreachable_pub,
            reason = "generated text is as its generator makes it"
        )]
        pub mod $module {
            #[cfg(feature = "generate")]
            include!(concat!(env!("OUT_DIR"), "/", $file));
            #[cfg(not(feature = "generate"))]
            include!(concat!("generated/", $file));
        }
    };
}

generated! {
    /// "Get cards": the client and types of `openapi/cards.yaml`.
    cards from "cards.rs"
}

generated! {
    /// "Get Token": the client and types of `openapi/auth.yaml`.
    auth from "auth.rs"
}
