//! The guide of CONTRIBUTING.md and the verdicts of `cargo xtask regen`, tested on
//! a copy of the workspace that is changed and built.
//!
//! `cargo test --workspace` leaves these tests out, since they build the workspace;
//! `cargo test -p integration-tests --test guide_and_semver` runs them.
#![allow(clippy::unwrap_used, reason = "a failed step ends the test")]

mod copy;
mod guide;
mod patch;
mod semver;
