//! What a change of a document means: for the Rust API that is generated from
//! it, for the versions of the crates, and for requests on the wire.
//!
//! - [`Verdict::of`] compares a [`Release`] with the documents and the generated
//!   text as they are now.
//! - [`document`] finds the changes of a document, under the rules of the drift
//!   check; [`api`] those of the generated Rust, from its syntax tree.
//! - [`policy`] is the table that says what each rule means for the versions.
//! - [`Entry::all`] writes the verdict as entries of the [`changelog`];
//!   [`render()`] shows it.
//!
//! Everything here is a function of texts: nothing is compiled, opened or
//! printed, so there is a verdict while the generated code does not compile.

pub mod api;
pub mod changelog;
pub mod document;
pub mod policy;

mod entry;
mod release;
mod render;
mod verdict;
mod version;
mod wrapper;

pub use api::Api;
pub use entry::{Entry, Section};
pub use release::{Now, Release, digest};
pub use render::render;
pub use verdict::Verdict;
pub use version::{ParseVersionError, Step, Version};
pub use wrapper::Wrapper;

pub use dintero_docs_drift::rules::{Rule, Wire};
