//! The OpenAPI documents of this workspace, and a reader that knows where
//! every fact stands.
//!
//! - [`CARDS`] and [`AUTH`] are the documents as text, as they were when this
//!   crate was built.
//! - [`Document::parse`] reads a document, ours or another, into a JSON value
//!   in which every node has a line and a column.
//!
//! The documents live in this package so that whoever derives something from
//! them (generator, sandbox, drift check) gets them from one place.

/// The code of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod document;
mod error;
mod source;
mod yaml;

pub use document::Document;
pub use error::Error;
pub use source::{AUTH, CARDS, DOCUMENTS, Position, Source};
pub use yaml::pointer_token;
