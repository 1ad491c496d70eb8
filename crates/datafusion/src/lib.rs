//! Dintero gift cards and credit notes as a table of Apache `DataFusion`.
//!
#![cfg_attr(any(doc, doctest), doc = include_str!("../README.md"))]

mod cluster;
mod money;
mod pushdown;
mod query;
mod register;
mod scan;
mod settings;
mod table;

pub use cluster::{Cluster, serve_worker};
pub use query::{Outcome, execute, run};
pub use register::register;
pub use settings::CardsOptions;
pub use table::CardsTable;
