//! The OpenAPI documents of this workspace, and their typed reading.
//!
#![doc = include_str!("../README.md")]

mod digest;
mod document;
mod error;
mod json;
mod media;
mod node;
mod openapi;
mod parameter;
mod pattern;
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
pub use pattern::pattern_flags;
pub use schema::Schema;
pub use security::{RequiredScheme, Requirement, Security};
pub use server::{Server, split_url};
pub use source::{AUTH, CARDS, DOCUMENTS, Position, Source};
pub use tree::pointer_token;
