//! Dintero gift cards and credit notes as a table of Apache `DataFusion`.
//!
#![cfg_attr(any(doc, doctest), doc = include_str!("../README.md"))]

mod cluster;
mod failure;
mod limit;
mod money;
mod pushdown;
mod query;
mod register;
mod scan;
mod settings;
mod table;

pub use cluster::{Cluster, serve_worker};
pub use failure::explain;
pub use query::{Outcome, TakeRows, execute, run, stream};
pub use register::register;
pub use settings::CardsOptions;
pub use table::CardsTable;
