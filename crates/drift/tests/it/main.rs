//! Tests of the drift check on documents, pages and reports.

mod provenance;
