//! Functions that panic if some bytes break a promise: a target of the fuzzer in
//! `fuzz/` each, and of the bounded loop in `tests/bounded.rs`.
//!
//! [`TARGETS`] lists them.
#![allow(clippy::unwrap_used, reason = "a panic is how a target fails")]

mod documents;
mod listing;
mod sandbox;

pub use documents::{generator, page_text, yaml};
pub use listing::{cursors, pages, timestamps};
pub use sandbox::card_files;

/// A target: its name, the function, and the ends of the names of files that suit it.
pub type Target = (&'static str, fn(&[u8]), &'static [&'static str]);

/// Every target.
pub const TARGETS: [Target; 7] = [
    ("generator", generator, &[".yaml"]),
    ("pages", pages, &[".json"]),
    ("timestamps", timestamps, &[".json"]),
    ("cursors", cursors, &[".json"]),
    ("yaml", yaml, &[".yaml", ".json"]),
    ("card_files", card_files, &[".json", ".csv", ".ndjson"]),
    ("page_text", page_text, &[".yaml", ".md", ".txt"]),
];
