//! The command as its users run it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod accounts;
mod binary;
mod browser;
mod conformance;
mod csv;
mod duckdb;
mod export;
mod export_examples;
mod export_failures;
mod export_kept;
mod export_plan;
mod fault_scenarios;
mod fields;
mod filters;
mod install;
mod interruption;
mod list;
mod list_files;
mod profile;
mod readme;
mod refusals;
mod report;
mod report_faults;
mod sandbox;
mod server;
mod show;
#[cfg(unix)]
mod terminal;
mod workbook;
