//! Compares what is published about an operation with an OpenAPI document.
//!
//! - [`document::operations`] reads an OpenAPI document into contracts.
//! - [`contract`] is the contract: facts with their places, in three states.
//! - [`prose`] reduces published descriptions to digests.
//!
//! Everything here is a pure function of its arguments: nothing is fetched,
//! opened or printed. Published text is data, whatever it says.

pub mod contract;
pub mod document;
pub mod prose;
