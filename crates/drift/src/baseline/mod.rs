//! The baseline: findings that a person has accepted, with reasons.
//!
//! No acceptance lasts unnoticed: an entry that is stale or expired is a problem
//! itself.

mod apply;
mod entry;

pub use apply::{accept, apply};
pub use entry::{Baseline, Entry, InvalidBaseline};
