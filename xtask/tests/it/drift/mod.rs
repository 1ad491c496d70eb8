//! `cargo xtask drift` as it is run: on a small workspace of its own, with
//! pages from files and from a site on loopback.

mod exits;
mod published;
#[expect(dead_code, reason = "the tests of the bounds of fetching use the rest")]
mod site;
mod walk;
mod workspace;
