//! The OpenAPI documents of this workspace, and one reading of documents in which
//! every fact has its place.
//!
//! - [`CARDS`] and [`AUTH`] are the documents as text, as they were when this
//!   crate was built.
//! - [`Document::parse`] reads a document, ours or another, into a JSON value
//!   in which every node has a line and a column.
//! - [`OpenApi`] reads operations from it: [`Parameter`]s merged and with effective
//!   style, [`Server`]s, [`Security`], media types.
//! - [`Schema`] reads a schema with references followed and `allOf` merged.
//! - A [`Node`] is a value with its place, for everything else, `x-` extensions too.
//!
//! The reading is lenient: a list holds each thing or the [`Error`] about it, with
//! its JSON pointer, line and column. A strict reader stops at the first error; a
//! lenient one reports it and goes on. Cycles are errors, and everything is bounded.
//!
//! ```
//! use dintero_cards_openapi::{CARDS, Document, OpenApi, Schema};
//!
//! let document = Document::parse(CARDS)?;
//! for operation in OpenApi::new(&document).operations() {
//!     let operation = operation?; // strict: stops at the first problem
//!     println!("{} {}", operation.method, operation.path);
//!     for parameter in operation.parameters().into_iter().flatten() { // lenient
//!         let Some(schema) = Schema::of(&parameter.node)? else { continue };
//!         let kind = schema.get("type").map(|kind| kind.value);
//!         let line = parameter.node.position().line;
//!         println!("{line}: {} in {:?}: {kind:?}", parameter.name, parameter.location);
//!         for (name, pointer) in schema.properties() {
//!             let property = schema.below(&pointer)?; // bounded in depth and number
//!             println!("{name}: {}", property.pointer());
//!         }
//!     }
//! }
//! # Ok::<(), dintero_cards_openapi::Error>(())
//! ```

/// The code of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod digest;
mod document;
mod error;
mod json;
mod media;
mod node;
mod openapi;
mod parameter;
mod schema;
mod security;
mod server;
mod source;
mod tree;
mod yaml;

pub use digest::hex;
pub use document::Document;
pub use error::Error;
pub use media::MediaType;
pub use node::Node;
pub use openapi::{OpenApi, Operation, Response};
pub use parameter::{Location, Parameter};
pub use schema::Schema;
pub use security::{RequiredScheme, Requirement, Security};
pub use server::{Server, split_url};
pub use source::{AUTH, CARDS, DOCUMENTS, Position, Source};
pub use tree::pointer_token;
