//! What `dintero-cards` promises, each sentence a test.

mod bad_days;
mod blocking;
mod canary;
mod cursors;
mod limits;
mod paging;
mod script;
mod tokens;
