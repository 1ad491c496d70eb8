//! What comes of documents that are broken, and of those that are odd.
#![allow(clippy::unwrap_used, reason = "what a test cannot do without ends it")]

mod broken;
mod cases;
mod composed;
mod document;
mod hostile;
mod keywords;
mod names;
mod refused;
mod text;
mod tolerant;

/// Whether `THOROUGH` asks for the large spaces, which the nightly job does.
#[expect(clippy::disallowed_methods, reason = "whoever runs the tests sets their extent")]
fn is_thorough() -> bool {
    std::env::var_os("THOROUGH").is_some()
}
