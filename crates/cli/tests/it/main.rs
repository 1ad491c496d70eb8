//! The command as its users run it.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

mod binary;
mod conformance;
mod filters;
mod list;
mod odd_days;
mod refusals;
mod sandbox;
