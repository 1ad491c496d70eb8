//! One binary: the public behaviour of the package that needs no server.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod base_url;
mod cursor;
mod env;
mod filter;
mod money;
mod page_size;
