//! What the package promises, as its users see it.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

mod api;
mod changelog;
mod edit_table;
mod edits;
mod one_answer;
mod policy;
mod release;
mod servers;
mod shown;
mod version;
mod wrapper;
