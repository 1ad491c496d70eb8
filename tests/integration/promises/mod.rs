//! What `dintero-cards` promises, each sentence a test.

mod blocking;
mod canary;
mod cursors;
mod fault_scenarios;
mod limits;
mod paging;
mod retry_after;
mod script;
mod tokens;
