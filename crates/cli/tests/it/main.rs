//! The command as its users run it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod binary;
mod conformance;
mod fault_scenarios;
mod filters;
mod list;
mod refusals;
mod sandbox;
