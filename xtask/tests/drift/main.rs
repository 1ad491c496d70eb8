//! `cargo xtask drift` as it is run: on a small workspace of its own, with
//! pages from files and from a site on loopback.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test does")]

mod exits;
mod published;
#[expect(dead_code, reason = "the tests of the bounds of fetching use the rest")]
mod site;
mod walk;
mod workspace;
