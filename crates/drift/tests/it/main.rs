//! Tests of the drift check on documents, pages and reports.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test does")]

mod acceptance;
mod alarms;
mod bounds;
mod damage;
mod facts;
mod formats;
mod hostile;
mod kind_table;
mod kinds;
mod mutations;
mod page_text;
mod provenance;
mod published;
mod quiet;
mod spelling;
mod token_page;
mod world;
mod yaml;
