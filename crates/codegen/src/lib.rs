//! Generates the text of a Rust client from the text of an OpenAPI document.
//!
//! [`generate`] is the only entry point: the build script of the client and
//! `cargo xtask regen` both call it, so the built and the committed text cannot
//! differ. It reads neither files nor network nor environment.
//!
//! The steps, one module each:
//! 1. `expressible`: refuses documents that the generator cannot express, with the place;
//! 2. `tolerant`: the document becomes that of a tolerant reader, by rule;
//! 3. `generator`: progenitor and its settings;
//! 4. `rewrite`, `refine`, `urls`, `open_type`, `objects`, `constants`: what progenitor makes
//!    unsafe is changed, what it drops is added;
//! 5. `distinct`: no name may stand in one place twice;
//! 6. `generate`: the header, the order of the steps, the formatting.

mod choice;
mod constants;
mod distinct;
mod doc_text;
mod error;
mod expressible;
mod generate;
mod generator;
mod items;
mod objects;
mod open_type;
mod quiet;
mod refine;
mod rewrite;
mod rust_name;
mod tolerant;
mod urls;

pub use error::Error;
pub use generate::{generate, module_name};
