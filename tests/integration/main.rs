//! One binary: what the workspace promises, crate by crate.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod added_crates;
mod examples;
mod generated;
mod graph;
mod listing;
mod modules;
mod partition;
mod promises;
mod property;
mod provenance;
mod stub;
mod tidy;
mod wire;
mod words;
