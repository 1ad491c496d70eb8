//! Tests of the sandbox through its handle and over HTTP.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]

mod bounds;
mod changes;
mod client;
mod consumer;
mod damage;
mod data;
mod documents;
mod faults;
mod hostile;
mod lifecycle;
mod listing;
mod log;
mod mutations;
mod pages;
mod panics;
mod readme;
mod routing;
mod seed;
mod switches;
mod tokens;
mod validation;
