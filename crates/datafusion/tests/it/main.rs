//! Queries of cards that a sandbox serves.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod cluster;
mod command;
mod debug;
mod failures;
mod handover;
mod money;
mod property;
mod requests;
mod setup;
