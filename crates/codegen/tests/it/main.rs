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
