//! The command as its users run it.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

mod binary;
mod conformance;
mod fault_scenarios;
mod filters;
mod list;
mod refusals;
mod sandbox;
