//! What the package promises, as its users see it.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

mod api;
mod body;
mod cases;
mod changelog;
mod edit_table;
mod edits;
#[path = "../../../drift/tests/it/kind_table.rs"]
mod kind_table;
mod one_verdict;
mod policy;
mod release;
mod servers;
mod shown;
mod version;
mod wrapper;
