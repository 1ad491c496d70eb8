//! Changes of the documents, made in a copy of the workspace: a new one, added by
//! the guide of CONTRIBUTING.md, and edits whose verdicts the compiler confirms.
//!
//! `cargo test --workspace` leaves these tests out, since they build the workspace;
//! `cargo test -p document-changes-tests --test document_changes` runs them.
#![allow(clippy::unwrap_used, reason = "a failed step ends the test")]

mod copy;
mod guide;
mod patch;
mod semver;
