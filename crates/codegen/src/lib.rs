//! From the text of an OpenAPI document to the text of a Rust client.
//!
//! [`generate`] is the only way there is: the build script of the client and
//! `cargo xtask regen` both call it, so what is built and what is committed
//! cannot differ. It reads neither files nor network nor environment.
//!
//! The steps, one room each:
//! 1. `expressible`: what the generator cannot express is refused, with its place;
//! 2. `tolerant`: the document becomes that of a tolerant reader, by rule;
//! 3. `generator`: progenitor and its settings;
//! 4. `rewrite`, `refine`, `urls`, `open_enum`, `union`, `constants`: what progenitor makes unsafe
//!    is changed, what it drops is added;
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
mod open_enum;
mod quiet;
mod refine;
mod rewrite;
mod rust_name;
mod tolerant;
mod union;
mod urls;

pub use error::Error;
pub use generate::{generate, module_name};
