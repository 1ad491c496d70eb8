//! The consequences of a changed document: for the generated Rust API, for the
//! versions of the crates, and for requests on the wire.
//!
//! - [`Verdict::of`] compares a [`Release`] with the current documents and generated
//!   text.
//! - [`document`] finds the changes of documents by the rules of the drift check, and
//!   [`api`] those of the generated Rust, from its syntax tree.
//! - [`policy`] is the table of the version steps for each rule.
//! - [`Entry::all`] returns the entries for the [`changelog`], and [`render()`] the
//!   text of a verdict.
//!
//! Every function depends on texts alone: nothing is compiled, opened or printed, so
//! there is a verdict even if the generated code does not compile.

pub mod api;
pub mod changelog;
pub mod document;
pub mod policy;

mod api_effect;
mod entry;
mod release;
mod render;
mod verdict;
mod version;
mod wrapper;

pub use api::Api;
pub use entry::{Entry, Section, markdown};
pub use release::{Now, Release, digest};
pub use render::render;
pub use verdict::Verdict;
pub use version::{ParseVersionError, Step, Version};
pub use wrapper::Wrapper;

pub use dintero_docs_drift::rules::{Rule, Wire};
