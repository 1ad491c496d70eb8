//! The baseline: findings that a person has accepted, with reasons.
//!
//! Nothing is accepted for ever in silence: an entry that nothing
//! needs any more, or whose day has passed, is a fault itself.

mod apply;
mod entry;

pub use apply::{accept, apply};
pub use entry::{Baseline, Entry, Invalid};
