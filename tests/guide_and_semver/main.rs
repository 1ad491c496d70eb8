//! Copies of the workspace that are changed and built: what the guide says, and
//! what a verdict says, is seen to hold.
//!
//! `cargo test --workspace` leaves them out, as they build the workspace anew;
//! `cargo test -p integration-tests --test guide_and_semver` runs them.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

mod copy;
mod guide;
mod patch;
mod semver;
