//! The consequences of a changed document: for the generated Rust API, for the
//! versions of the crates, and for requests on the wire.
//!
//! - [`Verdict::of`] compares two sides: the last release, and the current documents and
//!   generated text.
//! - [`document`] finds the changes of documents by the rules of the drift check, and
//!   [`api`] those of the generated Rust, from its syntax tree.
//! - [`policy`] is the table of the version steps for each rule.
//! - [`Entry::all`] returns the entries for the [`changelog`], and [`render()`] the
//!   text of a verdict.
//!
//! Every function depends on texts alone: nothing is compiled, opened or printed, so
//! there is a verdict even if the generated code does not compile.
//!
//! ```
//! use dintero_cards_openapi::{CARDS, Source};
//! use dintero_cards_semver::{Api, Side, Verdict, Wire, Wrapper, digest};
//!
//! let lowered = CARDS.text.replace("maximum: 100", "maximum: 50");
//! let side = |document, generated| {
//!     Side { documents: vec![document], api: Api::default(), text: digest([generated]) }
//! };
//! let released = side(CARDS, "the generated text");
//! let now = side(Source { text: &lowered, ..CARDS }, "the text that is generated now");
//! let verdict = Verdict::of("1.2.3".parse()?, &released, &now, &Wrapper::default())?;
//! assert_eq!(verdict.changes[0].rule.id, "param-maximum-lowered");
//! assert_eq!(verdict.wire, Wire::Breaks);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod api;
pub mod changelog;
pub mod document;
pub mod policy;

mod api_effect;
mod entry;
mod render;
mod verdict;
mod version;
mod wrapper;

pub use api::Api;
pub use entry::{Entry, markdown};
pub use render::render;
pub use verdict::{Side, Verdict, digest};
pub use version::{ParseVersionError, Step, Version};
pub use wrapper::Wrapper;

pub use dintero_docs_drift::rules::{Rule, Wire};
