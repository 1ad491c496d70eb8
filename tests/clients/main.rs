//! Clients of small documents, generated, compiled and used.
//!
//! `cargo test --workspace` leaves them out, as they build packages of their own;
//! `cargo test -p integration-tests --test clients` runs them.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

mod behaviour;
mod document;
mod names;
mod package;
