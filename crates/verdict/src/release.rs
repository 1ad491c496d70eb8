//! The two sides of a comparison: what was released, and what is there now.

use dintero_cards_openapi::Source;

use crate::{Api, Version};

/// What the last release had.
#[derive(Clone, Debug)]
pub struct Release<'a> {
    /// Its version.
    pub version: Version,
    /// Its documents.
    pub documents: Vec<Source<'a>>,
    /// The API that was generated from them.
    pub api: Api,
}

/// What is there now.
#[derive(Clone, Debug)]
pub struct Now<'a> {
    /// The documents.
    pub documents: Vec<Source<'a>>,
    /// The API that is generated from them.
    pub api: Api,
}
