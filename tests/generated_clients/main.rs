//! Clients of small documents, generated, compiled and used.
//!
//! `cargo test --workspace` leaves them out, since they build packages of their own;
//! `cargo test -p generated-clients-tests --test generated_clients` runs them.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

mod behaviour;
mod document;
mod names;
mod package;
