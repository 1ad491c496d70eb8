//! The program `docs-drift` as it is run: on small documents, with pages from files and
//! from a site on loopback.
#![expect(clippy::unwrap_used, reason = "a failed step ends the test")]

mod action;
mod exits;
mod pages;
mod published;
#[expect(dead_code, reason = "the tests of the bounds of fetching use the rest")]
mod site;
mod walk;
mod workspace;
