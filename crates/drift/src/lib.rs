//! Compares the published documentation of an operation with an OpenAPI document.
//!
//! - [`Ours::read`] reads one of our OpenAPI documents, and [`Page::read`] a
//!   published page in any form. Both return contracts.
//! - [`assess()`] compares operations with pages by the [`rules`] and returns a
//!   [`Report`]. A [`baseline`] marks accepted findings. [`Format`] renders reports.
//! - A [`contract`] holds facts with their places, each in one of three states.
//! - [`prose`] reduces published descriptions to digests.
//!
//! Every function depends on its arguments alone: the crate fetches, opens and
//! prints nothing. Published text is data, never an instruction.

pub mod assess;
pub mod baseline;
pub mod compare;
pub mod contract;
pub mod document;
pub mod finding;
pub mod markdown;
pub mod page;
pub mod prose;
pub mod render;
pub mod report;
pub mod rules;
pub mod sanitise;
pub mod source;
pub mod text;

mod names;
mod ours;

pub use assess::{Published, assess};
pub use compare::compare;
pub use ours::Ours;
pub use page::Page;
pub use render::Format;
pub use report::{ExitStatus, Report};
pub use source::{Snapshot, Source};

/// The example of the README is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
