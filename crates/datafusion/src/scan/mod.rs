//! Listings as a node of a plan.
//!
//! - [`Scan`] says what is listed, and can be sent to another process: it has no secrets.
//! - [`CardsExec`] is the node; its partitions are windows of the listing.
//! - `stream` turns the pages of a listing into batches.

mod exec;
mod listing;
mod stream;

pub(crate) use exec::{CardsExec, MALFORMED_CARDS};
pub(crate) use listing::Scan;
