//! The documents that the client was generated from, with their provenance.
//!
//! This crate re-exports these constants and the types of a card, and nothing else
//! of the generated client, so a change of the rest does not change its API.

pub use dintero_cards_client::auth::DOCUMENT as AUTH;
pub use dintero_cards_client::cards::DOCUMENT as CARDS;
