//! One binary: the public behaviour of the package, with a server on this machine
//! where one is needed.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod base_url;
mod cursor;
mod days;
mod env;
mod error_text;
mod filter;
mod find;
mod malformed;
mod money;
mod page_size;
mod plan;
mod repeated_cursor;
mod resume;
mod retry_budget;
mod server;
mod windows;
