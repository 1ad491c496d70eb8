//! Contract and end-to-end tests across the crates of the workspace.
//!
//! They are a package of their own because they use the crates as their users
//! do, and because a client tested against the sandbox must not make either
//! depend on the other. The folders beside `integration/` that build packages of their
//! own are packages, too: `generated_clients`, `document_changes` and `build_cost`.

/// The README's Rust, compiled by the documentation tests.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub struct Readme;

/// That of the wrapper, which may not know the sandbox of its example.
#[doc = include_str!("../../crates/ext/README.md")]
#[cfg(doctest)]
pub struct WrapperReadme;

/// That of the generator, with the documents it is made for.
#[doc = include_str!("../../crates/codegen/README.md")]
#[cfg(doctest)]
pub struct GeneratorReadme;
