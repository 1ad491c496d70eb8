//! Compares what is published about an operation with an OpenAPI document.
//!
//! - [`Ours::read`] reads an OpenAPI document of ours, [`Page::read`] a
//!   published page in any form; both give contracts.
//! - [`assess()`] compares operations with pages, under the [`rules`], and gives
//!   a [`Report`]; [`baseline`] takes out what is accepted; [`Format`] renders it.
//! - [`contract`] is what a contract is: facts with their places, in three states.
//! - [`prose`] reduces published descriptions to digests.
//!
//! Everything here is a pure function of its arguments: nothing is fetched,
//! opened or printed. Published text is data, whatever it says.

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

mod ours;

pub use assess::{Published, assess};
pub use compare::compare;
pub use ours::{Deviation, Ours};
pub use page::Page;
pub use render::Format;
pub use report::{ExitStatus, Report};
pub use source::{Snapshot, Source};
