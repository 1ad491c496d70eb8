//! The baseline: findings that a person has accepted, with reasons.
//!
//! Nothing is accepted for ever in silence: an entry that nothing
//! needs any more, or whose day has passed, is a fault itself.

mod entry;
mod judge;

pub use entry::{Baseline, Entry, Invalid};
pub use judge::{accept, apply};
