//! Dintero gift cards as Arrow record batches and Parquet files.
//!
#![doc = include_str!("overview.md")]
#![cfg_attr(doctest, doc = include_str!("../README.md"))]

mod batches;
mod column;
mod malformed;
mod parquet;
mod schema;

pub use batches::CardBatches;
pub use column::MONEY;
pub use malformed::MalformedWriter;
pub use parquet::{ParquetFile, ParquetWriter, ROW_GROUP};
pub use schema::{SCHEMA_VERSION, schema};
