//! Tests of the drift check on documents, pages and reports.

mod acceptance;
mod alarms;
mod damage;
mod formats;
mod hostile;
mod page_text;
mod provenance;
mod quiet;
mod token_page;
mod world;
mod yaml;
