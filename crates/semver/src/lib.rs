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
//!
//! ```
//! use dintero_cards_openapi::{CARDS, Source};
//! use dintero_cards_semver::{Api, Now, Release, Verdict, Wire, Wrapper, digest};
//!
//! let lowered = CARDS.text.replace("maximum: 100", "maximum: 50");
//! let document = Source { text: &lowered, ..CARDS };
//! let release = Release {
//!     version: "1.2.3".parse()?,
//!     documents: vec![CARDS],
//!     api: Api::default(),
//!     text: digest(["the generated text"]),
//! };
//! let text = digest(["the text that is generated now"]);
//! let now = Now { documents: vec![document], api: Api::default(), text };
//! let verdict = Verdict::of(&release, &now, &Wrapper::default())?;
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
