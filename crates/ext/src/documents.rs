//! The documents that the client was generated from, with their provenance.
//!
//! Of what is generated, this and the types of a card are all that is public
//! here: a change of the rest of the generated client changes nothing for those
//! who use this crate.

pub use dintero_cards_client::auth::DOCUMENT as AUTH;
pub use dintero_cards_client::cards::DOCUMENT as CARDS;
