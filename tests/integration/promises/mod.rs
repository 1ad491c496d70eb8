//! The promises of `dintero-cards`, one test for each.

mod blocking;
mod canary;
mod cursors;
mod fault_scenarios;
mod limits;
mod paging;
mod prefetch;
mod retry_after;
mod script;
mod tokens;
